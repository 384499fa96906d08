import type { Dialect } from '../dialect-name.ts';
import type { ValueKind } from './value.ts';

/** One option of a stanza: validation, completion and hover derive from it. */
export interface OptionRecord {
  /** As the daemon or the hook that reads it spells it. */
  readonly name: string;
  /** Who reads it: `ifupdown` itself, or the package or addon of that name. */
  readonly from: string;
  /** Where that is written down. */
  readonly see: string;
  readonly dialects: readonly Dialect[];
  readonly value: ValueKind;
  /** What it does, in one or two sentences. */
  readonly doc: string;
  /** Debian's families and methods that read it, as `inet static`; absent: a hook or addon does, in any stanza. */
  readonly methods?: readonly string[];
  /** It may stand several times in a stanza, and each counts. */
  readonly many?: boolean;
  readonly default?: string;
  /** What to write instead. */
  readonly deprecated?: string;
}

type Extra = Pick<OptionRecord, 'methods' | 'many' | 'default' | 'deprecated'>;
type Row = readonly [name: string, dialects: string, value: ValueKind, doc: string, extra?: Extra];

const letters: Readonly<Record<string, Dialect>> = { D: 'ifupdown', '2': 'ifupdown2', N: 'ifupdown-ng', B: 'busybox' };

/** Records from rows: `dialects` is a letter each (D ifupdown, 2 ifupdown2, N ifupdown-ng, B busybox). */
export function optionRecords(from: string, see: string, rows: readonly Row[]): readonly OptionRecord[] {
  return rows.map(([name, dialects, value, doc, extra]) => ({
    name,
    from,
    see,
    dialects: [...dialects].flatMap((letter) => letters[letter] ?? []),
    value,
    doc,
    ...extra,
  }));
}
