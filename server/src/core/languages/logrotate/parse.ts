import type { Finding } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import type { Parsed } from '../../unit.ts';
import { isAlpha, isBlank, isSpace } from '../values/c-chars.ts';
import { factsOf } from './facts-of.ts';
import { firstWord, readHeader, trimmedEnd } from './header.ts';
import { directiveNamed } from './keywords.ts';
import { readDirective } from './read-directive.ts';
import { endscripts } from './script.ts';
import type { Item, Junk, LogrotateTree, Stanza, Word } from './tree.ts';
import { treeOf } from './tree-of.ts';
import { wantsOf } from './wants.ts';

/** A stanza while it is read. */
interface Open {
  readonly start: number;
  readonly header: Span;
  readonly logs: Stanza['logs'];
  readonly open?: Span;
  readonly relative?: true;
  readonly dangling?: true;
  readonly danglingBlank?: true;
  readonly items: Item[];
}

/**
 * Reads a logrotate configuration as config.c's readConfigFile does, character for character, but goes on where the daemon leaves out
 * a stanza or the rest of the file. Takes any text; every offset of the result lies in it.
 */
export function parse(text: string): Parsed<LogrotateTree> {
  const items: Item[] = [];
  const stanzas: Stanza[] = [];
  const ends = endscripts(text);
  let open: Open | undefined;
  let at = 0;
  /** Up to here no stanza begins, a look ahead has shown. */
  let noHeaderBefore = 0;

  const add = (item: Item): void => {
    (open?.items ?? items).push(item);
  };
  const lineEnd = (from: number): number => {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
  };
  const junk = (reason: Junk['reason'], start: number, word?: Word): void => {
    const end = Math.max(trimmedEnd(text, start, lineEnd(start)), start + 1);
    add({ kind: 'junk', span: { start, end }, reason, ...(word === undefined ? {} : { word }) });
    at = Math.max(lineEnd(start), start + 1);
  };
  const close = (end: number, how: Pick<Stanza, 'close' | 'closeBelongs' | 'unclosed'>): void => {
    if (open === undefined) return;
    const { start, ...read } = open;
    const whole: Stanza = { kind: 'stanza', span: { start, end }, ...read, ...how };
    open = undefined;
    items.push(whole);
    stanzas.push(whole);
  };
  const closeUnclosed = (unclosed: 'end' | 'stanza'): void => {
    if (open === undefined) return;
    const end = lastEnd(open);
    const line = lineEnd(end);
    close(end, { unclosed, closeBelongs: { start: Math.min(line + 1, text.length), end: Math.min(line + 1, text.length) } });
  };
  const header = (start: number, relative: boolean): void => {
    const read = readHeader(text, start);
    for (const comment of read.comments) items.push(comment);
    open = {
      start,
      header: read.span,
      logs: read.logs,
      items: [],
      ...(read.brace === undefined ? {} : { open: { start: read.brace, end: read.brace + 1 } }),
      ...(relative ? { relative: true as const } : {}),
      ...(read.dangling ? { dangling: true as const } : {}),
      ...(read.blank ? { danglingBlank: true as const } : {}),
    };
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
    const name: Word = { text: text.slice(start, end), span: { start, end } };
    const behind = text[end];
    if (behind !== undefined && !isSpace(behind) && behind !== '=') {
      if (open === undefined && lineOpensBrace(text, start)) header(start, true);
      else junk('glued', start, name);
      return;
    }
    const record = directiveNamed(name.text);
    if (record === undefined && open === undefined && lineOpensBrace(text, start)) {
      header(start, true);
      return;
    }
    const { directive, next } = readDirective(text, name, record, ends);
    add(directive);
    at = next;
  };

  while (at < text.length) {
    const c = text[at] as string;
    if (isBlank(c) || c === '\n') at++;
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
      if (open === undefined) {
        add({ kind: 'junk', span: { start: at, end: at + 1 }, reason: 'stray-brace' });
      } else close(at + 1, { close: { start: at, end: at + 1 } });
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

  const tree = treeOf(items, stanzas);
  const problems: readonly Finding[] = [];
  return { text, tree, problems, facts: factsOf(tree), wants: wantsOf(tree) };
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
