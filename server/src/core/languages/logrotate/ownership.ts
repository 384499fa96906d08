import type { Word } from './tree.ts';
import { atLeast } from './version.ts';

/** What stands behind `create`, `createolddir` or `su`, as one release reads it. */
export interface Ownership {
  readonly mode?: Word;
  readonly user?: Word;
  readonly group?: Word;
  /** The words that are too many. */
  readonly extra?: Word;
}

/** The words of a value, each with its place; from 3.22 on quotes group and are taken off (config.c, readModeUidGid). */
function words(value: Word, quotes: boolean): Word[] {
  const found: Word[] = [];
  const pattern = quotes ? /(["'])(.*?)\1|\S+/g : /\S+/g;
  for (const match of value.text.matchAll(pattern)) {
    const start = value.span.start + match.index;
    found.push({ text: match[2] ?? match[0], span: { start, end: start + match[0].length } });
  }
  return found;
}

/**
 * Reads `[mode] [user] [group]` as config.c's readModeUidGid does. To 3.21 it is `sscanf("%ho %s %s")`: the octal digits that the
 * value begins with are the mode, whatever follows is user and group. From 3.22 the number of words decides: three are mode, user and
 * group; two are user and group; one is the mode (of `su`: the user).
 */
export function readOwnership(value: Word, version: string, su: boolean): Ownership {
  const modern = atLeast(version, '3.22');
  const all = words(value, modern);
  const [first, second, third] = all;
  const most = su ? 2 : 3;
  if (modern) {
    const extra = all[most];
    const named: Ownership =
      all.length >= 3 && !su
        ? { mode: first as Word, user: second as Word, group: third as Word }
        : all.length >= 2
          ? { user: first as Word, group: second as Word }
          : su
            ? { user: first as Word }
            : { mode: first as Word };
    return extra === undefined ? named : { ...named, extra };
  }
  const octal = su ? undefined : /^[+-]?[0-7]+/.exec(value.text)?.[0];
  if (octal === undefined || first === undefined) return part(all, first, second, third);
  const mode: Word = { text: octal, span: { start: value.span.start, end: value.span.start + octal.length } };
  const glued = octal.length < first.text.length;
  const left = glued
    ? [{ text: first.text.slice(octal.length), span: { start: mode.span.end, end: first.span.end } }, ...all.slice(1)]
    : all.slice(1);
  return { mode, ...part(left, left[0], left[1], left[2]) };
}

function part(all: readonly Word[], user: Word | undefined, group: Word | undefined, extra: Word | undefined): Ownership {
  return {
    ...(all.length > 0 && user !== undefined ? { user } : {}),
    ...(group !== undefined ? { group } : {}),
    ...(extra !== undefined ? { extra } : {}),
  };
}

/** Whether a word can name a user or group: what no account can have in its name is refused, unknown ones are not. */
export function canBeAccount(name: string): boolean {
  return name.length > 0 && name.length < 200 && !/[:,;=/#{}()"'\s]/.test(name);
}
