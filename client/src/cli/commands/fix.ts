import { carryOut, mustConfirm } from '../run/carry-out.ts';
import { draftOf } from '../run/draft-of.ts';
import { loadRunbook } from '../run/load-runbook.ts';
import type { CheckFlags } from './check.ts';
import { requestOf } from './run.ts';

/** Asks the checks of a runbook, and mends the hosts that have the symptom, after the plan was confirmed. Returns as `opsbook run` does. */
export async function fixCommand(file: string, flags: CheckFlags, folder: string): Promise<number> {
  const runbook = await loadRunbook(file, flags.sshConfig);
  mustConfirm(flags);
  const only = 'fixes';
  const start = await draftOf(runbook, { ...flags, only });
  const text = runbook.project.documents.get(runbook.path)?.text ?? '';
  return carryOut({ label: file, text, ...start, confirmed: false, request: requestOf({ ...flags, only }) }, flags, folder);
}
