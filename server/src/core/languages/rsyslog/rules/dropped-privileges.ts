import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { droppedUser } from '../dropped-user.ts';
import { stringOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

const owners: ReadonlySet<string> = new Set(['fileowner', 'dirowner', 'fileownernum', 'dirownernum']);

export const droppedPrivileges: LanguageRule<Tree> = {
  id: 'rsyslog-dropped-privileges',
  severity: 'warning',
  summary: 'Files are to belong to another user than the one that rsyslogd becomes',
  why: 'After `$PrivDropToUser` (`privdrop.user.name`) rsyslogd is no longer root and cannot give a file away: `chown` fails for every file that it creates from then on (omfile `prepareFile`, tools/omfile.c), and after a rotation that is each of them. The group may be any that the user is a member of.',
  story:
    'The logs belonged to root until the first rotation. Then rsyslogd, by now `syslog`, could not make them so, and the reader of the logs was locked out.',
  bad: '$PrivDropToUser syslog\n$FileOwner root\n*.* /var/log/x\n',
  good: '$PrivDropToUser syslog\n$FileOwner syslog\n*.* /var/log/x\n',
  *check(context): Iterable<Report> {
    const user = droppedUser(context);
    if (user === undefined) return;
    const { name, where } = user;
    const { tree } = context;
    const report = (owner: string, span: Span): Report => ({
      message: `rsyslogd runs as \`${name}\` and cannot give files to \`${owner}\``,
      span,
      related: [where],
    });
    for (const directive of tree.directives) {
      const owner = directive.value.split(/\s/, 1)[0] as string;
      if (owners.has(directive.name) && other(owner, name)) yield report(owner, directive.span);
    }
    for (const { node, enabled } of objectsOf(tree.flat, ({ names }) => [...owners].some((name) => names.has(name)))) {
      if (!enabled) continue;
      for (const parameter of owners) {
        const owner = stringOf(node, parameter);
        if (owner !== undefined && owner.quote !== '`' && other(owner.text, name)) yield report(owner.text, owner.span);
      }
    }
  },
};

/** Whether an owner is certainly another one than the user: a name and a number tell it only where one of them is root. */
function other(owner: string, user: string): boolean {
  if (owner === '' || owner === user) return false;
  return owner === 'root' || owner === '0' || /^\d+$/.test(owner) === /^\d+$/.test(user);
}
