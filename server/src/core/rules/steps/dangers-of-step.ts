import type { ReadBlock } from '../../runbook/parse-runbook.ts';
import type { FrontMatter } from '../../runbook/model.ts';
import type { ShellScript } from '../../shell/tree.ts';
import type { Span } from '../../text/span.ts';
import { type Danger, danger } from './dangers.ts';
import { commandsOf } from './step-commands.ts';

/** A dangerous command of a step: the program's name, and where it stands in the document. */
export interface StepDanger {
  readonly name: string;
  readonly found: Danger;
  readonly span: Span;
}

/** The commands of a step that may do what cannot be taken back from afar, in the order they are written. A function of the script that is called so is none. */
export function* dangersOfStep(block: ReadBlock, script: ShellScript, { inputs }: FrontMatter): Iterable<StepDanger> {
  const given = new Set(inputs.filter(({ default: value, pattern, choices }) => value || pattern || choices).map(({ name }) => name));
  const set = new Set(script.variables.filter(({ kind, passing }) => kind === 'assign' && !passing).map(({ name }) => name));
  const functions = new Set(script.functions.map(({ name }) => name));
  const isSet = (name: string): boolean => set.has(name) || given.has(name);
  for (const { command, run, span } of commandsOf(block, script)) {
    if (run.name === undefined || functions.has(run.name)) continue;
    const found = danger(run, command, isSet);
    if (found !== undefined) yield { name: run.name, found, span };
  }
}
