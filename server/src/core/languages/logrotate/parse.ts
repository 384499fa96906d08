import type { Finding } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import type { Parsed } from '../../unit.ts';
import { isAlpha, isBlank, isSpace } from './chars.ts';
import { readingOf } from './facts/reading.ts';
import { factsOf } from './facts-of.ts';
import { firstWord, readHeader, trimmedEnd } from './header.ts';
import { directiveNamed } from './keywords.ts';
import { endscripts, readScript } from './script.ts';
import type { Directive, Item, Junk, LogrotateTree, Stanza, Word } from './tree.ts';
import { wantsOf } from './wants.ts';

/** A stanza while it is read. */
interface Open {
  readonly start: number;
  readonly header: Span;
  readonly logs: Stanza['logs'];
  readonly open?: Span;
  readonly relative?: true;
  readonly dangling?: true;
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
    const atEnd = behind === undefined ? { atEnd: true as const } : {};
    if (record === undefined) {
      if (open === undefined && lineOpensBrace(text, start)) {
        header(start, true);
        return;
      }
      const value = rest(end, lineEnd(start));
      add({ kind: 'directive', name, span: { start, end: value?.span.end ?? end }, ...(value === undefined ? {} : { value }), ...atEnd });
      at = lineEnd(end);
      return;
    }
    if (record.argument === 'script') {
      const { script, next } = readScript(text, end, ends);
      const last = script.end?.end ?? script.misspelled?.end ?? trimmedEnd(text, end, script.body.end);
      add({ kind: 'directive', name, span: { start, end: Math.max(end, last) }, script, ...atEnd });
      at = Math.max(next, end);
      // The daemon's loop steps over the character behind the keyword, whatever it is.
      if (script.end !== undefined && text[at] !== '\n') at++;
      return;
    }
    let equals: Span | undefined;
    let from = end;
    const reading = readingOf(record.argument);
    if (reading === 'flag') {
      if (behind === '=') equals = { start: end, end: end + 1 };
      const day = record.argument === 'monthday' ? /^[ \t]+[+-]?\d+[ \t\r]*(?=\n|$)/.exec(text.slice(end, end + 64))?.[0] : undefined;
      const value = day === undefined ? undefined : rest(end, end + day.length);
      const span = { start, end: value?.span.end ?? equals?.end ?? end };
      add({
        kind: 'directive',
        name,
        span,
        ...(equals === undefined ? {} : { equals }),
        ...(value === undefined ? {} : { value }),
        ...atEnd,
      });
      at = value?.span.end ?? (behind === undefined || behind === '\n' ? end : end + 1);
      return;
    }
    if (reading === 'value') {
      while (isBlank(text[from])) from++;
      if (text[from] === '=') {
        equals = { start: from, end: from + 1 };
        from++;
      }
    }
    const line = lineEnd(end);
    const value = reading === 'value' ? rest(from, line, isBlank) : rest(from, line);
    const blanksAtEnd =
      line === text.length && behind !== undefined && (value?.span.end ?? end) < line ? { blanksAtEnd: true as const } : {};
    add({
      kind: 'directive',
      name,
      span: { start, end: value?.span.end ?? equals?.end ?? end },
      ...(equals === undefined ? {} : { equals }),
      ...(value === undefined ? {} : { value }),
      ...atEnd,
      ...blanksAtEnd,
    });
    at = line;
  };
  const rest = (from: number, to: number, skipped: (c: string | undefined) => boolean = isSpace): Word | undefined => {
    let start = from;
    while (start < to && skipped(text[start])) start++;
    const end = trimmedEnd(text, start, to);
    return end > start ? { text: text.slice(start, end), span: { start, end } } : undefined;
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
        if (lineOpensBrace(text, behind) && /["'~/]/.test(text[behind] as string)) at = behind;
      } else at = behind;
    } else if (open === undefined && (c === '*' || c === '.') && lineOpensBrace(text, at)) header(at, true);
    else junk('no-keyword', at);
  }
  closeUnclosed('end');

  const tree: LogrotateTree = { items, stanzas };
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

/** Every directive of a list of items, at top level only. */
export function directivesIn(items: readonly Item[]): readonly Directive[] {
  return items.filter((item): item is Directive => item.kind === 'directive');
}
