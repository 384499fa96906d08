import type { Fact } from '../../facts.ts';
import type { Span } from '../../text/span.ts';
import type { Parsed } from '../../unit.ts';
import { splitWords } from '../values/popt-words.ts';
import type { StatusEntry, StatusLine, StatusTree } from './tree.ts';

/** Reads a state file as logrotate.c's readState does, but goes on behind a line for which the daemon stops. Takes any text. */
export function parse(text: string): Parsed<StatusTree> {
  const topEnd = lineEnd(text, 0);
  const topLine = text.slice(0, topEnd);
  const version = topEnd === text.length ? undefined : topLine === `${TOP}1` ? 1 : topLine === `${TOP}2` ? 2 : undefined;
  const lines: StatusLine[] = [];
  for (let at = topEnd + 1, number = 2; at < text.length; number++) {
    const end = lineEnd(text, at);
    if (end > at) lines.push(readLine(text, at, end, number));
    at = end + 1;
  }
  return { text, tree: { top: { start: 0, end: topEnd }, version, lines }, problems: [], facts: factsOf(lines), wants: [] };
}

/** How the top line begins; the number of the version follows, and nothing else. */
export const TOP = 'logrotate state -- version ';

function readLine(text: string, start: number, end: number, number: number): StatusLine {
  const line = text.slice(start, end);
  const ended = end < text.length;
  const { words, dangling } = splitWords(text, [{ start, end }]);
  const [path, date] = words;
  const numbers = words.length === 2 && !dangling && date !== undefined ? readDate(date.text) : undefined;
  const entry: StatusEntry | undefined =
    path === undefined || date === undefined || numbers === undefined
      ? undefined
      : { path: unescaped(path.text), pathSpan: bare(text, path.span), dateSpan: date.span, date: numbers };
  return { span: { start, end }, number, bytes: bytesOf(line) + (ended ? 1 : 0), ended, entry };
}

/** The span without the quotes around the word, where they go from end to end. */
function bare(text: string, { start, end }: Span): Span {
  return /^(["'])[^"']*\1$/.test(text.slice(start, end)) ? { start: start + 1, end: end - 1 } : { start, end };
}

/** The numbers that `sscanf` takes with `%d-%d-%d-%d:%d:%d`; undefined for fewer than three. */
function readDate(word: string): StatusEntry['date'] | undefined {
  const match = /^\s*([+-]?\d+)-\s*([+-]?\d+)-\s*([+-]?\d+)(?:-\s*([+-]?\d+)(?::\s*([+-]?\d+)(?::\s*([+-]?\d+))?)?)?/.exec(word);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  return { year, month, day, hour, minute, second };
}

/** `\\` and `\n` of a path as what they stand for; any other backslash stays (logrotate.c, unescape). */
function unescaped(path: string): string {
  return path.replace(/\\([\\n])/g, (_, c) => (c === 'n' ? '\n' : '\\'));
}

function factsOf(lines: readonly StatusLine[]): readonly Fact[] {
  return lines.flatMap(({ entry, span }): Fact[] =>
    entry === undefined ? [] : [{ kind: 'uses', space: 'path', name: entry.path, span: entry.pathSpan, extent: span }],
  );
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** The length in UTF-8; a lone surrogate counts as the three bytes of its replacement. */
function bytesOf(line: string): number {
  let bytes = line.length;
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (c >= 0xd800 && c <= 0xdbff && (line.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes += 2;
      i++;
    } else if (c > 0x7ff) bytes += 2;
    else if (c > 0x7f) bytes += 1;
  }
  return bytes;
}
