import type { RuleContext } from '../../language.ts';
import { folderOf } from './asks.ts';
import type { Tree } from './syntax/tree.ts';

/** Folders that belong to root and that nobody else may write to on any system that people run. */
const conventional: ReadonlySet<string> = new Set(
  '/ /bin /boot /etc /home /lib /media /mnt /opt /root /run /sbin /srv /usr /usr/bin /usr/lib /usr/sbin /usr/share /var /var/lib /var/spool'.split(
    ' ',
  ),
);

/**
 * The folder that keeps all but root from making a file in `folder`: itself, or the one in which it would have to be made first. Undefined
 * where others may write there, `unknown` where that hangs on the host. An ACL gives nobody more than the group's bits say (acl(5): they are
 * its mask).
 */
export function rootFolder({ onHost }: RuleContext<Tree>, folder: string): string | 'unknown' | undefined {
  const place = onHost?.(folder);
  const at = place?.kind === 'missing' ? folderOf(folder) : folder;
  const rights = onHost?.(at)?.rights;
  if (rights !== undefined) return rights.owner === 0 && (rights.mode & 0o022) === 0 ? at : undefined;
  return conventional.has(at) || at.split('/')[1] === 'root' ? at : 'unknown';
}
