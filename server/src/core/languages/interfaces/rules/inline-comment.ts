import type { Report } from '../../../rule.ts';
import { dialectOf } from '../dialect.ts';
import { blanksBefore } from '../read/blanks-before.ts';
import { eachOption } from '../read/each-option.ts';
import type { Line, Word } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const inlineComment: InterfacesRule = {
  id: 'interfaces-inline-comment',
  severity: 'warning',
  summary: 'a comment behind a value, which is part of the value',
  why: 'A comment needs a line of its own (interfaces(5), FILE FORMAT). Behind an option it becomes part of the value: of `ip route add default via 192.0.2.1 # router dev eth0` the shell throws away the interface. Behind `auto` its words become interfaces that do not exist.',
  story:
    '`gateway 192.0.2.1 # router` became a value with a comment in it. The route was refused, and the comment was the last thing that anybody suspected.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n    gateway 192.0.2.1 # router\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n    # router\n    gateway 192.0.2.1\n',
  *check({ tree, settings, text }) {
    for (const { option, record } of eachOption(tree, dialectOf(tree, settings))) {
      if (!option.value.text.includes('#')) continue;
      const kind = record?.value.kind;
      // A command's own shell knows comments; free text may hold a `#`.
      if (record === undefined || kind === 'command' || (kind === 'text' && record.value.kind === 'text' && record.value.many !== true))
        continue;
      const [first] = option.words;
      const comment = option.words.find((word) => word !== first && word.text.startsWith('#'));
      if (comment !== undefined) yield report(text, option.line, comment, `it becomes part of the value of \`${option.name.text}\``);
    }
    for (const { kind, keyword, args, line } of tree.stanzas) {
      const comment = args.find(({ text: word }) => word.startsWith('#'));
      if (comment === undefined || kind === 'iface' || kind === 'stray' || kind === 'mapping') continue;
      yield report(
        text,
        line,
        comment,
        kind.startsWith('source') ? 'its words are read as files' : `its words are read as names of \`${keyword.text}\``,
      );
    }
  },
};

function report(text: string, line: Line, comment: Word, effect: string): Report {
  const span = { start: comment.span.start, end: line.span.end };
  const lineStart = text.lastIndexOf('\n', line.span.start - 1) + 1;
  const indent = text.slice(lineStart, line.span.start);
  const before = blanksBefore(text, span.start);
  return {
    span,
    message: `A comment needs a line of its own: here ${effect}`,
    ...(line.joins.length === 0 && {
      fixes: [
        {
          title: 'Put the comment on a line of its own',
          certain: false,
          edits: [
            { span: { start: lineStart, end: lineStart }, text: `${indent}${text.slice(span.start, span.end).trimEnd()}\n` },
            { span: { start: span.start - before, end: span.end }, text: '' },
          ],
        },
      ],
    }),
  };
}
