import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { bsdBlocks } from '../convert/bsd-blocks.ts';
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
  *check({ text, tree }): Iterable<Report> {
    for (const { line, condition, edits } of bsdBlocks(text, tree)) {
      const written = text.slice(line.start, line.end).trim();
      yield {
        message:
          condition === undefined
            ? `\`${written}\` is no longer supported: it would end the block before it`
            : `\`${written}\` is no longer supported: write \`if ${condition} then { ... }\``,
        span: line,
        fixes: edits.length === 0 ? [] : [{ title: condition === undefined ? 'Remove it' : 'Write it as `if`', certain: false, edits }],
      };
    }
  },
};
