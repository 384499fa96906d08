import { PlacedWord } from '../../values/placed-word.ts';
import type { Line, Word } from '../tree.ts';

/** One line of the file that is part of a joined one: `from` is where it begins in the joined text. */
interface Piece {
  readonly from: number;
  readonly offset: number;
}

/**
 * The lines of `text` as ifupdown's get_line (config.c) reads them: a line ends at LF alone; blanks in front are dropped; a first `#`
 * makes a comment, which a backslash at its end does not continue; any other line goes on while its very last character is a
 * backslash, and what is joined keeps its blanks and may be a comment without being one.
 */
export function readLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let at = 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    let start = at;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    if (start === end) {
      lines.push(plain('blank', start, end));
      at = end + 1;
    } else if (text[start] === '#') {
      let last = end;
      while (last > start && isBlank(text.charCodeAt(last - 1))) last--;
      lines.push(plain('comment', start, last));
      at = end + 1;
    } else if (text.charCodeAt(end - 1) !== 92) {
      lines.push(simple(text, start, end));
      at = end + 1;
    } else {
      const joined = join(text, start, end);
      lines.push(statement(joined.text, joined.pieces, joined.joins));
      at = joined.end + 1;
    }
  }
  return lines;
}

/** What isspace() takes in the C locale. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

const noWords: readonly Word[] = [];
const noJoins: readonly number[] = [];

/** A statement on one line, which has its first character at `start`: what nearly all of them are. */
function simple(text: string, start: number, end: number): Line {
  const line = text.slice(start, end);
  if (!otherBlanks.test(line)) return single(line, start);
  const words: Word[] = [];
  let at = start;
  let rest = -1;
  let last = start;
  while (at < end) {
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    if (at === end) break;
    const from = at;
    while (at < end && !isBlank(text.charCodeAt(at))) at++;
    words.push(new PlacedWord(text.slice(from, at), from));
    if (rest === -1 && words.length === 2) rest = from;
    last = at;
  }
  if (rest === -1) rest = last;
  return {
    kind: 'statement',
    span: { start, end: last },
    words,
    rest: words.length === 2 ? (words[1] as Word) : new PlacedWord(text.slice(rest, last), rest),
    joins: noJoins,
  };
}

/** What else than single spaces may stand between words, or behind the last. */
const otherBlanks = /[\t\v\f\r]| (?: |$)/;

/** A statement whose words have one space between them. */
function single(line: string, start: number): Line {
  const words: Word[] = [];
  let at = start;
  for (const word of line.split(' ')) {
    words.push(new PlacedWord(word, at));
    at += word.length + 1;
  }
  const end = start + line.length;
  const first = (words[0] as Word).text.length;
  const rest =
    words.length === 2
      ? (words[1] as Word)
      : words.length === 1
        ? new PlacedWord('', end)
        : new PlacedWord(line.slice(first + 1), start + first + 1);
  return { kind: 'statement', span: { start, end }, words, rest, joins: noJoins };
}

function plain(kind: 'blank' | 'comment', start: number, end: number): Line {
  return { kind, span: { start, end }, words: noWords, rest: { text: '', span: { start: end, end } }, joins: noJoins };
}

function join(text: string, start: number, firstEnd: number): { text: string; pieces: Piece[]; joins: number[]; end: number } {
  const pieces: Piece[] = [{ from: 0, offset: start }];
  const joins: number[] = [];
  let out = '';
  let from = start;
  let end = firstEnd;
  while (end > from && text[end - 1] === '\\') {
    out += text.slice(from, end - 1);
    joins.push(end - 1);
    if (end >= text.length) return { text: out, pieces, joins, end };
    from = end + 1;
    end = lineEnd(text, from);
    pieces.push({ from: out.length, offset: from });
  }
  return { text: out + text.slice(from, end), pieces, joins, end };
}

function statement(joined: string, pieces: readonly Piece[], joins: readonly number[]): Line {
  let piece = 0;
  const source = (at: number): number => {
    while (piece + 1 < pieces.length && (pieces[piece + 1] as Piece).from <= at) piece++;
    while (piece > 0 && (pieces[piece] as Piece).from > at) piece--;
    const { from, offset } = pieces[piece] as Piece;
    return offset + at - from;
  };
  const stretch = (start: number, end: number): Word => {
    const first = source(start);
    return { text: joined.slice(start, end), span: { start: first, end: end > start ? source(end - 1) + 1 : first } };
  };
  const words: Word[] = [];
  // After a line of nothing but a backslash next_word() stands on a blank and reads an empty word.
  if (isBlank(joined.charCodeAt(0)) && joined.trim() !== '') words.push({ text: '', span: { start: source(0), end: source(0) } });
  let length = joined.length;
  while (length > 0 && isBlank(joined.charCodeAt(length - 1))) length--;
  let restStart = length;
  let at = 0;
  while (at < length) {
    while (at < length && isBlank(joined.charCodeAt(at))) at++;
    const start = at;
    while (at < length && !isBlank(joined.charCodeAt(at))) at++;
    if (at > start) words.push(stretch(start, at));
    if (words.length === 2) restStart = Math.min(restStart, start);
  }
  const rest = stretch(restStart, length);
  const first = words[0]?.span.start ?? (pieces[0] as Piece).offset;
  const last = Math.max(words.at(-1)?.span.end ?? first, ...joins.slice(-1).map((join) => join + 1));
  // A line of nothing but blanks behind a backslash says as little as an empty one.
  return { kind: words.length === 0 ? 'blank' : 'statement', span: { start: first, end: last }, words, rest, joins };
}
