import { resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { type LoadedRunbook, loadText } from './load-runbook.ts';

/** A command that is to be run without a runbook. */
export interface CommandRequest {
  readonly command: string;
  /** A runbook that was named beside it: a mistake. */
  readonly file: string | undefined;
  readonly host: string | undefined;
  readonly sandbox: boolean | undefined;
  /** True is root, a text that account. */
  readonly sudo: string | true | undefined;
}

/** A command as a runbook of one step, so that it gets the same plan, gathering and record as any other. */
export async function commandRunbook(request: CommandRequest, sshConfig: string | undefined): Promise<LoadedRunbook> {
  const { command, file, host, sandbox, sudo } = request;
  if (file !== undefined) throw new UsageError(`\`-e\` takes the place of a runbook: \`${file}\` is one too many`);
  if (host === undefined && sandbox !== true) throw new UsageError('`-e` needs `--host EXPRESSION` (or `--sandbox`): where it is to run');
  if (command.trim() === '') throw new UsageError('`-e` is empty: a command was expected');
  if (sudo !== undefined && sudo !== true && !/^[A-Za-z_][A-Za-z0-9_.-]*\$?$/.test(sudo))
    throw new UsageError(`--sudo: \`${sudo}\` is no account name`);
  return loadText(resolve('command.runbook.md'), commandText(command, sudo), sshConfig);
}

/** The text of that runbook. The fence is longer than any row of backticks in the command, so nothing in it can end the block. */
export function commandText(command: string, sudo: string | true | undefined): string {
  const longest = Math.max(2, ...[...command.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const attributes = ['name=command', ...(sudo === undefined ? [] : [`sudo=${sudo === true ? 'true' : sudo}`])].join(' ');
  // A list of runs is read by their titles.
  const title = JSON.stringify(command.trim().split('\n')[0]);
  // Every host is asked, whatever becomes of the others.
  return `---\ntitle: ${title}\nrunbook:\n  max-failures: 100%\n---\n\n${fence}sh {${attributes}}\n${command.replace(/\n$/, '')}\n${fence}\n`;
}
