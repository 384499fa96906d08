import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Tree } from '../syntax/tree.ts';

const comparisons: ReadonlySet<string> = new Set([
  '==',
  '!=',
  '<>',
  '<',
  '>',
  '<=',
  '>=',
  'contains',
  'contains_i',
  'startswith',
  'startswith_i',
  'endswith',
]);

export const notBinding: LanguageRule<Tree> = {
  id: 'rsyslog-not-binding',
  severity: 'warning',
  summary: '`not` stands before a comparison without parentheses and negates only the left operand',
  why: 'In RainerScript `not` binds more tightly than comparisons (grammar/grammar.y): `not $msg contains "x"` compares `not $msg`, which is 0 or 1, with the text. rsyslogd says nothing, and the condition is hardly ever true.',
  story:
    '`if not $msg contains "health"` was to keep health checks out. It compares 0 or 1 with the text, is never true, and the log was empty.',
  bad: 'if not $msg contains "error" then stop\n',
  good: 'if not ($msg contains "error") then stop\n',
  *check({ tree, text }): Iterable<Report> {
    for (const expression of tree.flat.expressions) {
      if (
        expression.kind !== 'binary' ||
        !comparisons.has(expression.operator) ||
        expression.left.kind !== 'unary' ||
        expression.left.operator !== 'not'
      )
        continue;
      const { left, right } = expression;
      // `(not $a) == 1` says what it means.
      if (text.slice(left.operand.span.end, expression.operatorSpan.start).includes(')')) continue;
      yield {
        message: `\`not\` negates only what stands left of \`${expression.operator}\`: put the comparison in parentheses`,
        span: { start: left.span.start, end: left.span.start + 3 },
        fixes: [
          {
            title: 'Put the comparison in parentheses',
            certain: false,
            edits: [
              { span: { start: left.operand.span.start, end: left.operand.span.start }, text: '(' },
              { span: { start: right.span.end, end: right.span.end }, text: ')' },
            ],
          },
        ],
      };
    }
  },
};
