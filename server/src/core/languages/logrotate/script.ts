import { nearest } from '../values/suggest.ts';
import { isAlpha, isBlank } from '../values/c-chars.ts';
import { firstWord, trimmedEnd } from './header.ts';
import { beginsScript, directiveNamed } from './keywords.ts';
import type { Script } from './tree.ts';

/** Where scripts can end: the offsets of the word `endscript` at the beginning of a line, in order. */
export function endscripts(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf('endscript'); at >= 0; at = text.indexOf('endscript', at + 9)) {
    if (isAlpha(text[at + 9])) continue;
    let before = at - 1;
    while (isBlank(text[before])) before--;
    if (before < 0 || text[before] === '\n') found.push(at);
  }
  return found;
}

/**
 * Reads the script that begins behind its keyword at `start` (the keyword's end). config.c (STATE_LOAD_SCRIPT) takes every line until
 * one whose first word is `endscript`, or `endscript` right beside the keyword. Where what follows cannot be meant as shell (a stray
 * closing brace and then log names, the keyword of another script), the script ends before it and `missing` tells so.
 */
export function readScript(text: string, start: number, ends: readonly number[]): { script: Script; next: number } {
  if (text[start] !== '\n' && firstWord(text, start + 1) === 'endscript') {
    const at = text.indexOf('endscript', start);
    return { script: { body: { start: at, end: at }, end: { start: at, end: at + 9 } }, next: at + 9 };
  }
  const lineEnd = endOfLine(text, start);
  let inlineStart = Math.min(start + 1, lineEnd);
  while (inlineStart < lineEnd && isBlank(text[inlineStart])) inlineStart++;
  const inlineEnd = trimmedEnd(text, inlineStart, lineEnd);
  const inline = inlineEnd > inlineStart ? { start: inlineStart, end: inlineEnd } : undefined;
  const bodyStart = inline?.start ?? Math.min(lineEnd + 1, text.length);
  const daemon = firstAtOrAfter(ends, lineEnd);
  const limit = daemon ?? text.length;
  const found = guessEnd(text, Math.min(lineEnd + 1, text.length), limit, daemon === undefined);
  // A later `endscript` that has a keyword of its own shows that this one was forgotten; else it is the one that was meant.
  const guess = found === undefined || daemon === undefined || hasScriptBetween(text, found.next, daemon) ? found : undefined;
  const base = { ...(inline === undefined ? {} : { inline }) };
  if (guess !== undefined) {
    const missing = daemon === undefined ? ('none' as const) : ('later' as const);
    const script: Script = {
      ...base,
      body: { start: Math.min(bodyStart, guess.end), end: guess.end },
      missing,
      ...(daemon === undefined ? {} : { laterEnd: daemon }),
      ...(guess.misspelled === undefined ? {} : { misspelled: guess.misspelled }),
    };
    return { script, next: guess.next };
  }
  if (daemon === undefined)
    return { script: { ...base, body: { start: bodyStart, end: text.length }, missing: 'none' }, next: text.length };
  let bodyEnd = daemon;
  while (isBlank(text[bodyEnd - 1])) bodyEnd--;
  const after = daemon + 9;
  const swallowed = text[after] === '}' ? { swallowedBrace: { start: after, end: after + 1 } } : {};
  return {
    script: { ...base, body: { start: Math.min(bodyStart, bodyEnd), end: bodyEnd }, end: { start: daemon, end: after }, ...swallowed },
    next: after,
  };
}

interface Guess {
  readonly end: number;
  readonly next: number;
  readonly misspelled?: { readonly start: number; readonly end: number };
}

/** What a script must hold for a closer look to find anything in it: a brace, a here-document, or a line that is one word like a keyword. */
const suspicious = /[{}]|<<|^[^\S\n]*(?:end|[A-Za-z]{7,11}[^\S\n]*$)/im;

/** The line before which `endscript` was forgotten, or where it is misspelled; undefined if all lines can be shell. */
function guessEnd(text: string, from: number, limit: number, desperate: boolean): Guess | undefined {
  if (!suspicious.test(text.slice(from, limit))) return undefined;
  let depth = 0;
  let heredoc: string | undefined;
  let fallback: Guess | undefined;
  let brace: number | undefined;
  const braceAbove = (line: number): Guess | undefined =>
    brace !== undefined && endOfLine(text, brace) + 1 === line ? meantEndscript(text, brace) : undefined;
  for (let at = from; at < limit; at = endOfLine(text, at) + 1) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end);
    const trimmed = line.trim();
    if (heredoc !== undefined) {
      if (trimmed === heredoc) heredoc = undefined;
      continue;
    }
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (looksLikeEndscript(trimmed)) return meantEndscript(text, at);
    // A closing brace right above the next script, or right above directives, was written for `endscript`.
    if (beginsScript(trimmed)) return braceAbove(at) ?? { end: at, next: at };
    if (trimmed === '}' && depth <= 0) {
      if (desperate || nextIsStanza(text, end)) {
        const before = directivesBefore(text, from, at);
        return braceAbove(before) ?? { end: before, next: before };
      }
      fallback ??= { end: at, next: at };
      brace = at;
    }
    if (trimmed.includes('{') || trimmed.includes('}')) depth += braces(trimmed);
    if (trimmed.includes('<<')) heredoc = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(trimmed)?.[2];
  }
  return desperate ? fallback : undefined;
}

/** The line at `at` was meant to be `endscript`. */
function meantEndscript(text: string, at: number): Guess {
  const end = endOfLine(text, at);
  const line = text.slice(at, end);
  const start = at + (line.length - line.trimStart().length);
  return { end: at, next: end, misspelled: { start, end: start + line.trim().length } };
}

/** Whether a line from `from` to `to` begins a script. */
function hasScriptBetween(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at = endOfLine(text, at) + 1) if (beginsScript(firstWord(text, at))) return true;
  return false;
}

/** The first of the lines right above `at` that all look like directives: `endscript` was forgotten before them. */
function directivesBefore(text: string, from: number, at: number): number {
  let start = at;
  while (start > from) {
    const line = text.lastIndexOf('\n', start - 2) + 1;
    const match = /^\s*([a-z]+)(?:\s+[\w./+-]+){0,3}\s*$/.exec(text.slice(line, start));
    if (line < from || match === null || directiveNamed(match[1] as string) === undefined) break;
    start = line;
  }
  return start;
}

/** How many braces a line of shell opens, less those it closes; `${x}` and quoted ones stay out of it as far as a line can tell. */
function braces(line: string): number {
  if (line.length > 4096) return 0;
  const bare = line.replace(/\\.|'[^']*'|"(?:[^"\\]|\\.)*"|\$\{[^}]*\}/g, '');
  let depth = 0;
  for (const c of bare) {
    if (c === '{') depth++;
    else if (c === '}') depth--;
  }
  return depth;
}

function looksLikeEndscript(line: string): boolean {
  if (line === 'endscript') return false;
  if (/^end[ _-]?script\w{0,2}[;.,:]?$/i.test(line)) return true;
  return /^[A-Za-z]{7,11}$/.test(line) && nearest(line, ['endscript']) !== undefined;
}

/** Whether the next lines that are neither empty nor comments are log names, and then comes a brace. */
function nextIsStanza(text: string, from: number): boolean {
  let named = false;
  for (let at = from + 1; at < text.length; at = endOfLine(text, at) + 1) {
    const line = text.slice(at, endOfLine(text, at)).trim();
    if (line === '' || line.startsWith('#')) continue;
    if (named && line === '{') return true;
    if (!/^["'~]?\/[^;|&<>()$]*$/.test(line)) return false;
    if (line.endsWith('{')) return true;
    named = true;
  }
  return false;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function firstAtOrAfter(sorted: readonly number[], offset: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
