import type { Span } from '../../text/span.ts';
import { isAlpha, isBlank, isSpace } from '../values/c-chars.ts';
import { directiveNamed } from './keywords.ts';
import type { Comment, LogName } from './tree.ts';
import { type Stretch, splitWords } from '../values/popt-words.ts';

/** The log names before a brace. */
export interface Header {
  readonly logs: readonly LogName[];
  readonly span: Span;
  readonly comments: readonly Comment[];
  /** Offset of the brace; undefined where it is missing. */
  readonly brace: number | undefined;
  /** Where reading goes on: behind the brace, or behind the last log name's line. */
  readonly next: number;
  /** How far was looked for a brace. */
  readonly scanned: number;
  /** A backslash stands before the brace: the daemon refuses the list. */
  readonly dangling: boolean;
  /** Only blanks stand between a backslash and the brace: refused from 3.22 on. */
  readonly blank: boolean;
}

/** What most headers are: names on one line or on lines that begin with one, no quote in them, and the brace behind a blank or on its own line. */
const plainHeader = /[/~][^\s"'\\{}]*(?:(?:[ \t]+|[ \t]*\n[ \t]*(?=[/~]))[^\s"'\\{}]+)*(?:[ \t]+|[ \t]*\n[ \t]*)\{/y;
const plainName = /[^ \t\n{]+/y;

/** The header at `start`, if it is a plain one. */
function readPlainHeader(text: string, start: number): Header | undefined {
  plainHeader.lastIndex = start;
  if (!plainHeader.test(text)) return undefined;
  const next = plainHeader.lastIndex;
  const logs: LogName[] = [];
  for (let at = start; at < next; ) {
    plainName.lastIndex = at;
    if (plainName.test(text)) {
      const end = plainName.lastIndex;
      logs.push({ text: text.slice(at, end), span: { start: at, end } });
      at = end;
    } else at++;
  }
  const end = logs.at(-1)?.span.end ?? next;
  return { logs, span: { start, end }, comments: [], brace: next - 1, next, scanned: next - 1, dangling: false, blank: false };
}

/** How many lines that begin like no log name are passed on the way to the brace; the daemon would take any number of them for names. */
const mostForeignLines = 16;

function beginsLogName(c: string): boolean {
  return c === '/' || c === '"' || c === "'" || c === '~';
}

/** The word of letters that begins the line at `at`, after blanks; empty if there is none. */
export function firstWord(text: string, at: number): string {
  let start = at;
  while (isBlank(text[start])) start++;
  let end = start;
  while (isAlpha(text[end])) end++;
  return text.slice(start, end);
}

/** A log name with alternatives, `{a,b}`: the brace of the stanza comes later on the same line. */
function alternativesEnd(text: string, brace: number): number {
  if (isSpace(text[brace - 1])) return -1;
  const line = /^\{[^{}\s]*\}[^{}\n]*(?=\{)/.exec(text.slice(brace, Math.min(text.length, brace + 2048)));
  return line === null ? -1 : text.indexOf('}', brace);
}

/**
 * Reads log names from `start` to the brace as config.c's parseGlobString does: over line ends and over lines that are comments, not
 * caring about quotes. Where no brace comes before a `}`, the end, or a line that begins with a directive, the header ends with the
 * line before: the daemon would refuse the file or take the directive for a log name.
 */
export function readHeader(text: string, start: number): Header {
  const plain = readPlainHeader(text, start);
  if (plain !== undefined) return plain;
  const stretches: Stretch[] = [];
  const comments: Comment[] = [];
  const braced: number[] = [];
  let at = start;
  let from = start;
  let brace: number | undefined;
  let lastLineEnd = start;
  let freshLine = false;
  /** Where the run of lines that begin like log names ends. */
  let nameLinesEnd = -1;
  let foreign = 0;
  while (at < text.length) {
    const c = text[at] as string;
    if (freshLine && !isSpace(c)) {
      freshLine = false;
      if (c === '#') {
        stretches.push({ start: from, end: at });
        const begin = at;
        while (at < text.length && text[at] !== '\n') at++;
        comments.push({ kind: 'comment', span: { start: begin, end: trimmedEnd(text, begin, at) } });
        from = at;
        continue;
      }
      if (c !== '{' && !beginsLogName(c)) {
        if (nameLinesEnd < 0) nameLinesEnd = lastLineEnd;
        const word = firstWord(text, at);
        const known = word !== '' && directiveNamed(word) !== undefined && text[at + word.length] !== '/';
        if (known || ++foreign > mostForeignLines) break;
      }
    }
    if (c === '\n') {
      if (!freshLine) lastLineEnd = at;
      freshLine = true;
    }
    if (c === '}') break;
    if (c === '{') {
      const end = alternativesEnd(text, at);
      if (end < 0) {
        brace = at;
        break;
      }
      braced.push(at);
      at = end;
    }
    at++;
  }
  const scanned = at;
  if (brace === undefined && nameLinesEnd < 0) nameLinesEnd = freshLine ? lastLineEnd : at;
  const stop = brace ?? nameLinesEnd;
  stretches.push({ start: Math.min(from, stop), end: stop });
  const { words, dangling, blank } = splitWords(
    text,
    stretches.map((part) => ({ start: Math.min(part.start, stop), end: Math.min(part.end, stop) })),
  );
  let nextBraced = 0;
  const logs = words.map((word): LogName => {
    while (nextBraced < braced.length && (braced[nextBraced] as number) < word.span.start) nextBraced++;
    return (braced[nextBraced] ?? text.length) < word.span.end ? { ...word, braces: true } : word;
  });
  const end = logs.at(-1)?.span.end ?? start + 1;
  return {
    logs,
    span: { start, end },
    comments: comments.filter((c) => c.span.end <= stop),
    brace,
    next: brace === undefined ? stop : brace + 1,
    scanned,
    dangling,
    blank,
  };
}

/** `end` moved back over white space, not before `start`. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && isSpace(text[last - 1])) last--;
  return last;
}
