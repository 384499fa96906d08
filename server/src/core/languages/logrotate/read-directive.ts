import type { Span } from '../../text/span.ts';
import { isBlank, isSpace } from '../values/c-chars.ts';
import type { DirectiveRecord } from './facts/record.ts';
import { readingOf } from './facts/reading.ts';
import { trimmedEnd } from './header.ts';
import { readScript } from './script.ts';
import type { Directive, Word } from './tree.ts';

/** A directive that was read, and where reading goes on. */
export interface ReadDirective {
  readonly directive: Directive;
  readonly next: number;
}

type Made = { -readonly [Key in keyof Directive]: Directive[Key] };

/**
 * Reads what belongs to the keyword `name`, which is properly separated from what follows: nothing, the rest of the line, or a script
 * that ends at one of `ends`. After a flag and after `endscript` the daemon steps over one character, whatever it is, and goes on on
 * the same line.
 */
export function readDirective(text: string, name: Word, record: DirectiveRecord | undefined, ends: readonly number[]): ReadDirective {
  const { start, end } = name.span;
  const made: Made = { kind: 'directive', span: name.span, name, record };
  if (end >= text.length) made.atEnd = true;
  const finish = (next: number): ReadDirective => {
    const last = made.value?.span.end ?? made.equals?.end;
    if (last !== undefined) made.span = { start, end: last };
    return { directive: made, next };
  };
  if (record?.argument === 'script') {
    const { script, next } = readScript(text, end, ends);
    const last = script.end?.end ?? script.misspelled?.end ?? trimmedEnd(text, end, script.body.end);
    made.script = script;
    made.span = { start, end: Math.max(end, last) };
    const at = Math.max(next, end);
    return { directive: made, next: script.end !== undefined && text[at] !== '\n' ? at + 1 : at };
  }
  const reading = record === undefined ? 'line' : readingOf(record.argument);
  if (reading === 'flag') {
    if (text[end] === '=') made.equals = { start: end, end: end + 1 };
    if (record?.argument === 'monthday') setValue(made, text, dayOfMonth(text, end), isSpace);
    if (made.value !== undefined) return finish(made.value.span.end);
    return finish(end >= text.length || text[end] === '\n' ? end : end + 1);
  }
  const newline = text.indexOf('\n', end);
  const line = newline < 0 ? text.length : newline;
  let from = end;
  if (reading === 'value') {
    while (isBlank(text[from])) from++;
    if (text[from] === '=') {
      made.equals = { start: from, end: from + 1 };
      from++;
    }
  }
  setValue(made, text, { start: from, end: line }, reading === 'value' ? isBlank : isSpace);
  if (record !== undefined && line === text.length && end < text.length && (made.value?.span.end ?? end) < line) made.blanksAtEnd = true;
  return finish(line);
}

/** Sets the value to what stands in `within`, without the white space around it; nothing where there is nothing else. */
function setValue(made: Made, text: string, within: Span | undefined, skipped: (c: string | undefined) => boolean): void {
  if (within === undefined) return;
  let start = within.start;
  while (start < within.end && skipped(text[start])) start++;
  const end = trimmedEnd(text, start, within.end);
  if (end > start) made.value = { text: text.slice(start, end), span: { start, end } };
}

/** A number alone behind `monthly`, which releases so far take for rubbish. */
function dayOfMonth(text: string, end: number): Span | undefined {
  const day = /^[ \t]+[+-]?\d+[ \t\r]*(?=\n|$)/.exec(text.slice(end, end + 64))?.[0];
  return day === undefined ? undefined : { start: end, end: end + day.length };
}
