import { draft } from '../../../../server/src/core/index.ts';
import { type CarryFlags, carryOut } from '../run/carry-out.ts';
import { type DraftFlags, draftOf } from '../run/draft-of.ts';
import { type LoadedRunbook, loadRunbook } from '../run/load-runbook.ts';
import type { Mending } from '../run/what-next.ts';
import { requestOf } from './run.ts';

/** The options of `opsbook check`. */
export type CheckFlags = DraftFlags & CarryFlags;

/** Runs only the checks of a runbook and says which hosts have the symptom, and what would mend them. Checks only look, so nobody is asked. Returns as `opsbook run` does. */
export async function checkCommand(file: string, flags: CheckFlags, folder: string): Promise<number> {
  const runbook = await loadRunbook(file, flags.sshConfig);
  const only = 'checks';
  const start = await draftOf(runbook, { ...flags, only });
  const text = runbook.project.documents.get(runbook.path)?.text ?? '';
  const mending = mendingOf(file, runbook, flags);
  return carryOut({ label: file, text, ...start, confirmed: true, request: requestOf({ ...flags, only }), mending }, flags, folder);
}

/** What mends the symptoms that the checks of a runbook find: the same call of `opsbook fix`. */
function mendingOf(file: string, { project, path }: LoadedRunbook, { host, sandbox, sshConfig, input, inputFile }: CheckFlags): Mending {
  return {
    checks: () => new Set(draft(project, path, { fixesOnly: true }).blocks.flatMap(({ fixes }) => fixes ?? [])),
    words: [
      'fix',
      file,
      ...(host === undefined ? [] : ['--host', host]),
      ...(sandbox === true ? ['--sandbox'] : []),
      ...(sshConfig === undefined ? [] : ['--ssh-config', sshConfig]),
      ...input.flatMap((each) => ['--input', each]),
      ...inputFile.flatMap((each) => ['--input-file', each]),
    ],
  };
}
