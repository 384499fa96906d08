import { inDirectives } from './alike.ts';
import type { LogrotateRule } from './define.ts';

/** config.c, isolateValue takes the rest of the line as it stands. */
export const literalCharacters: LogrotateRule = {
  id: 'logrotate-literal-characters',
  severity: 'warning',
  summary: 'Quotes, a comment or a wildcard in a value that is taken as it stands',
  why: 'Only log names are split like words of a shell. The path of `include` and `olddir`, an extension, an address are the rest of the line, character for character: quotes and `# ...` become part of them, `*` is not expanded.',
  story:
    '`olddir "/var/log/old"` with quotes named a folder whose name begins with a quote. It does not exist, and the stanza failed each night.',
  bad: 'include "/etc/logrotate.d"\n',
  good: 'include /etc/logrotate.d\n',
  *check({ tree }) {
    yield* inDirectives(tree, ['include', 'path', 'text', 'address'], function* ({ item: directive }) {
      const argument = directive.record?.argument;
      if (directive.value === undefined) return;
      const { text, span } = directive.value;
      const name = directive.name.text;
      const comment = /\s#/.exec(text);
      const quoted = /^(["'])(.*)\1$/.exec(text);
      if (quoted !== null) {
        yield {
          message: `The quotes belong to the value of \`${name}\`: it is taken as it stands`,
          span,
          fixes: [{ title: 'Remove the quotes', certain: false, edits: [{ span, text: quoted[2] as string }] }],
        };
      } else if (comment !== null && argument !== 'path' && argument !== 'address' && name !== 'dateformat') {
        yield {
          message: `A comment behind the value of \`${name}\` belongs to it: a comment has a line of its own`,
          span: { start: span.start + comment.index + 1, end: span.end },
          fixes: [
            {
              title: 'Remove the comment',
              certain: false,
              edits: [{ span: { start: span.start + comment.index, end: span.end }, text: '' }],
            },
          ],
        };
      } else if (argument === 'include' && /[*?[]/.test(text)) {
        yield {
          message: '`include` takes a file or a directory, no pattern: all files of a directory are read, but for taboo endings',
          span,
        };
      } else if (argument === 'include' && /\s/.test(text)) {
        yield { message: '`include` takes one file or directory: the blank belongs to its name', span };
      }
    });
  },
};
