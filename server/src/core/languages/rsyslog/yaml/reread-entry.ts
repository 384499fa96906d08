import type { Finding } from '../../../problem.ts';
import { commonEnd, commonStart } from '../../../text/common-ends.ts';
import type { Span } from '../../../text/span.ts';
import type { Anew } from '../syntax/origin.ts';
import { shiftDirective, shiftItem, shiftPlaces, shiftSpan } from '../syntax/shift.ts';
import type { Item, Tree } from '../syntax/tree.ts';
import type { Reader } from './reader.ts';
import type { ScalarText } from './scalar-text.ts';

/** What is found in a file, list by list, in the order of reading. */
type Lists = Omit<Reader, 'text'>;

/** How much of everything was found. */
type Counts = Readonly<Record<keyof Lists | 'items', number>>;

/** An entry of a section's list: a line that begins with a dash, and all up to the next one or to the section's end. */
interface ListEntry {
  readonly section: string;
  /** Where its first line begins; undefined where it cannot be read by itself. */
  readonly start: number | undefined;
  /** How far its dash is indented. */
  readonly column: number;
  readonly end: number;
  /** What was found before it, and what with it. */
  readonly before: Counts;
  readonly after: Counts;
}

/** A file as it was read, which a later reading of a changed text can go on from. */
export interface Reading {
  readonly text: string;
  readonly items: readonly Item[];
  readonly lists: Readonly<Lists>;
  /** Comments of YAML itself. */
  readonly outside: readonly Span[];
  /** It is YAML without a mistake and without aliases, so that what stands in an entry hangs on that entry alone. */
  readonly isWhole: boolean;
  readonly entries: readonly ListEntry[];
}

const readings = new WeakMap<Tree, Reading>();

/** The last reading of a file without a mistake up to a tree; undefined where there was none. */
export function readingOf(tree: Tree): Reading | undefined {
  return readings.get(tree);
}

/** Keeps what a later text can be read on from as long as the tree is kept: its own reading, or where that has a mistake the one before. */
export function keepReading(tree: Tree, own: Reading, before: Reading | undefined): void {
  const kept = own.isWhole ? own : before;
  if (kept !== undefined) readings.set(tree, kept);
}

/** Notes the entries of lists while a file is read. */
export function noteEntries(
  reader: Reader,
  items: readonly Item[],
): {
  readonly entries: readonly ListEntry[];
  /** An entry is read next, whose content begins at `at`; undefined where it has none, or the list is not written in lines. */
  readonly begins: (section: string, keySpan: Span, at: number | undefined) => void;
  /** A section is over, and the next begins at `at`. */
  readonly ends: (at: number) => void;
} {
  const { text } = reader;
  const entries: ListEntry[] = [];
  let open: Omit<ListEntry, 'end' | 'after'> | undefined;
  const counts = (): Counts => ({
    items: items.length,
    findings: reader.findings.length,
    scalars: reader.scalars.length,
    directives: reader.directives.length,
    comments: reader.comments.length,
    deferred: reader.deferred.length,
    keys: reader.keys.length,
  });
  const close = (end: number | undefined): void => {
    if (open !== undefined) entries.push({ ...open, ...(end === undefined && { start: undefined }), end: end ?? 0, after: counts() });
    open = undefined;
  };
  return {
    entries,
    begins(section, keySpan, at) {
      const line = at === undefined ? -1 : text.lastIndexOf('\n', at - 1) + 1;
      const dash = line === -1 ? null : /^( *)- +$/.exec(text.slice(line, at));
      // The section's own key must stand at the beginning of a line, as it does where an entry is read by itself.
      const start = dash === null || line === 0 || (keySpan.start > 0 && text[keySpan.start - 1] !== '\n') ? undefined : line;
      close(start);
      open = { section, start, column: dash?.[1]?.length ?? 0, before: counts() };
    },
    ends(at) {
      close(at === text.length || text[at - 1] === '\n' ? at : undefined);
    },
  };
}

/**
 * What a text says that differs from that of `old` within one entry: `read` reads a file of nothing but that entry, the rest is taken over and
 * moved. Undefined where the change goes beyond an entry, or what it would end or begin does.
 */
export function rereadEntry(
  text: string,
  old: Reading,
  read: (piece: string) => Reading | undefined,
): { readonly reading: Reading; readonly anew: Anew } | undefined {
  const kept = commonStart(old.text, text);
  const tail = commonEnd(old.text, text, kept);
  const moved = text.length - old.text.length;
  const gone = old.text.length - tail;
  const at = old.entries.findLastIndex(({ start, column }) => start !== undefined && start + column + 2 <= kept);
  const entry = old.entries[at];
  // The line end in front of the next entry stays as it was.
  if (entry?.start === undefined || (gone >= entry.end && entry.end < old.text.length)) return undefined;
  const { start, end, column, section, before, after } = entry;
  const piece = text.slice(start, end + moved);
  if (!staysInside(piece, column)) return undefined;
  const head = `${section}:\n`;
  const own = read(head + piece);
  const only = own?.entries[0];
  if (own === undefined || !own.isWhole || own.entries.length !== 1) return undefined;
  if (only?.start !== head.length || only.column !== column || only.end !== head.length + piece.length || only.before.findings > 0)
    return undefined;
  // What is told of the section's key would stand in a place that is not there.
  if (own.items.length > 1 || own.lists.findings.some(({ span }) => span.start < head.length)) return undefined;
  const by = start - head.length;
  const put = <Kind>(list: keyof Counts, all: readonly Kind[], mine: readonly Kind[], shift: (one: Kind, by: number) => Kind): Kind[] => [
    ...all.slice(0, before[list]),
    ...mine.map((one) => shift(one, by)),
    ...all.slice(after[list]).map((one) => shift(one, moved)),
  ];
  const { lists } = old;
  const counts = (of: Counts): Counts =>
    Object.fromEntries(Object.entries(of).map(([list, count]) => [list, count + more[list as keyof Counts]])) as Counts;
  const more = Object.fromEntries(
    Object.keys(before).map((key) => {
      const list = key as keyof Counts;
      return [list, (list === 'items' ? own.items : own.lists[list]).length - (after[list] - before[list])];
    }),
  ) as Counts;
  const reading: Reading = {
    text,
    items: put('items', old.items, own.items, shiftItem),
    lists: {
      findings: put<Finding>('findings', lists.findings, own.lists.findings, shiftPlaces),
      scalars: put('scalars', lists.scalars, own.lists.scalars, shiftScalar),
      directives: put('directives', lists.directives, own.lists.directives, shiftDirective),
      comments: put('comments', lists.comments, own.lists.comments, moveSpan),
      deferred: put('deferred', lists.deferred, own.lists.deferred, moveSpan),
      keys: put('keys', lists.keys, own.lists.keys, ({ name, span }, further) => ({ name, span: shiftSpan(span, further) })),
    },
    outside: [
      ...old.outside.filter((comment) => comment.start < start),
      ...own.outside.map((comment) => shiftSpan(comment, by)),
      ...old.outside.filter((comment) => comment.start >= end).map((comment) => shiftSpan(comment, moved)),
    ],
    isWhole: true,
    entries: [
      ...old.entries.slice(0, at),
      { ...entry, end: end + moved, after: counts(after) },
      ...old.entries.slice(at + 1).map((one) => ({
        ...one,
        start: one.start === undefined ? undefined : one.start + moved,
        end: one.end + moved,
        before: counts(one.before),
        after: counts(one.after),
      })),
    ],
  };
  return { reading, anew: { start, end, moved, first: before.items, count: own.items.length } };
}

/** Whether the lines of an entry behind its first are blank, comments, or indented further than its dash. */
function staysInside(piece: string, column: number): boolean {
  const inside = ' '.repeat(column + 1);
  return piece
    .split('\n')
    .slice(1)
    .every((line) => line.startsWith(inside) || /^[ \r]*(?:#|$)/.test(line));
}

function moveSpan<Kind extends Span>(one: Kind, by: number): Kind {
  return by === 0 ? one : { ...one, start: one.start + by, end: one.end + by };
}

function shiftScalar(scalar: ScalarText, by: number): ScalarText {
  if (by === 0) return scalar;
  const move = (places: ArrayLike<number>): ArrayLike<number> => Array.from(places, (place) => place + by);
  return {
    text: scalar.text,
    style: scalar.style,
    span: shiftSpan(scalar.span, by),
    inner: shiftSpan(scalar.inner, by),
    starts: move(scalar.starts),
    ends: move(scalar.ends),
  };
}
