import type { Finding } from '../../../problem.ts';
import { type Cursor, createCursor } from './cursor.ts';
import { flatten } from './flatten.ts';
import { parseItems } from './parse-statements.ts';
import { namesOf } from '../names.ts';
import type { Tree } from './tree.ts';

/** A file's tree and what its structure lacks. */
export interface ParsedTree {
  readonly tree: Tree;
  readonly findings: readonly Finding[];
}

/**
 * Reads a file in rsyslogd's three syntaxes, mixed as they come. Never throws. Where the braces do not match it reads once more and
 * believes the indentation, so that the problem stands where a person would mend it.
 */
export function parseTree(text: string): ParsedTree {
  const first = read(text, false);
  return first.unbalanced ? read(text, true).result : first.result;
}

function read(text: string, byIndentation: boolean): { readonly result: ParsedTree; readonly unbalanced: boolean } {
  const cursor: Cursor = createCursor(text, byIndentation);
  if (text.startsWith('\ufeff')) {
    // rsyslogd stumbles over it; what follows is read as if it were not there.
    cursor.report('rsyslog-byte-order-mark', 'rsyslogd refuses a byte order mark at the start of a file', 0, 1, [
      cursor.fix('Remove it', true, 0, 1, ''),
    ]);
    cursor.recover(1, 'initial');
  }
  const items = parseItems(cursor);
  for (const comment of cursor.lexer.comments) {
    if (!comment.closed)
      cursor.report('rsyslog-unclosed-comment', 'This comment is not closed: `*/` was expected', comment.start, comment.start + 2);
  }
  const comments = cursor.lexer.comments.map(({ start, end }) => cursor.span(start, end));
  const directives = [...cursor.directives].sort((a, b) => a.span.start - b.span.start);
  const bare = { items, directives, comments, flat: flatten(items) };
  return {
    result: { tree: { ...bare, names: namesOf(bare) }, findings: cursor.findings },
    unbalanced: cursor.unbalanced,
  };
}
