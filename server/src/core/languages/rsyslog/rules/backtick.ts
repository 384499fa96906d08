import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { StringValue, Tree } from '../syntax/tree.ts';

export const backtick: LanguageRule<Tree> = {
  id: 'rsyslog-backtick',
  severity: 'error',
  summary: 'A text in backticks is neither `echo ...` nor `cat file`',
  why: 'rsyslogd runs no shell: in backticks it knows `echo`, which puts in environment variables, and `cat`, which reads one file (`expand_backticks`, grammar/lexer.l). Anything else becomes an empty text, with an error.',
  story:
    '`hostname` in backticks was meant to run the command. rsyslogd runs none: the text was empty, and the logs of all hosts went into one folder without a name.',
  bad: 'action(type="omfile" file=`hostname`)\n',
  good: 'action(type="omfile" file=`echo $LOG_FILE`)\n',
  *check({ tree, text }): Iterable<Report> {
    if (!text.includes('`')) return;
    for (const value of strings(tree)) {
      const inside = text.slice(value.inner.start, value.inner.end);
      if (!/^(?:echo|cat) /.test(inside))
        yield {
          message: `\`${inside.slice(0, 40)}\` is nothing that rsyslogd runs: \`echo ...\` or \`cat file\` was expected in backticks`,
          span: value.span,
        };
    }
  },
};

function* strings(tree: Tree): Iterable<StringValue> {
  for (const { node, enabled } of tree.flat.objects) {
    if (!enabled) continue;
    for (const { value } of node.parameters) {
      for (const string of value === undefined ? [] : value.kind === 'array' ? value.elements : [value])
        if (string.quote === '`') yield string;
    }
  }
  for (const expression of tree.flat.expressions) if (expression.kind === 'string' && expression.quote === '`') yield expression;
}
