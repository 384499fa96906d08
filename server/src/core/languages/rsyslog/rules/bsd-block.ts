import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Tree } from '../syntax/tree.ts';

export const bsdBlock: LanguageRule<Tree> = {
  id: 'rsyslog-bsd-block',
  severity: 'error',
  summary: 'A tag or host block of BSD syslogd (`!program`, `+host`)',
  why: 'rsyslogd no longer supports these blocks and says so for each (`cnfDoBSDTag`, `cnfDoBSDHost` in runtime/rsconf.c): what follows is not limited to the program or host. `if $programname == "..." then { }` does it. `#!program` is a comment.',
  story:
    'A file from a BSD host limited its rules by `!ppp`. rsyslogd ignored the limit with one error line, and the messages of every program were in the ppp log.',
  bad: '!sshd\n*.* /var/log/sshd.log\n',
  good: 'if $programname == "sshd" then {\n  action(type="omfile" file="/var/log/sshd.log")\n}\n',
  *check({ tree }): Iterable<Report> {
    const { items } = tree;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (item?.kind !== 'bsd-tag' && item?.kind !== 'bsd-host') continue;
      const name = item.text.trim().slice(1).replace(/#.*$/, '').trim();
      const negated = name.startsWith('-') || item.text.trim().startsWith('-');
      const value = name.replace(/^[-+]/, '');
      const all = value === '*';
      const property = item.kind === 'bsd-tag' ? 'programname' : 'hostname';
      let end = i + 1;
      while (end < items.length && items[end]?.kind !== 'bsd-tag' && items[end]?.kind !== 'bsd-host') end++;
      const last = items[end - 1];
      const edits = all
        ? [{ span: item.span, text: '' }]
        : last === undefined || last === item
          ? []
          : [
              { span: item.span, text: `if $${property} ${negated ? '!=' : '=='} "${value}" then {` },
              { span: { start: last.span.end, end: last.span.end }, text: '\n}' },
            ];
      yield {
        message: all
          ? `\`${item.text.trim()}\` is no longer supported: it would end the block before it`
          : `\`${item.text.trim()}\` is no longer supported: write \`if $${property} ${negated ? '!=' : '=='} "${value}" then { ... }\``,
        span: item.span,
        fixes: edits.length === 0 ? [] : [{ title: all ? 'Remove it' : 'Write it as `if`', certain: false, edits }],
      };
    }
  },
};
