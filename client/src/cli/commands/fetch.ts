import pc from 'picocolors';
import { withoutAnsi } from '../../run/ansi.ts';
import { fetchDraft } from '../../run/detach/fetch-draft.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { findRun, readRecord } from '../../run/records/read-record.ts';
import { type CarryFlags, carryOut } from '../run/carry-out.ts';
import { askInputs, givenInputs, type GivenInputs } from '../run/read-inputs.ts';
import { recordsFolder } from '../run/records-folder.ts';

/** The options of `opsbook fetch`. */
export type FetchFlags = CarryFlags & GivenInputs;

/** Fetches what steps that a run left detached have printed, and how they ended: a run of its own, with its record. Returns as `opsbook run` does. */
export async function fetchCommand(word: string, flags: FetchFlags, folder: string): Promise<number> {
  const record = readRecord(recordsFolder(), findRun(recordsFolder(), word));
  const draft = fetchDraft(record);
  const stream = flags.json === true ? process.stderr : process.stdout;
  for (const { name, targets } of draft.blocks)
    stream.write(
      `${pc.dim(`asks for \`${withoutAnsi(name)}\` of ${record.run} on ${withoutAnsi(foldHosts(targets))}; nothing is begun`)}\n`,
    );
  const { secrets } = await askInputs(draft.missing, givenInputs(draft.inputs, flags, process.env));
  const sshConfig = flags.sshConfig ?? record.about?.request?.sshConfig;
  const inputs = draft.inputs.filter(({ name, secret }) => !secret || secrets[name] !== undefined);
  return carryOut(
    {
      label: word,
      text: record.text,
      draft: { ...draft, missing: [], inputs },
      secrets,
      confirmed: true,
      request: { fetches: record.run, ...(sshConfig !== undefined && { sshConfig }) },
    },
    { ...flags, ...(sshConfig !== undefined && { sshConfig }) },
    folder,
  );
}
