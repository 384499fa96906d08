import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plan } from '../../run/plan.ts';
import { unpackedPlan } from '../../run/records/packed.ts';
import type { RecordRequest } from '../../run/records/record-about.ts';
import { type CarryFlags, carryOut, mustConfirm } from '../run/carry-out.ts';
import { commandRunbook } from '../run/command-runbook.ts';
import { type DraftFlags, draftOf } from '../run/draft-of.ts';
import { loadRunbook } from '../run/load-runbook.ts';
import type { SavedPlan } from './plan.ts';
import { givenInputs } from '../run/read-inputs.ts';
import { fileTrouble } from '../../../../server/src/host/file-trouble.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `opsbook run`. */
export interface RunFlags extends DraftFlags, CarryFlags {
  readonly plan?: string;
  /** `-e`: a command instead of a runbook. */
  readonly execute?: string;
  readonly sudo?: string | true;
}

/** Shows the plan, asks, runs it and tells what happens. Returns 0 where all went well, 1 where not, 2 where nothing could start, 130 cancelled. */
export async function runCommand(file: string | undefined, flags: RunFlags, folder: string): Promise<number> {
  if (flags.plan !== undefined) return runSaved(flags.plan, file, flags, folder);
  if (flags.execute === undefined && file === undefined) throw new UsageError('a runbook, or `-e COMMAND` with `--host`, was expected');
  if (flags.execute === undefined && flags.sudo !== undefined)
    throw new UsageError('`--sudo` goes with `-e`: in a runbook the blocks say who they run as');
  const runbook =
    flags.execute === undefined
      ? await loadRunbook(file as string, flags.sshConfig)
      : await commandRunbook({ command: flags.execute, file, host: flags.host, sandbox: flags.sandbox, sudo: flags.sudo }, flags.sshConfig);
  mustConfirm(flags, flags.execute === undefined ? ', or `opsbook run --plan FILE` with a plan of `opsbook plan --out FILE`,' : '');
  const what = {
    label: file ?? '-e',
    text: runbook.project.documents.get(runbook.path)?.text ?? '',
    ...(await draftOf(runbook, flags)),
    confirmed: false,
    request: requestOf(flags),
  };
  return carryOut(what, flags, folder);
}

/** Runs a plan from a file, which holds all that it needs: the runbook may have been edited since. */
async function runSaved(path: string, file: string | undefined, flags: RunFlags, folder: string): Promise<number> {
  const { text, ...saved } = savedPlan(path, flags);
  const made = saved.plan.draft.file;
  if (file !== undefined && resolve(file) !== made)
    throw new UsageError(`--plan: \`${path}\` is a plan of \`${made}\`, not of \`${file}\``);
  return carryOut({ label: file ?? made, text, ...saved, confirmed: true, request: requestOf(flags) }, flags, folder);
}

/** What of the flags a record keeps, so that the run can be asked for again. */
export function requestOf(flags: Pick<RunFlags, 'step' | 'only' | 'sandbox' | 'sshConfig' | 'execute'>): RecordRequest {
  return {
    ...(flags.step !== undefined && { step: flags.step }),
    ...(flags.only !== undefined && { only: flags.only }),
    ...(flags.sandbox === true && { sandbox: true }),
    ...(flags.sshConfig !== undefined && { sshConfig: flags.sshConfig }),
    ...(flags.execute !== undefined && { command: flags.execute }),
  };
}

interface Saved {
  readonly plan: Plan;
  readonly draft: Plan['draft'];
  readonly secrets: Readonly<Record<string, string>>;
  /** Of the runbook as it was planned. */
  readonly text: string;
}

function savedPlan(path: string, flags: RunFlags): Saved {
  for (const [flag, value] of [
    ['--host', flags.host],
    ['--step', flags.step],
    ['--sandbox', flags.sandbox],
    ['-e', flags.execute],
  ] as const) {
    if (value !== undefined) throw new UsageError(`${flag} cannot go with \`--plan\`: the plan says what runs and where`);
  }
  let json: string;
  try {
    json = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--plan: \`${path}\`: ${fileTrouble(error, 'read')}`);
  }
  const { text, ...plan } = planIn(json);
  if (typeof text !== 'string' || plan.format !== 1 || !Array.isArray(plan.draft?.blocks) || !Array.isArray(plan.files))
    throw new UsageError(`--plan: \`${path}\` is no plan of opsbook: a file that \`opsbook plan --out\` wrote was expected`);
  return { text, plan: unpackedPlan(plan), draft: plan.draft, secrets: givenInputs(plan.draft.inputs, flags, process.env).secrets };
}

/** What a text of JSON holds, taken for a plan: nothing where it is none. */
function planIn(json: string): SavedPlan {
  try {
    return (JSON.parse(json) ?? {}) as SavedPlan;
  } catch {
    return {} as SavedPlan;
  }
}
