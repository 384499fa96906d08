import { readFileSync } from 'node:fs';
import type { Plan } from '../../run/plan.ts';
import { type PackedPlan, unpackedPlan } from '../../run/records/packed.ts';
import type { RecordRequest } from '../../run/records/record-about.ts';
import { type CarryFlags, carryOut, mustConfirm } from '../run/carry-out.ts';
import { commandRunbook } from '../run/command-runbook.ts';
import { type DraftFlags, draftOf } from '../run/draft-of.ts';
import { loadRunbook } from '../run/load-runbook.ts';
import { givenInputs } from '../run/read-inputs.ts';
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
  if (flags.execute === undefined && file === undefined) throw new UsageError('a runbook, or `-e COMMAND` with `--host`, was expected');
  if (flags.execute === undefined && flags.sudo !== undefined)
    throw new UsageError('`--sudo` goes with `-e`: in a runbook the blocks say who they run as');
  if (flags.plan === undefined) mustConfirm(flags);
  const runbook =
    flags.execute === undefined
      ? await loadRunbook(file as string, flags.sshConfig)
      : await commandRunbook({ command: flags.execute, file, host: flags.host, sandbox: flags.sandbox, sudo: flags.sudo }, flags.sshConfig);
  const start = flags.plan === undefined ? await draftOf(runbook, flags) : savedPlan(flags.plan, flags);
  const what = {
    label: file ?? '-e',
    text: runbook.project.documents.get(runbook.path)?.text ?? '',
    ...start,
    confirmed: flags.plan !== undefined,
    request: requestOf(flags),
  };
  return carryOut(what, flags, folder);
}

/** What of the flags a record keeps, so that the run can be asked for again. */
export function requestOf(flags: Pick<RunFlags, 'step' | 'sandbox' | 'sshConfig' | 'execute'>): RecordRequest {
  return {
    ...(flags.step !== undefined && { step: flags.step }),
    ...(flags.sandbox === true && { sandbox: true }),
    ...(flags.sshConfig !== undefined && { sshConfig: flags.sshConfig }),
    ...(flags.execute !== undefined && { command: flags.execute }),
  };
}

interface Saved {
  readonly plan: Plan;
  readonly draft: Plan['draft'];
  readonly secrets: Readonly<Record<string, string>>;
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
  let plan: PackedPlan;
  try {
    plan = JSON.parse(readFileSync(path, 'utf8')) as PackedPlan;
  } catch (error) {
    throw new UsageError(`--plan: \`${path}\`: ${(error as Error).message}`);
  }
  if (typeof plan !== 'object' || plan === null || plan.format !== 1 || !Array.isArray(plan.draft?.blocks) || !Array.isArray(plan.files))
    throw new UsageError(`--plan: \`${path}\` is no plan of opsbook: a file that \`opsbook plan --out\` wrote was expected`);
  return { plan: unpackedPlan(plan), draft: plan.draft, secrets: givenInputs(plan.draft.inputs, flags, process.env).secrets };
}
