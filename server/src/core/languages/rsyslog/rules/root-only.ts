import type { LanguageRule, RuleContext } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { folderOf } from '../asks.ts';
import { droppedUser } from '../dropped-user.ts';
import { fileTargets } from '../file-targets.ts';
import { followedFiles } from '../followed-files.ts';
import { keysReadLate } from '../keys-read-late.ts';
import { rootFolder } from '../root-folders.ts';
import type { Tree } from '../syntax/tree.ts';

/** Where nobody else may read either: /root, and what auditd writes. */
const rootReads = /^\/(?:root|var\/log\/audit)\//;

export const rootOnly: LanguageRule<Tree> = {
  id: 'rsyslog-root-only',
  severity: 'warning',
  summary: 'A file that only root may read, or make, is used when rsyslogd is no longer root',
  why: 'After `$PrivDropToUser` (`privdrop.user.name`) rsyslogd opens everything as that user: omfile makes a file with the first message and again after each rotation (`prepareFile`, tools/omfile.c), imfile opens what it follows when it runs, and outputs read their private key at each connection. What belongs to root alone is refused then, with a line in rsyslogd’s own log at most. A warning where the machine’s own rights, or the conventions of all systems, tell it; a hint where it depends on the host: Ubuntu’s `/var/log` is writable for `syslog`, Debian’s for root alone.',
  story:
    'rsyslogd became `syslog` for safety. Its log under `/opt` was open until the next rotation; the new file could not be made, and the day’s messages were gone.',
  bad: '$PrivDropToUser syslog\n*.* /opt/app.log\n',
  good: '$PrivDropToUser syslog\n*.* /var/log/app/app.log\n',
  *check(context): Iterable<Report> {
    const user = droppedUser(context);
    if (user === undefined) return;
    const { tree } = context;
    const { name, where } = user;
    const related = [where];
    let told = false;
    for (const { path, span } of fileTargets(tree)) {
      const folder = folderOf(path);
      const closed = rootFolder(context, folder);
      if (closed !== undefined && closed !== 'unknown')
        yield {
          message:
            closed === folder
              ? `Only root may write to \`${folder}\`: rsyslogd, by then \`${name}\`, cannot make \`${path}\` when it is not there, as after a rotation`
              : `Only root may write to \`${closed}\`: rsyslogd, by then \`${name}\`, cannot make \`${folder}\` there, and nothing is written`,
          span,
          related,
        };
      else if (closed === 'unknown' && folder === '/var/log' && !told) {
        told = true;
        yield {
          severity: 'hint',
          message: `rsyslogd, by then \`${name}\`, makes files in \`/var/log\` only where \`${name}\` or its group may write to it: so on Ubuntu, not on Debian`,
          span,
          related,
        };
      }
    }
    for (const { path, span } of followedFiles(tree))
      if (rootAloneReads(context, path) ?? rootReads.test(path))
        yield { message: `Only root may read \`${path}\`: rsyslogd follows it as \`${name}\`, and gets nothing`, span, related };
    for (const { path, span } of keysReadLate(tree)) {
      const alone = rootAloneReads(context, path);
      if (alone === true)
        yield { message: `Only root may read \`${path}\`: rsyslogd reads it at each connection, as \`${name}\``, span, related };
      else if (alone === undefined)
        yield {
          severity: 'hint',
          message: `rsyslogd reads this key at each connection, as \`${name}\`, who must be able to read it`,
          span,
          related,
        };
    }
  },
};

/** Whether a file is root's, and nobody else may read it, not by an ACL either (acl(5): the group's bits are its mask); undefined where that is not known. */
function rootAloneReads({ onHost }: RuleContext<Tree>, path: string): boolean | undefined {
  const rights = onHost?.(path)?.rights;
  return rights && rights.owner === 0 && (rights.mode & 0o044) === 0;
}
