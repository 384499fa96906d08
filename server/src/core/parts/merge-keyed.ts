import { linesWithEnds, type MergedLine, merged } from './lines.ts';
import type { Merged } from './merge-part.ts';

/** Lines of a file that mean one thing together. */
export interface Unit {
  /** Units of one key stand for each other; undefined for what is in nobody's way (blanks, comments). */
  readonly key: string | undefined;
  /** First line and the one behind the last, from 0. */
  readonly start: number;
  readonly end: number;
  /** Names that a unit of this key only gains: those of the part that the file's units of the key lack are added as a unit of their own. */
  readonly names?: readonly string[];
}

/** How the units of a language are told. */
export interface Units {
  /** The units of a file in order, all of its lines among them. */
  readonly of: (lines: readonly string[]) => readonly Unit[];
  /** The line that a unit of gained names is written as. */
  readonly gained?: (key: string, names: readonly string[]) => string;
  /** The line before which new units go; the end where undefined comes back. */
  readonly newBefore?: (units: readonly Unit[]) => number | undefined;
  /** Whether a line goes on in the next one: what is put behind it stands behind an empty line. */
  readonly goesOn?: (line: string) => boolean;
  /** Why a part cannot be put in by units, in a sentence. */
  readonly refuse?: (lines: readonly string[], units: readonly Unit[]) => string | undefined;
}

/** `file` with the keyed units of `part` in the places of their like; see `mergePart`. */
export function mergeKeyed(file: string, part: string, units: Units): Merged | string {
  const lines = linesWithEnds(file);
  const own = linesWithEnds(part);
  const there = units.of(lines);
  const news = units.of(own);
  const trouble = units.refuse?.(own, news);
  if (trouble !== undefined) return trouble;
  // The lines of all units of a key together: of sshd's lists there are several.
  const wanted = new Map<string, MergedLine[]>();
  const gains = new Map<string, { readonly names: string[]; readonly line: number }>();
  for (const unit of news) {
    if (unit.key === undefined) continue;
    if (unit.names !== undefined) {
      const known = new Set(there.filter(({ key }) => key === unit.key).flatMap(({ names = [] }) => names));
      const gained = gains.get(unit.key) ?? { names: [], line: unit.start };
      gained.names.push(...unit.names.filter((name) => !known.has(name) && !gained.names.includes(name)));
      gains.set(unit.key, gained);
      continue;
    }
    const before = wanted.get(unit.key) ?? [];
    wanted.set(unit.key, [...before, ...own.slice(unit.start, unit.end).map((text, index) => ({ text, line: unit.start + index }))]);
  }
  /** Lines that what follows them cannot become a part of. */
  const closed = (some: readonly MergedLine[]): readonly MergedLine[] => {
    const last = some.at(-1);
    return last !== undefined && units.goesOn?.(last.text.replace(/\r?\n$/, '')) === true ? [...some, { text: '\n' }] : some;
  };
  const placed = new Set<string>();
  const out: { readonly at: number; readonly lines: readonly MergedLine[] }[] = [];
  for (const unit of there) {
    const mine = unit.key === undefined ? undefined : wanted.get(unit.key);
    if (mine === undefined) out.push({ at: unit.start, lines: lines.slice(unit.start, unit.end).map((text) => ({ text })) });
    else if (!placed.has(unit.key as string)) {
      placed.add(unit.key as string);
      out.push({ at: unit.start, lines: closed(mine) });
    }
  }
  const added: MergedLine[] = [];
  const done = new Set<string>();
  for (const { key } of news) {
    if (key === undefined || done.has(key)) continue;
    done.add(key);
    const gained = gains.get(key);
    if (gained !== undefined && gained.names.length > 0 && units.gained !== undefined)
      added.push({ text: units.gained(key, gained.names), line: gained.line });
    else if (gained === undefined && !placed.has(key)) added.push(...closed(wanted.get(key) ?? []));
  }
  const ended = added.map(({ text, ...rest }) => ({ text: text.endsWith('\n') ? text : `${text}\n`, ...rest }));
  const before = units.newBefore?.(there);
  const cut = before === undefined ? out.length : out.findIndex(({ at }) => at >= before);
  const [head, tail] = cut < 0 ? [out, []] : [out.slice(0, cut), out.slice(cut)];
  const first = head.flatMap((each) => each.lines);
  return merged([...(ended.length > 0 ? closed(first) : first), ...ended, ...tail.flatMap((each) => each.lines)]);
}
