import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Parameter, Tree } from '../syntax/tree.ts';

export const duplicateParameter: LanguageRule<Tree> = {
  id: 'rsyslog-duplicate-parameter',
  severity: 'error',
  summary: 'An object has one parameter twice',
  why: 'rsyslogd reports a duplicate parameter and takes one of the values at random (`nvlstChkDupes`, grammar/rainerscript.c). Spelled in another case the second one goes unnoticed by it, and is ignored.',
  story:
    '`queue.size` stood at the top and at the end of a long action. One of them was taken, another one after the upgrade, and the queue that had been large enough was not.',
  bad: 'action(type="omfile" file="/var/log/a" file="/var/log/b")\n',
  good: 'action(type="omfile" file="/var/log/a")\n',
  *check({ tree, text }): Iterable<Report> {
    for (const { node, enabled } of objectsOf(tree.flat, ({ repeats }) => repeats)) {
      if (!enabled) continue;
      const seen = new Map<string, Parameter>();
      for (const parameter of node.parameters) {
        const first = seen.get(parameter.name);
        if (first === undefined) {
          seen.set(parameter.name, parameter);
          continue;
        }
        yield {
          message: `\`${parameter.name}\` is given twice: only one of the values is used`,
          span: parameter.nameSpan,
          related: [{ span: first.nameSpan, message: 'It is given here first' }],
          fixes: [
            {
              title: 'Remove this one',
              certain: false,
              edits: [{ span: { start: blankBefore(text, parameter.span.start), end: parameter.span.end }, text: '' }],
            },
          ],
        };
      }
    }
  },
};

function blankBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /[ \t]/.test(text[at - 1] as string)) at--;
  return at;
}
