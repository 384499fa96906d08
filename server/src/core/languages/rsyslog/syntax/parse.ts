import type { Finding } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import { createCursor } from './cursor.ts';
import { flatBehind, flatten } from './flatten.ts';
import { parseItems } from './parse-statements.ts';
import { align } from './align.ts';
import { type Anew, comesFrom } from './origin.ts';
import {
  finish,
  markStatements,
  type Read,
  type ReadAgain,
  type Reading,
  type Readings,
  readAgain,
  readingsOf,
  remember,
} from './reparse.ts';
import { namesBehind, namesOf } from '../names.ts';
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
 * believes the indentation, so that the problem stands where a person would mend it. What `previous`, the tree of the text before a
 * change, has in common with it is not read again.
 */
export function parseTree(text: string, before?: { readonly text: string; readonly tree: Tree }): ParsedTree {
  const old = before === undefined ? {} : readingsOf(before.tree);
  const { read, from } = readOn(text, old);
  const { reading, findings } = read;
  const anew = 'anew' in read && from?.items === before?.tree.items ? read.anew : undefined;
  const tree = anew === undefined || before === undefined ? treeOf(read) : treeBehind(before.tree, anew, read);
  remember(tree, reading === undefined ? old : { ...old, [reading.byIndentation ? 'indented' : 'balanced']: reading });
  if (before !== undefined) comesFrom(tree, before.tree, anew ?? align(before, { text, tree }));
  return { tree, findings };
}

function treeOf({ items, directives, comments }: ReadItems): Tree {
  const bare = { items, directives, comments, flat: flatten(items) };
  return { ...bare, names: namesOf(bare) };
}

/** The tree of a text of which all in front of what was read anew is as it was. */
function treeBehind(before: Tree, { start, first }: Anew, read: ReadItems): Tree {
  const { items, directives, comments } = read;
  const behind = directives.findIndex(({ span }) => span.start >= start);
  const rest = treeOf({ ...read, items: items.slice(first), directives: behind === -1 ? [] : directives.slice(behind) });
  return {
    items,
    directives,
    comments,
    flat: flatBehind(before.flat, start, rest.flat, items),
    names: namesBehind(before.names, start, rest.names),
  };
}

/**
 * Reads a text with what is known of an older one. Where the braces do not match it goes on from the last text whose braces did not match
 * either; `from` is what it went on from.
 */
function readOn(text: string, { balanced, indented }: Readings): { readonly read: Read | ReadAgain; readonly from?: Reading } {
  const again = readAgain(text, balanced);
  if (again !== undefined && again !== 'unbalanced') return { read: again, ...(balanced && { from: balanced }) };
  const whole = again === undefined ? readBalanced(text) : undefined;
  if (whole?.read !== undefined) return { read: whole.read };
  const broken = readAgain(text, indented);
  if (broken !== undefined && broken !== 'unbalanced') return { read: broken, ...(indented && { from: indented }) };
  return { read: readByIndentation(text, undefined, whole?.first) };
}

/** The items of a text, or of a piece of another one: then `place` says where a stretch of it stands there. */
export function readItems(text: string, place?: (s: Span) => Span): ReadItems {
  const { reading, ...read } = readAll(text, place);
  return read;
}

/** The whole text read. */
function readAll(text: string, place?: (s: Span) => Span): Read {
  const { read, first } = readBalanced(text, place);
  return read ?? readByIndentation(text, place, first);
}

/** The whole text read as its braces say; no `read` where they do not match, but what was found `first`, before its statements. */
function readBalanced(text: string, place?: (s: Span) => Span): { readonly read?: Read; readonly first?: readonly Finding[] } {
  const cursor = createCursor(text, false, place);
  const marks = text.startsWith('\ufeff') || place !== undefined ? undefined : markStatements(cursor);
  if (text.startsWith('\ufeff')) {
    // rsyslogd stumbles over it; what follows is read as if it were not there.
    cursor.report('rsyslog-byte-order-mark', 'rsyslogd refuses a byte order mark at the start of a file', 0, 1, [
      cursor.fix('Remove it', true, 0, 1, ''),
    ]);
    cursor.recover(1, 'initial');
  }
  const items = parseItems(cursor);
  if (!cursor.unbalanced) return { read: finish(cursor, { text, items, place, ...(marks && { marks }) }) };
  return text.startsWith('\ufeff') ? { first: cursor.findings.slice(0, 1) } : {};
}

/** The whole text, whose braces do not match, read with its indentation believed; `first` is what was found before. */
function readByIndentation(text: string, place?: (s: Span) => Span, first: readonly Finding[] = []): Read {
  const cursor = createCursor(text, true, place);
  const marks = text.startsWith('\ufeff') || place !== undefined ? undefined : markStatements(cursor);
  if (text.startsWith('\ufeff')) cursor.recover(1, 'initial');
  return finish(cursor, { text, items: parseItems(cursor), place, ...(marks && { marks }) }, first);
}
