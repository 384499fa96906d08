import type { Finding } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
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

/** What stands in a text, before names are looked for. */
export interface ReadItems {
  readonly items: Tree['items'];
  readonly directives: Tree['directives'];
  readonly comments: Tree['comments'];
  readonly findings: readonly Finding[];
}

/**
 * Reads a file in rsyslogd's three syntaxes, mixed as they come. Never throws. Where the braces do not match it reads once more and
 * believes the indentation, so that the problem stands where a person would mend it.
 */
export function parseTree(text: string): ParsedTree {
  const { findings, ...read } = readItems(text);
  const bare = { ...read, flat: flatten(read.items) };
  return { tree: { ...bare, names: namesOf(bare) }, findings };
}

/** The items of a text, or of a piece of another one: then `place` says where a stretch of it stands there. */
export function readItems(text: string, place?: (s: Span) => Span): ReadItems {
  const first = read(text, false, place);
  return first.unbalanced ? read(text, true, place).result : first.result;
}

function read(
  text: string,
  byIndentation: boolean,
  place: ((s: Span) => Span) | undefined,
): { readonly result: ReadItems; readonly unbalanced: boolean } {
  const cursor: Cursor = createCursor(text, byIndentation, place);
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
  return { result: { items, directives, comments, findings: cursor.findings }, unbalanced: cursor.unbalanced };
}
