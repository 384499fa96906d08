import { optionNamed } from '../facts/option-named.ts';
import type { Dialect, Stanza } from '../tree.ts';
import { emptyValues } from '../verdict/empty-value.ts';
import { ifaceLines } from '../verdict/iface-line.ts';
import { inheritance } from '../verdict/inherits.ts';
import { missingOptions } from '../verdict/required.ts';
import { misplaced } from '../verdict/misplaced.ts';

/**
 * The daemon that a file was written for, as far as its text tells. Marks that only one of them understands count for it; a bare
 * `iface NAME` speaks for ifupdown2 and ifupdown-ng. Of those that something speaks for, Debian's ifupdown always among them, it is
 * the first that accepts the file, so that a slip in a file for Debian stays a slip.
 */
export function detectDialect(stanzas: readonly Stanza[]): Dialect {
  const marks = countMarks(stanzas);
  const strong = Math.max(marks.ifupdown2, marks['ifupdown-ng'], marks.busybox) >= 2;
  const others = (['ifupdown2', 'ifupdown-ng', 'busybox'] as const)
    .filter((dialect) => marks[dialect] > 0)
    .sort((a, b) => marks[b] - marks[a]);
  if (others.length === 0) return 'ifupdown';
  const order: readonly Dialect[] = strong ? [...others, 'ifupdown'] : ['ifupdown', ...others];
  let best: Dialect = 'ifupdown';
  let fewest = Number.POSITIVE_INFINITY;
  for (const dialect of order) {
    const count = rejections(stanzas, dialect);
    if (count === 0) return dialect;
    if (count < fewest) {
      best = dialect;
      fewest = count;
    }
  }
  return best;
}

function rejections(stanzas: readonly Stanza[], dialect: Dialect): number {
  return [misplaced, emptyValues, ifaceLines, inheritance, missingOptions].reduce(
    (sum, judge) => sum + judge(stanzas, dialect, true).filter(({ severity = 'error' }) => severity === 'error').length,
    0,
  );
}

function countMarks(stanzas: readonly Stanza[]): Record<Dialect, number> {
  const marks: Record<Dialect, number> = { ifupdown: 0, ifupdown2: 0, 'ifupdown-ng': 0, busybox: 0 };
  for (const { kind, keyword, args, iface, options } of stanzas) {
    if (kind === 'vlan') marks.ifupdown2 += 2;
    if (kind === 'template' || kind === 'defaults') marks['ifupdown-ng'] += 3;
    if (keyword.text.startsWith('%')) marks.ifupdown2 += 3;
    if (kind === 'auto' && args.some(({ text }) => text === 'all' || isRange(text))) marks.ifupdown2 += 2;
    if (iface?.name !== undefined && kind === 'iface') {
      if (isRange(iface.name.text) || iface.name.text.includes('${')) marks.ifupdown2 += 2;
      if (args.length === 1) {
        marks.ifupdown2 += 1;
        marks['ifupdown-ng'] += 1;
      }
      if (iface.method?.text === 'dhcp6') marks.ifupdown2 += 2;
      if (iface.extra.some(({ text }) => text === 'no-defaults')) marks['ifupdown-ng'] += 2;
      if (iface.inherits !== undefined && iface.family === undefined) marks['ifupdown-ng'] += 1;
    }
    // What stands in a mapping is the mapping's own.
    for (const { name } of kind === 'mapping' ? [] : options) {
      if (name.text.startsWith('%') || name.text.startsWith('<%')) marks.ifupdown2 += 3;
      const record = optionNamed(name.text);
      if (record?.name !== name.text) continue;
      const only = record.dialects.length === 1 ? record.dialects[0] : undefined;
      if (only !== undefined) marks[only] += 2;
      else if (!record.dialects.includes('ifupdown')) for (const dialect of record.dialects) marks[dialect] += 1;
    }
  }
  return marks;
}

/** `swp[1-4]`: a range of names, as ifupdown2's parse_iface_range reads it. */
function isRange(name: string): boolean {
  return /\[\d+-\d+\]/.test(name);
}
