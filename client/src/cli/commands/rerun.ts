import { readFileSync } from 'node:fs';
import pc from 'picocolors';
import { alwaysThere } from '../../../../server/src/core/index.ts';
import { findRun, readRecord } from '../../run/records/read-record.ts';
import { failedHosts, runStory } from '../../run/records/run-story.ts';
import { detachedText } from '../run/detached-text.ts';
import type { CarryFlags } from '../run/carry-out.ts';
import type { GivenInputs } from '../run/read-inputs.ts';
import { recordsFolder } from '../run/records-folder.ts';
import { UsageError } from '../usage-error.ts';
import { checkCommand } from './check.ts';
import { fixCommand } from './fix.ts';
import { runCommand, type RunFlags } from './run.ts';

/** The options of `opsbook rerun`. */
export interface RerunFlags extends CarryFlags, GivenInputs {
  readonly failed?: boolean;
}

/** Runs what a run ran again, on its hosts or only on those that failed; the runbook is read as it is now. Returns as `opsbook run` does. */
export async function rerunCommand(word: string, flags: RerunFlags, folder: string): Promise<number> {
  const record = readRecord(recordsFolder(), findRun(recordsFolder(), word));
  const { about, plan } = record;
  const request = about?.request ?? {};
  if (request.undoes !== undefined)
    throw new UsageError(`\`${record.run}\` took another run back: \`opsbook undo ${request.undoes}\` does that again`);
  if (request.fetches !== undefined)
    throw new UsageError(`\`${record.run}\` only asked for steps of another run: \`opsbook fetch ${request.fetches}\` does that again`);
  const all = [...new Set(plan.draft.blocks.flatMap(({ targets }) => targets))];
  const wanted = flags.failed === true ? failedHosts(runStory(record, 0)) : all;
  const stream = flags.json === true ? process.stderr : process.stdout;
  if (wanted.length === 0 && flags.failed === true) {
    stream.write('no host failed in that run\n');
    return 0;
  }
  // Blocks of `local` are its own whatever `--host` says, and those of others must not come to it.
  const away = (hosts: readonly string[]): string[] => hosts.filter((host) => request.command !== undefined || !alwaysThere.includes(host));
  const hosts = away(wanted);
  if (hosts.length === 0 && away(all).length > 0)
    throw new UsageError(
      `only what runs on \`${wanted.join('` and `')}\` did not go well in \`${record.run}\`: \`opsbook run ${plan.draft.file} --step NAME\` runs a block by itself`,
    );
  const edited = request.command === undefined && isEdited(plan.draft.file, record.text);
  stream.write(pc.dim(`again: ${record.run}${edited ? '; the runbook has been edited since' : ''}\n`));
  stream.write(detachedText(record));
  const inputs = plan.draft.inputs.filter(
    ({ name, value, secret }) => !secret && value !== undefined && !flags.input.some((given) => given.startsWith(`${name}=`)),
  );
  const { sshConfig = request.sshConfig, ...rest } = flags;
  const flagsThen: RunFlags = {
    ...rest,
    confirm: flags.confirm ?? [],
    input: [...inputs.map(({ name, value }) => `${name}=${value}`), ...flags.input],
    ...(sshConfig !== undefined && { sshConfig }),
    ...(request.step !== undefined && { step: request.step }),
    ...(request.sandbox === true ? { sandbox: true } : hosts.length === 0 ? {} : { host: hosts.join(',') }),
    ...(request.command !== undefined && { execute: request.command, ...sudoOf(plan.draft.blocks[0]?.sudo) }),
  };
  const { file } = plan.draft;
  if (request.only === 'checks') return checkCommand(file, flagsThen, folder);
  if (request.only === 'fixes') return fixCommand(file, flagsThen, folder);
  return runCommand(request.command === undefined ? file : undefined, flagsThen, folder);
}

/** Whether a file no longer holds `text`; false where it cannot be read, which is told when it is to be run. */
function isEdited(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '') !== text.replace(/^\ufeff/, '');
  } catch {
    return false;
  }
}

function sudoOf(sudo: boolean | string | undefined): { sudo?: string | true } {
  return sudo === undefined || sudo === false ? {} : { sudo };
}
