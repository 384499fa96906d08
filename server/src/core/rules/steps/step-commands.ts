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

/** What each command runs in the end: six rules ask for it, and again at each keystroke. */
const effective = new WeakMap<ShellCommand, EffectiveCommand>();

/** Every command of one step. */
export function* commandsOf(block: ReadBlock, script: ShellScript): Iterable<StepCommand> {
  for (const command of script.commands) {
    if (command.words.length === 0) continue;
    const run = effective.get(command) ?? effectiveCommand(command);
    effective.set(command, run);
    const first = run.word ?? command.words[0];
    const last = command.words.at(-1);
    if (first === undefined || last === undefined) continue;
    yield { block, script, command, run, span: block.map.toDocument({ start: first.span.start, end: last.span.end }) };
  }
}
