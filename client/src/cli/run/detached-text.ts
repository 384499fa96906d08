import pc from 'picocolors';
import { withoutAnsi } from '../../run/ansi.ts';
import { leftDetached } from '../../run/detach/fetch-draft.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { aboutOf, type ReadRecord, recordIds } from '../../run/records/read-record.ts';
import { recordsFolder } from './records-folder.ts';

/** Which steps went on when a run was over, and which runs have asked for them since; '' where none did. */
export function detachedText({ run, events }: ReadRecord): string {
  let out = '';
  for (const [block, hosts] of leftDetached(events))
    out += `   ${pc.yellow(`${withoutAnsi(block)} went on on ${withoutAnsi(foldHosts(Object.keys(hosts)))}, detached`)}\n`;
  if (out === '') return '';
  const later = recordIds(recordsFolder()).filter((id) => id > run && fetchedBy(id) === run);
  return `${out}   ${pc.dim(later.length === 0 ? `how it ended is asked by: opsbook fetch ${run}` : `asked for by ${later.join(', ')}`)}\n`;
}

/** The run that a run asked for; undefined for others, and where its record cannot be read. */
function fetchedBy(id: string): string | undefined {
  try {
    return aboutOf(recordsFolder(), id)?.request?.fetches;
  } catch {
    return undefined;
  }
}
