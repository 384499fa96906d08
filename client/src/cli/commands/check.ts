import { type CarryFlags, carryOut } from '../run/carry-out.ts';
import { type DraftFlags, draftOf } from '../run/draft-of.ts';
import { loadRunbook } from '../run/load-runbook.ts';
import { requestOf } from './run.ts';

/** The options of `opsbook check`. */
export type CheckFlags = DraftFlags & CarryFlags;

/** Runs only the checks of a runbook and says which hosts have the symptom. Checks only look, so nobody is asked. Returns as `opsbook run` does. */
export async function checkCommand(file: string, flags: CheckFlags, folder: string): Promise<number> {
  const runbook = await loadRunbook(file, flags.sshConfig);
  const start = await draftOf(runbook, { ...flags, only: 'checks' });
  const text = runbook.project.documents.get(runbook.path)?.text ?? '';
  return carryOut({ label: file, text, ...start, confirmed: true, request: requestOf(flags) }, flags, folder);
}
