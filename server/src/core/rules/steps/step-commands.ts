import { type EffectiveCommand, effectiveCommand } from '../../shell/effective-command.ts';
import type { ShellCommand, ShellScript } from '../../shell/tree.ts';
import type { ReadBlock } from '../../runbook/parse-runbook.ts';
import type { Span } from '../../text/span.ts';
import type { RunbookContext } from '../runbook-rule.ts';

/** A command of a step, and what it runs in the end. */
export interface StepCommand {
  readonly block: ReadBlock;
  readonly script: ShellScript;
  readonly command: ShellCommand;
  readonly run: EffectiveCommand;
  /** From the word that names the program to its last word, in the document. */
  readonly span: Span;
}

/** The steps and transcripts that sh or bash runs, with their scripts; files to be installed are not among them. */
export function* shellSteps({ runbook, document }: RunbookContext): Iterable<{ readonly block: ReadBlock; readonly script: ShellScript }> {
  for (const block of runbook.blocks) {
    const script = document.shells.get(block.index);
    if (script !== undefined && block.kind !== 'file') yield { block, script };
  }
}

/** What each command runs in the end: it is the command's own, wherever that stands. */
const effective = new WeakMap<ShellCommand, EffectiveCommand>();

/** The commands of each block: six rules ask for them, and a block in front of a change is the same at the next keystroke. */
const known = new WeakMap<ReadBlock, { readonly script: ShellScript; readonly commands: readonly StepCommand[] }>();

/** Every command of one step. */
export function commandsOf(block: ReadBlock, script: ShellScript): readonly StepCommand[] {
  const before = known.get(block);
  if (before?.script === script) return before.commands;
  const commands: StepCommand[] = [];
  for (const command of script.commands) {
    if (command.words.length === 0) continue;
    const run = effective.get(command) ?? effectiveCommand(command);
    effective.set(command, run);
    const first = run.word ?? command.words[0];
    const last = command.words.at(-1);
    if (first === undefined || last === undefined) continue;
    commands.push({ block, script, command, run, span: block.map.toDocument({ start: first.span.start, end: last.span.end }) });
  }
  known.set(block, { script, commands });
  return commands;
}
