import { optionNamed } from '../facts/option-named.ts';
import type { Dialect, InterfacesTree, Stanza } from '../tree.ts';
import { emptyValues } from '../verdict/empty-value.ts';
import { ifaceLines } from '../verdict/iface-line.ts';
import { inheritance } from '../verdict/inherits.ts';
import { missingOptions } from '../verdict/required.ts';
import { misplaced } from '../verdict/misplaced.ts';

/** Which daemon a text was written for, and what told it. */
export type Detected = Pick<InterfacesTree, 'detected' | 'because' | 'told'>;

const others = ['ifupdown2', 'ifupdown-ng', 'busybox'] as const;

/**
 * The daemon that a file was written for, as far as its text tells. Marks that only one of them understands count for it, as does its
 * name in the comment at the head; a bare `iface NAME` speaks for ifupdown2 and ifupdown-ng. Of those that something speaks for,
 * Debian's ifupdown always among them, it is the first that accepts the file, so that a slip in a file for Debian stays a slip.
 */
export function detectDialect(stanzas: readonly Stanza[], head = ''): Detected {
  const marks = countMarks(stanzas);
  for (const [dialect, name] of names) if (name.test(head)) marks.add(dialect, 2, name.exec(head)?.[0] ?? dialect);
  const count = (dialect: Dialect): number => marks.counts.get(dialect) ?? 0;
  const candidates = others.filter((dialect) => count(dialect) > 0).sort((a, b) => count(b) - count(a));
  if (candidates.length === 0) return { detected: 'ifupdown', because: 'Nothing in it speaks for another one', told: false };
  const strong = candidates.some((dialect) => count(dialect) >= 2);
  const order: readonly Dialect[] = strong ? [...candidates, 'ifupdown'] : ['ifupdown', ...candidates];
  let best: Dialect = 'ifupdown';
  let fewest = Number.POSITIVE_INFINITY;
  for (const dialect of order) {
    const rejected = rejections(stanzas, dialect);
    if (rejected < fewest) {
      best = dialect;
      fewest = rejected;
    }
    if (rejected === 0) break;
  }
  const mark = marks.loudest.get(best)?.word;
  return best === 'ifupdown' || mark === undefined
    ? { detected: best, because: 'It takes the whole file', told: false }
    : { detected: best, because: `\`${mark}\` in the file speaks for it`, told: true };
}

/** Words of a head comment that name a daemon, or the system that has it. */
const names: readonly (readonly [Dialect, RegExp])[] = [
  ['ifupdown2', /\bifupdown2\b|\bCumulus\b|\bifreload\b/i],
  ['ifupdown-ng', /\bifupdown-ng\b|\bAlpine\b/i],
  ['busybox', /\bbusybox\b|\bbuildroot\b/i],
];

function rejections(stanzas: readonly Stanza[], dialect: Dialect): number {
  return [misplaced, emptyValues, ifaceLines, inheritance, missingOptions].reduce(
    (sum, judge) => sum + judge(stanzas, dialect, true).filter(({ severity = 'error' }) => severity === 'error').length,
    0,
  );
}

/** What speaks for each daemon, and the first of the words that speak the loudest. */
interface Marks {
  readonly counts: ReadonlyMap<Dialect, number>;
  readonly loudest: ReadonlyMap<Dialect, { readonly word: string; readonly weight: number }>;
  add(dialect: Dialect, weight: number, word: string): void;
}

function noMarks(): Marks {
  const counts = new Map<Dialect, number>();
  const loudest = new Map<Dialect, { readonly word: string; readonly weight: number }>();
  return {
    counts,
    loudest,
    add(dialect, weight, word) {
      counts.set(dialect, (counts.get(dialect) ?? 0) + weight);
      if (weight > (loudest.get(dialect)?.weight ?? 0)) loudest.set(dialect, { word, weight });
    },
  };
}

function countMarks(stanzas: readonly Stanza[]): Marks {
  const marks = noMarks();
  for (const { kind, keyword, args, iface, options } of stanzas) {
    if (kind === 'vlan') marks.add('ifupdown2', 2, keyword.text);
    if (kind === 'template' || kind === 'defaults') marks.add('ifupdown-ng', 3, keyword.text);
    if (keyword.text.startsWith('%')) marks.add('ifupdown2', 3, keyword.text);
    const range = kind === 'auto' ? args.find(({ text }) => text === 'all' || isRange(text)) : undefined;
    if (range !== undefined) marks.add('ifupdown2', 2, `auto ${range.text}`);
    if (iface?.name !== undefined && kind === 'iface') {
      if (isRange(iface.name.text) || iface.name.text.includes('${')) marks.add('ifupdown2', 2, `iface ${iface.name.text}`);
      if (args.length === 1) {
        marks.add('ifupdown2', 1, `iface ${iface.name.text}`);
        marks.add('ifupdown-ng', 1, `iface ${iface.name.text}`);
      }
      // Cumulus Linux gives `lo` its router's address so; Debian's ifupdown reads none there.
      if (iface.method?.text === 'loopback' && options.some(({ key }) => key === 'address')) marks.add('ifupdown2', 2, 'lo inet loopback');
      if (iface.method?.text === 'dhcp6') marks.add('ifupdown2', 2, 'dhcp6');
      if (iface.extra.some(({ text }) => text === 'no-defaults')) marks.add('ifupdown-ng', 2, 'no-defaults');
      if (iface.inherits !== undefined && iface.family === undefined) marks.add('ifupdown-ng', 1, 'inherits');
    }
    // What stands in a mapping is the mapping's own.
    for (const { name } of kind === 'mapping' ? [] : options) {
      if (name.text.startsWith('%') || name.text.startsWith('<%')) marks.add('ifupdown2', 3, name.text);
      const record = optionNamed(name.text);
      if (record?.name !== name.text) continue;
      const only = record.dialects.length === 1 ? record.dialects[0] : undefined;
      if (only !== undefined && only !== 'ifupdown') marks.add(only, 2, name.text);
      else if (!record.dialects.includes('ifupdown')) for (const dialect of record.dialects) marks.add(dialect, 1, name.text);
    }
  }
  return marks;
}

/** `swp[1-4]`: a range of names, as ifupdown2's parse_iface_range reads it. */
function isRange(name: string): boolean {
  return /\[\d+-\d+\]/.test(name);
}
