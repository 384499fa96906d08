import type { DirectiveRecord } from './facts/record.ts';
import { slotOf } from './setting-slots.ts';
import type { Directive, Placed, Stanza } from './tree.ts';

/** A directive as it is written, wherever it stands: a file says the same few again and again. Places count from its keyword's first letter. */
export interface Wording {
  /** The keyword. */
  readonly name: string;
  readonly record: DirectiveRecord | undefined;
  /** The setting that it sets. */
  readonly slot: string | undefined;
  /** Where the `=` stands; -1 without one. */
  readonly equals: number;
  readonly value: string | undefined;
  readonly valueAt: number;
  readonly atEnd: boolean;
  readonly blanksAtEnd: boolean;
  /** Tells wordings of one text apart; ends in a comma and holds no other. */
  readonly mark: string;
}

/** A line that holds one directive and nothing else, or nothing but a closing brace where there is no `wording`. */
export interface KnownLine {
  /** How many blanks stand before it. */
  readonly indent: number;
  readonly wording: Wording | undefined;
}

/** What is read of a wording before it gets its mark. */
export type Written = Omit<Wording, 'slot' | 'mark'>;

/** The wordings of one text, each kept once, and the lines that are known to hold one. */
export class Wordings {
  readonly lines = new Map<string, KnownLine>();
  readonly #wordings = new Map<string, Wording>();
  readonly #firsts = new Map<Wording, Placed<Directive>>();
  readonly #names = new Set<string>();
  readonly #bare = new Map<DirectiveRecord, Wording>();

  /** The one wording that says what `written` says. */
  of(written: Written): Wording {
    const { name, equals, value, valueAt, atEnd, blanksAtEnd } = written;
    const key = `${name} ${equals} ${valueAt} ${atEnd ? 1 : 0}${blanksAtEnd ? 1 : 0} ${value === undefined ? '' : `=${value}`}`;
    const known = this.#wordings.get(key);
    if (known !== undefined) return known;
    const made = { ...written, slot: slotOf(name), mark: `${this.#wordings.size},` };
    this.#wordings.set(key, made);
    this.#names.add(name);
    return made;
  }

  /** The wording of a directive that is its keyword alone: that of every script. */
  bare(record: DirectiveRecord, atEnd: boolean): Wording {
    const known = atEnd ? undefined : this.#bare.get(record);
    if (known !== undefined) return known;
    const made = this.of({ name: record.name, record, equals: -1, value: undefined, valueAt: 0, atEnd, blanksAtEnd: false });
    if (!atEnd) this.#bare.set(record, made);
    return made;
  }

  /** Notes where a directive stands, if it is the first of its wording. */
  note(item: Directive, stanza: Stanza | undefined): void {
    if (!this.#firsts.has(item.wording)) this.#firsts.set(item.wording, { item, stanza });
  }

  /** The first directive of each wording, in order. */
  get firsts(): Iterable<Placed<Directive>> {
    return this.#firsts.values();
  }

  /** Whether a directive of that keyword is among them. */
  has(name: string): boolean {
    return this.#names.has(name);
  }
}
