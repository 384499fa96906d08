import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { functions } from '../facts/functions.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import type { Tree } from '../syntax/tree.ts';

export const unknownFunction: LanguageRule<Tree> = {
  id: 'rsyslog-unknown-function',
  severity: 'error',
  summary: 'An expression calls a function that rsyslogd does not know, or not in this version',
  why: 'rsyslogd 8.2302 crashes on a function that it does not know, even when it only checks the configuration; later releases refuse the file (`cnffuncNew`, grammar/rainerscript.c). Names of functions are case-sensitive.',
  story:
    '`to_lower()` does not exist. Release 8.2302 crashed on it, on the check too, so the script that was to protect from bad files only saw a segmentation fault.',
  bad: 'if strlenn($msg) > 100 then stop\n',
  good: 'if strlen($msg) > 100 then stop\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const expression of tree.flat.expressions) {
      if (expression.kind !== 'function') continue;
      const fact = functions.get(expression.name);
      if (fact === undefined) {
        const meant = nearest(expression.name, functions.keys());
        yield {
          message: `rsyslog has no function \`${expression.name}()\`${meant === undefined ? '' : `: did you mean \`${meant}()\`?`}`,
          span: expression.nameSpan,
          fixes:
            meant === undefined
              ? []
              : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: expression.nameSpan, text: meant }] }],
        };
      } else if (!hasReached(version, fact.since)) {
        yield {
          message: `\`${fact.name}()\` is known since ${fact.since}: rsyslogd ${version} does not know it`,
          span: expression.nameSpan,
        };
      }
    }
  },
};
