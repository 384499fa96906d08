import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { stringOf } from '../objects.ts';
import type { Tree } from '../syntax/tree.ts';

export const droppedPrivileges: LanguageRule<Tree> = {
  id: 'rsyslog-dropped-privileges',
  severity: 'warning',
  summary: 'Files are to belong to another user than the one that rsyslogd becomes',
  why: 'After `$PrivDropToUser` (`privdrop.user.name`) rsyslogd is no longer root and cannot give a file away: `chown` fails for every file that it creates from then on (omfile `prepareFile`, tools/omfile.c), and after a rotation that is each of them. The group may be any that the user is a member of.',
  story:
    'The logs belonged to root until the first rotation. Then rsyslogd, by now `syslog`, could not make them so, and the reader of the logs was locked out.',
  bad: '$PrivDropToUser syslog\n$FileOwner root\n*.* /var/log/x\n',
  good: '$PrivDropToUser syslog\n$FileOwner syslog\n*.* /var/log/x\n',
  *check({ tree }): Iterable<Report> {
    let user: { readonly name: string; readonly span: Span } | undefined;
    for (const { node, enabled } of tree.flat.objects) {
      const value = enabled && node.word === 'global' ? stringOf(node, 'privdrop.user.name') : undefined;
      if (value !== undefined && value.quote !== '`') user = { name: value.text, span: value.span };
    }
    for (const { name, value, span } of tree.directives)
      if (name === 'privdroptouser') user = { name: value.split(/\s/, 1)[0] as string, span };
    if (user === undefined || user.name === 'root') return;
    const { name, span: where } = user;
    const report = (owner: string, span: Span): Report => ({
      message: `rsyslogd runs as \`${name}\` and cannot give files to \`${owner}\``,
      span,
      related: [{ span: where, message: 'It drops its privileges here' }],
    });
    for (const directive of tree.directives) {
      const owner = directive.value.split(/\s/, 1)[0] as string;
      if ((directive.name === 'fileowner' || directive.name === 'dirowner') && owner !== name && owner !== '')
        yield report(owner, directive.span);
    }
    for (const { node, enabled } of tree.flat.objects) {
      if (!enabled) continue;
      for (const parameter of ['fileowner', 'dirowner']) {
        const owner = stringOf(node, parameter);
        if (owner !== undefined && owner.quote !== '`' && owner.text !== name) yield report(owner.text, owner.span);
      }
    }
  },
};
