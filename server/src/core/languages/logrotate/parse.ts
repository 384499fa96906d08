import type { Finding } from '../../problem.ts';
import type { Parsed } from '../../unit.ts';
import { isAlpha, isBlank, isSpace } from '../values/c-chars.ts';
import { factsOf } from './facts-of.ts';
import { firstWord, readHeader, trimmedEnd } from './header.ts';
import { directiveNamed } from './keywords.ts';
import { readDirective } from './read-directive.ts';
import { endscripts } from './script.ts';
import type { Item, Junk, LogrotateTree, Placed, Stanza, Word } from './tree.ts';
import { treeOf } from './tree-of.ts';
import { wantsOf } from './wants.ts';
import { Wordings } from './wording.ts';
import { WrittenDirective } from './written-directive.ts';

/** A stanza while it is read. */
type Open = { -readonly [Key in keyof Stanza]: Stanza[Key] } & { readonly items: Item[] };

/**
 * Reads a logrotate configuration as config.c's readConfigFile does, character for character, but goes on where the daemon leaves out
 * a stanza or the rest of the file. Takes any text; every offset of the result lies in it. A line that was met before is not read again.
 */
export function parse(text: string): Parsed<LogrotateTree> {
  const items: Item[] = [];
  const stanzas: Stanza[] = [];
  const found: Placed<Junk>[] = [];
  const wordings = new Wordings();
  const ends = endscripts(text);
  let open: Open | undefined;
  let at = 0;
  /** The line that was begun and of which nothing but blanks was read; -1 when there is none. */
  let freshLine = -1;
  /** Up to here no stanza begins, a look ahead has shown. */
  let noHeaderBefore = 0;

  const add = (item: Item): void => {
    (open?.items ?? items).push(item);
  };
  const addJunk = (item: Junk): void => {
    add(item);
    found.push({ item, stanza: open });
  };
  const lineEnd = (from: number): number => {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
  };
  const junk = (reason: Junk['reason'], start: number, word?: Word): void => {
    const end = Math.max(trimmedEnd(text, start, lineEnd(start)), start + 1);
    addJunk({ kind: 'junk', span: { start, end }, reason, ...(word === undefined ? {} : { word }) });
    at = Math.max(lineEnd(start), start + 1);
  };
  const close = (end: number): void => {
    if (open === undefined) return;
    open.span = { start: open.span.start, end };
    items.push(open);
    stanzas.push(open);
    open = undefined;
  };
  const closeUnclosed = (unclosed: 'end' | 'stanza'): void => {
    if (open === undefined) return;
    const end = lastEnd(open);
    const next = Math.min(lineEnd(end) + 1, text.length);
    open.unclosed = unclosed;
    open.closeBelongs = { start: next, end: next };
    close(end);
  };
  /** Takes the brace at `start`, which closes what is open. */
  const brace = (start: number): void => {
    const span = { start, end: start + 1 };
    if (open === undefined) {
      addJunk({ kind: 'junk', span, reason: 'stray-brace' });
      return;
    }
    open.close = span;
    close(start + 1);
  };
  const header = (start: number, relative: boolean): void => {
    const read = readHeader(text, start);
    for (const comment of read.comments) items.push(comment);
    open = {
      kind: 'stanza',
      span: { start, end: start },
      header: read.span,
      logs: read.logs,
      items: [],
      ...(read.brace === undefined ? undefined : { open: { start: read.brace, end: read.brace + 1 } }),
    };
    if (relative) open.relative = true;
    if (read.dangling) open.dangling = true;
    if (read.blank) open.danglingBlank = true;
    at = Math.max(read.next, start + 1);
  };
  /** Whether a header with a brace begins at `start`, so that the stanza before it lacks its own. */
  const headerFollows = (start: number): boolean => {
    if (start < noHeaderBefore) return false;
    const read = readHeader(text, start);
    if (read.brace !== undefined) return true;
    noHeaderBefore = read.scanned;
    return false;
  };
  const keyword = (start: number): void => {
    let end = start;
    while (isAlpha(text[end])) end++;
    const name = text.slice(start, end);
    const behind = text[end];
    if (behind !== undefined && !isSpace(behind) && behind !== '=') {
      if (open === undefined && lineOpensBrace(text, start)) header(start, true);
      else junk('glued', start, { text: name, span: { start, end } });
      return;
    }
    const record = directiveNamed(name);
    if (record === undefined && open === undefined && lineOpensBrace(text, start)) {
      header(start, true);
      return;
    }
    const { directive, next } = readDirective(text, start, end, record, ends, wordings);
    add(directive);
    wordings.note(directive, open);
    at = next;
    if (record === undefined || directive.script !== undefined || freshLine < 0) return;
    // What a known keyword reads off a whole line hangs on nothing else.
    const newline = text.indexOf('\n', next);
    if (newline >= 0 && blank(text, freshLine, start) && blank(text, next, newline))
      wordings.lines.set(text.slice(freshLine, newline), { indent: start - freshLine, wording: directive.wording });
    freshLine = -1;
  };
  /** Takes the lines from `start` on that are like ones that were read already; gives where the first other one begins. */
  const knownLines = (start: number): number => {
    for (let line = start; ; ) {
      const end = text.indexOf('\n', line);
      const known = end < 0 ? undefined : wordings.lines.get(text.slice(line, end));
      if (known === undefined) return line;
      if (known.wording !== undefined) add(new WrittenDirective(line + known.indent, known.wording));
      else if (known.indent >= 0) brace(line + known.indent);
      line = end + 1;
    }
  };
  wordings.lines.set('', { indent: -1, wording: undefined });
  wordings.lines.set('}', { indent: 0, wording: undefined });

  freshLine = at = knownLines(0);
  while (at < text.length) {
    const c = text[at] as string;
    if (isBlank(c)) at++;
    else if (c === '\n') freshLine = at = knownLines(at + 1);
    else if (c === '#') {
      const end = lineEnd(at);
      add({ kind: 'comment', span: { start: at, end: trimmedEnd(text, at, end) } });
      at = end;
    } else if (isAlpha(c)) keyword(at);
    else if (c === '/' || c === '"' || c === "'" || c === '~') {
      if (open === undefined) header(at, false);
      else if (headerFollows(at)) {
        closeUnclosed('stanza');
        header(at, false);
      } else junk('log-name', at);
    } else if (c === '}') {
      brace(at);
      at++;
      let behind = at;
      while (isBlank(text[behind])) behind++;
      if (behind < text.length && text[behind] !== '\n') {
        junk('after-brace', behind);
        // A very long line is not looked through once more for each brace on it.
        if (at - behind < 4096 && lineOpensBrace(text, behind) && /["'~/]/.test(text[behind] as string)) at = behind;
      } else at = behind;
    } else if (open === undefined && (c === '*' || c === '.') && lineOpensBrace(text, at)) header(at, true);
    else junk('no-keyword', at);
  }
  closeUnclosed('end');

  const tree = treeOf({ items, stanzas, junk: found, wordings });
  const problems: readonly Finding[] = [];
  return { text, tree, problems, facts: factsOf(tree), wants: wantsOf(tree) };
}

/** Whether nothing but blanks stands from `start` to `end`; false where it is not worth looking. */
function blank(text: string, start: number, end: number): boolean {
  if (end - start > 256) return false;
  for (let at = start; at < end; at++) if (!isBlank(text[at])) return false;
  return true;
}

/** Whether the line at `start` ends in an opening brace, or the next line that says something is one: it is meant as a stanza's head. */
function lineOpensBrace(text: string, start: number): boolean {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? text.length : end).trimEnd();
  if (line.endsWith('{')) return true;
  if (/\{[^{}]*\}$/.test(line)) return true;
  return end >= 0 && firstWord(text, start).length < line.length && /^\s*\{/.test(text.slice(end, Math.min(text.length, end + 256)));
}

/** The end of the last thing that stands in a stanza. */
function lastEnd(open: Open): number {
  return open.items.at(-1)?.span.end ?? open.open?.end ?? open.header.end;
}
