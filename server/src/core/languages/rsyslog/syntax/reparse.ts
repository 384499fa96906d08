import type { Finding } from '../../../problem.ts';
import { commonEnd, commonStart } from '../../../text/common-ends.ts';
import type { Span } from '../../../text/span.ts';
import { type ContinuedText, continuedText } from './continued-text.ts';
import { type Cursor, createCursor } from './cursor.ts';
import type { ReadItems } from './parse.ts';
import { deepest, parseItems } from './parse-statements.ts';
import { shiftDirective, shiftPlaces, shiftItem, shiftSpan } from './shift.ts';
import type { LexemeKind } from './lexeme.ts';
import type { Anew } from './origin.ts';
import type { DirectiveNode, Item, Tree } from './tree.ts';

/** Where a statement of the file itself begins, and how much was found before it. Offsets are the continued text's. */
interface Mark {
  readonly at: number;
  /** The lexeme there: behind a mistake reading may begin in the middle of a line, where the same text is another lexeme. */
  readonly kind: LexemeKind;
  readonly to: number;
  readonly lastEnd: number;
  readonly items: number;
  readonly findings: number;
  readonly directives: number;
  readonly comments: number;
  readonly strays: number;
}

/** What a later reading of a changed text goes on from. Lists are in the order of reading. */
export interface Reading {
  readonly source: string;
  /** Whether the indentation was believed, where braces do not match. */
  readonly byIndentation: boolean;
  /** No block in it lies deeper than this. */
  readonly depth: number;
  /** How often an opening brace was looked for among the statements before. */
  readonly strays: number;
  readonly continued: ContinuedText;
  readonly marks: readonly Mark[];
  readonly items: readonly Item[];
  readonly findings: readonly Finding[];
  readonly directives: readonly DirectiveNode[];
  readonly comments: readonly (Span & { readonly closed: boolean })[];
}

/** What stands in a text, and what a later reading can go on from. */
export interface Read extends ReadItems {
  readonly reading: Reading | undefined;
}

/** What was read again, and what it took the place of. */
export interface ReadAgain extends Read {
  readonly anew: Anew;
}

/** How many characters the parser looks ahead of a statement that is whole. */
const ahead = 500;

/** What a tree can be read on from: the last text whose braces matched, and the last whose braces did not. */
export interface Readings {
  readonly balanced?: Reading;
  readonly indented?: Reading;
}

const readings = new WeakMap<Tree, Readings>();

/** Keeps what a tree can be read on from as long as the tree is kept. */
export function remember(tree: Tree, from: Readings): void {
  readings.set(tree, from);
}

/** What a tree can be read on from. */
export function readingsOf(tree: Tree): Readings {
  return readings.get(tree) ?? {};
}

/** Lets a cursor note where the file's statements begin. */
export function markStatements(cursor: Cursor): Mark[] {
  const marks: Mark[] = [];
  cursor.beginsStatement = (items) => {
    if (cursor.token.mode === 'initial') marks.push(markOf(cursor, items));
    return false;
  };
  return marks;
}

function markOf(cursor: Cursor, items: number): Mark {
  return {
    at: cursor.token.start,
    kind: cursor.token.kind,
    to: cursor.token.end,
    lastEnd: cursor.lastEnd,
    items,
    findings: cursor.findings.length,
    directives: cursor.directives.length,
    comments: cursor.lexer.comments.length,
    strays: cursor.strays,
  };
}

/** A text that was read, or a piece of another one: then `place` says where a stretch of it stands there. */
interface ReadText {
  readonly text: string;
  readonly items: readonly Item[];
  readonly marks?: readonly Mark[];
  readonly place?: ((s: Span) => Span) | undefined;
}

/** The outcome of a whole reading. */
export function finish(cursor: Cursor, { text, items, marks, place }: ReadText, first: readonly Finding[] = []): Read {
  const comments = cursor.lexer.comments.map(({ start, end, closed }) => ({ ...cursor.span(start, end), closed }));
  const { findings, directives, byIndentation, depth, strays, continued } = cursor;
  const reading = { source: text, byIndentation, depth, strays, continued, marks: marks ?? [], items, directives, comments };
  return outcome({ ...reading, findings: [...first, ...findings] }, marks !== undefined, place && placedLineEnds(text, place));
}

/** Where the line that an offset stands in ends. */
type LineEnd = (offset: number) => number;

/** Of a piece of another text: where its lines end there. */
function placedLineEnds(text: string, place: (s: Span) => Span): LineEnd {
  let ends: readonly number[] | undefined;
  return (offset) => {
    // Only a mistake asks for it.
    ends ??= [...text.matchAll(/\n/g)].map(({ index }) => place({ start: index, end: index }).start);
    return ends.find((end) => end >= offset) ?? Number.POSITIVE_INFINITY;
  };
}

function outcome(reading: Reading, goesOn: boolean, lineEndAt: LineEnd = (offset) => lineEnd(reading.source, offset)): Read {
  const { items, comments, findings } = reading;
  const unclosed = comments.filter(({ closed }) => !closed);
  return {
    items,
    comments,
    directives: [...reading.directives].sort((a, b) => a.span.start - b.span.start),
    findings: [
      ...firstOfLine(findings, lineEndAt),
      ...unclosed.map(({ start }) => ({
        rule: 'rsyslog-unclosed-comment',
        severity: 'error' as const,
        message: 'This comment is not closed: `*/` was expected',
        span: { start, end: start + 2 },
      })),
    ],
    reading: goesOn ? reading : undefined,
  };
}

/** Rules whose first mistake in a line leaves the rest of it in pieces. */
const shattering: ReadonlySet<string> = new Set([
  'rsyslog-missing-quote',
  'rsyslog-missing-parenthesis',
  'rsyslog-syntax',
  'rsyslog-unknown-operator',
  'rsyslog-unknown-object',
  'rsyslog-missing-then',
]);

/** One mistake is one problem: what the parser stumbles over behind one of its own in the same line is its consequence. */
function firstOfLine(findings: readonly Finding[], lineEndAt: LineEnd): readonly Finding[] {
  let broken: { readonly start: number; readonly end: number } | undefined;
  return findings.filter(({ rule, span }) => {
    if (broken !== undefined && span.start >= broken.start && span.start <= broken.end) return false;
    if (!shattering.has(rule)) return true;
    broken = { start: span.start, end: lineEndAt(span.start) };
    return true;
  });
}

/**
 * Reads only what changed since an older text was read: the statements before the change are taken over as they are, those behind it moved,
 * as soon as a statement begins again where one began before. `unbalanced` where the braces of the text do not match and the older reading
 * did not believe the indentation, undefined where it must be read as a whole for another reason.
 */
export function readAgain(text: string, old: Reading | undefined): ReadAgain | 'unbalanced' | undefined {
  if (old === undefined || old.marks.length === 0 || text.startsWith('\ufeff')) return undefined;
  const kept = commonStart(old.source, text);
  const before = old.continued;
  const now = continuedText(text);
  const keptNow = commonStart(before.text, now.text);
  const first = lastMark(old.marks, ({ at, findings }) => {
    // Behind a mistake what was read hangs on text far ahead; without one on a few words.
    const end = lineEnd(before.text, at) + ahead;
    return findings === 0 && end < keptNow && before.toSource(end) < kept;
  });
  const from = first ?? { at: 0, lastEnd: 0, items: 0, findings: 0, directives: 0, comments: 0, strays: 0 };
  const moved = text.length - old.source.length;
  const movedNow = now.text.length - before.text.length;
  // Where blanks at the end of a line come or go the text without them is the same from its beginning and from its end.
  const tail = old.source.length - commonEnd(old.source, text);
  const tailNow = before.text.length - commonEnd(before.text, now.text);
  const middle = createCursor(text, old.byIndentation, undefined, {
    at: blanksBefore(now.text, from.at),
    lastEnd: from.lastEnd,
    continued: now,
  });
  if (first !== undefined && !begins(middle, first, 0)) return undefined;
  const fresh: Mark[] = [];
  let end: Mark | undefined;
  /** The statement of the older text that begins here, with all behind it as it was. */
  const goesOnAs = (): Mark | undefined => {
    if (middle.token.mode !== 'initial') return undefined;
    const same = lastMark(old.marks, ({ at }) => at <= middle.token.start - movedNow);
    if (
      same === undefined ||
      same.at !== middle.token.start - movedNow ||
      same.at <= from.at ||
      same.strays < old.strays ||
      !begins(middle, same, movedNow)
    )
      return undefined;
    const line = before.text.lastIndexOf('\n', same.at - 1);
    const kept = line >= tailNow && before.toSource(line) >= tail && now.toSource(line + movedNow) - before.toSource(line) === moved;
    return kept ? same : undefined;
  };
  middle.beginsStatement = (items) => {
    end = goesOnAs();
    if (end === undefined && middle.token.mode === 'initial') fresh.push(markOf(middle, items));
    return end !== undefined;
  };
  // Without a mistake behind it all braces there have their counterparts there: none of them closes a block that is still open.
  if (!old.byIndentation) middle.neverCloses = (depth) => depth + old.depth < deepest && goesOnAs()?.findings === old.findings.length;
  const items = parseItems(middle);
  if (middle.unbalanced && !old.byIndentation) return 'unbalanced';
  if (middle.lookedBack && first !== undefined) return undefined;
  const shift = (mark: Mark): Mark => ({
    at: mark.at + movedNow,
    kind: mark.kind,
    to: mark.to + movedNow,
    lastEnd: mark.lastEnd + movedNow,
    items: mark.items - last.items + from.items + items.length,
    findings: mark.findings - last.findings + from.findings + middle.findings.length,
    directives: mark.directives - last.directives + from.directives + ownDirectives.length,
    comments: mark.comments - last.comments + from.comments + ownComments.length,
    strays: from.strays + middle.strays,
  });
  // What the first lexeme behind the changed part was preceded by has been read twice: the old one counts.
  const stop = end === undefined ? undefined : now.toSource(end.at + movedNow);
  const last = end ?? {
    at: before.text.length,
    lastEnd: before.text.length,
    items: old.items.length,
    findings: old.findings.length,
    directives: old.directives.length,
    comments: old.comments.length,
    strays: old.strays,
  };
  const ownDirectives = middle.directives.filter(({ span }) => stop === undefined || span.start < stop);
  const ownComments = middle.lexer.comments.map(({ start, end: to, closed }) => ({ ...middle.span(start, to), closed }));
  const reading: Reading = {
    source: text,
    byIndentation: old.byIndentation,
    depth: Math.max(old.depth, middle.depth),
    strays: from.strays + middle.strays,
    continued: now,
    marks: [
      ...old.marks.filter(({ at }) => at < from.at),
      ...fresh.map((mark) => ({
        ...mark,
        items: mark.items + from.items,
        findings: mark.findings + from.findings,
        directives: mark.directives + from.directives,
        comments: mark.comments + from.comments,
        strays: mark.strays + from.strays,
      })),
      ...(end === undefined ? [] : old.marks.filter(({ at }) => at >= last.at).map(shift)),
    ],
    items: [...old.items.slice(0, from.items), ...items, ...old.items.slice(last.items).map((item) => shiftItem(item, moved))],
    findings: [
      ...old.findings.slice(0, from.findings),
      ...middle.findings,
      ...old.findings.slice(last.findings).map((finding) => shiftPlaces(finding, moved)),
    ],
    directives: [
      ...old.directives.slice(0, from.directives),
      ...ownDirectives,
      ...old.directives.slice(last.directives).map((node) => shiftDirective(node, moved)),
    ],
    comments: [
      ...old.comments.slice(0, from.comments),
      ...ownComments,
      ...old.comments.slice(last.comments).map((comment) => ({ ...shiftSpan(comment, moved), closed: comment.closed })),
    ],
  };
  return {
    ...outcome(reading, true),
    anew: {
      start: first === undefined ? Number.NEGATIVE_INFINITY : before.toSource(first.at),
      end: end === undefined ? Number.POSITIVE_INFINITY : before.toSource(end.at),
      moved,
      first: from.items,
      count: items.length,
    },
  };
}

/** Whether a cursor stands at the lexeme that a mark was made at, `by` further on. */
function begins({ token }: Cursor, mark: Mark, by: number): boolean {
  return token.start === mark.at + by && token.end === mark.to + by && token.kind === mark.kind;
}

/** Where the blanks before an offset begin: a selector is one only where its line is read from the start. */
function blanksBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The last mark that a test holds for; the test holds for all before it. */
function lastMark(marks: readonly Mark[], test: (mark: Mark) => boolean): Mark | undefined {
  let low = -1;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (test(marks[middle] as Mark)) low = middle;
    else high = middle - 1;
  }
  return marks[low];
}
