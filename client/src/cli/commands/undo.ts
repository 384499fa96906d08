import { findRun, readRecord } from '../../run/records/read-record.ts';
import { undoDraft } from '../../run/undo-draft.ts';
import { type CarryFlags, carryOut, mustConfirm } from '../run/carry-out.ts';
import { askInputs, givenInputs, type GivenInputs } from '../run/read-inputs.ts';
import { recordsFolder } from '../run/records-folder.ts';

/** The options of `opsbook undo`. */
export type UndoFlags = CarryFlags & GivenInputs;

/** Takes back what a run did, where that can be: shows the plan, asks, and runs it like any other. Returns as `opsbook run` does. */
export async function undoCommand(word: string, flags: UndoFlags, folder: string): Promise<number> {
  const record = readRecord(recordsFolder(), findRun(recordsFolder(), word));
  mustConfirm(flags);
  const draft = undoDraft(record);
  const values = await askInputs(draft.missing, givenInputs(draft.inputs, flags, process.env));
  const sshConfig = flags.sshConfig ?? record.about?.request?.sshConfig;
  return carryOut(
    {
      label: word,
      text: record.text,
      draft: { ...draft, missing: [], inputs: draft.inputs.filter(({ name, secret }) => !secret || values.secrets[name] !== undefined) },
      secrets: values.secrets,
      confirmed: false,
      request: { undoes: record.run, ...(sshConfig !== undefined && { sshConfig }) },
    },
    { ...flags, ...(sshConfig !== undefined && { sshConfig }) },
    folder,
  );
}
