import { isBlank, isSpace } from '../values/c-chars.ts';
import type { DirectiveRecord } from './facts/record.ts';
import { readingOf } from './facts/reading.ts';
import { trimmedEnd } from './header.ts';
import { readScript } from './script.ts';
import type { Directive } from './tree.ts';
import type { Wordings, Written } from './wording.ts';
import { WrittenDirective } from './written-directive.ts';

/** A directive that was read, and where reading goes on. */
export interface ReadDirective {
  readonly directive: Directive;
  readonly next: number;
}

type Made = { -readonly [Key in keyof Written]: Written[Key] };

/**
 * Reads what belongs to the keyword from `start` to `end`, which is properly separated from what follows: nothing, the rest of the line, or a
 * script that ends at one of `ends`. After a flag and after `endscript` the daemon steps over one character, whatever it is, and goes on on
 * the same line.
 */
export function readDirective(
  text: string,
  start: number,
  end: number,
  record: DirectiveRecord | undefined,
  ends: readonly number[],
  wordings: Wordings,
): ReadDirective {
  if (record?.argument === 'script') {
    const { script, next } = readScript(text, end, ends);
    const last = script.end?.end ?? script.misspelled?.end ?? trimmedEnd(text, end, script.body.end);
    const at = Math.max(next, end);
    return {
      directive: new WrittenDirective(start, wordings.bare(record, end >= text.length), script, Math.max(end, last)),
      next: script.end !== undefined && text[at] !== '\n' ? at + 1 : at,
    };
  }
  const name = record?.name ?? text.slice(start, end);
  const made: Made = { name, record, equals: -1, value: undefined, valueAt: 0, atEnd: end >= text.length, blanksAtEnd: false };
  const finish = (next: number): ReadDirective => ({ directive: new WrittenDirective(start, wordings.of(made)), next });
  /** Sets the value to what stands from `from` to `to`, without the white space around it; nothing where there is nothing else. */
  const setValue = (from: number, to: number, skipped: (c: string | undefined) => boolean): void => {
    let first = from;
    while (first < to && skipped(text[first])) first++;
    const last = trimmedEnd(text, first, to);
    if (last <= first) return;
    made.value = text.slice(first, last);
    made.valueAt = first - start;
  };
  const reading = record === undefined ? 'line' : readingOf(record.argument);
  if (reading === 'flag') {
    if (text[end] === '=') made.equals = end - start;
    if (record?.argument === 'monthday') setValue(end, dayOfMonthEnd(text, end), isSpace);
    if (made.value !== undefined) return finish(start + made.valueAt + made.value.length);
    return finish(end >= text.length || text[end] === '\n' ? end : end + 1);
  }
  const newline = text.indexOf('\n', end);
  const line = newline < 0 ? text.length : newline;
  let from = end;
  if (reading === 'value') {
    while (isBlank(text[from])) from++;
    if (text[from] === '=') {
      made.equals = from - start;
      from++;
    }
  }
  setValue(from, line, reading === 'value' ? isBlank : isSpace);
  const last = made.value === undefined ? end : start + made.valueAt + made.value.length;
  made.blanksAtEnd = record !== undefined && line === text.length && end < text.length && last < line;
  return finish(line);
}

/** The end of a number alone behind `monthly`, which releases so far take for rubbish; `end` itself without one. */
function dayOfMonthEnd(text: string, end: number): number {
  const day = /^[ \t]+[+-]?\d+[ \t\r]*(?=\n|$)/.exec(text.slice(end, end + 64))?.[0];
  return end + (day?.length ?? 0);
}
