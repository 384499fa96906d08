import { directives } from './facts/directives.ts';
import { directiveNamed } from './keywords.ts';
import type { Directive, InForce, Item, Slots, Stanza } from './tree.ts';

const frequencies = new Set(['minutes', 'hourly', 'daily', 'weekly', 'monthly', 'yearly']);
/** Directives of which each one counts. */
const additive = new Set(['include', 'tabooext', 'taboopat', 'errors']);

/** Whether a directive says how often: one criterium is in force, of these and `size` (config.c, set_criterium). */
export function isFrequency(name: string): boolean {
  return frequencies.has(name);
}

/**
 * The setting that a directive sets, so that a later one of the same slot takes its place: `compress` for `compress` and
 * `nocompress`, `criterium` for `size` and all frequencies. Undefined for unknown directives and for those of which each one counts.
 */
export function slotOf(name: string): string | undefined {
  return slots.get(name);
}

const slots: ReadonlyMap<string, string> = new Map(
  directives.flatMap(({ name }) => {
    const slot = slotNamed(name);
    return slot === undefined ? [] : [[name, slot] as const];
  }),
);

function slotNamed(name: string): string | undefined {
  if (frequencies.has(name) || name === 'size') return 'criterium';
  const record = directiveNamed(name);
  if (record === undefined || additive.has(name)) return undefined;
  const { opposite } = record;
  if (opposite === undefined) return name;
  if (name.startsWith('no') && name !== 'notifempty' && name.slice(2) === opposite) return opposite;
  if (name === 'notifempty') return 'ifempty';
  return name === 'maillast' ? 'mailfirst' : name;
}

/** The scopes in which one directive can take another's place: top-level runs with no stanza or include between, and the stanzas that say something twice. */
export function crowdedScopes(items: readonly Item[], inForce: readonly InForce[]): readonly (readonly Directive[])[] {
  const found: Directive[][] = [];
  let run: Directive[] = [];
  for (const item of items) {
    if (item.kind === 'directive' && item.name.text !== 'include') run.push(item);
    else if (item.kind !== 'comment' && item.kind !== 'junk') {
      if (run.length > 1) found.push(run);
      run = [];
    }
  }
  if (run.length > 1) found.push(run);
  for (const { stanza, own, crowded } of inForce) {
    if (crowded || (own.has('copytruncate') && own.has('renamecopy')))
      found.push(stanza.items.filter((item): item is Directive => item.kind === 'directive'));
  }
  return found;
}

/** What is in force in each stanza, in order; config.c's newLogInfo copies what is set at top level when the stanza begins. */
export function readInForce(items: readonly Item[]): readonly InForce[] {
  const found: InForce[] = [];
  let global: ReadonlyMap<string, Directive> = new Map();
  for (const item of items) {
    if (item.kind === 'directive') {
      const slot = slotOf(item.name.text);
      // A new map each time, of some seventy settings at most: those who keep a view keep what it saw.
      if (slot !== undefined) global = new Map(global).set(slot, item);
    } else if (item.kind === 'stanza') {
      const own = item.items.length > FEW ? new Map<string, Directive>() : new FewSlots();
      let said = 0;
      for (const inner of item.items) {
        const slot = inner.kind === 'directive' ? slotOf(inner.name.text) : undefined;
        if (slot === undefined) continue;
        own.set(slot, inner as Directive);
        said++;
      }
      found.push(new View(item, own, global, said > own.size));
    }
  }
  return found;
}

/** Up to so many a list is looked through faster than a map, and thousands of stanzas need less memory. */
const FEW = 24;

/** The few settings of a stanza. */
class FewSlots implements Slots {
  readonly #slots: string[] = [];
  readonly #directives: Directive[] = [];

  get size(): number {
    return this.#slots.length;
  }

  get(slot: string): Directive | undefined {
    const at = this.#slots.indexOf(slot);
    return at < 0 ? undefined : this.#directives[at];
  }

  has(slot: string): boolean {
    return this.#slots.includes(slot);
  }

  set(slot: string, directive: Directive): void {
    const at = this.#slots.indexOf(slot);
    if (at < 0) {
      this.#slots.push(slot);
      this.#directives.push(directive);
    } else this.#directives[at] = directive;
  }
}

class View implements InForce {
  readonly stanza: Stanza;
  readonly own: Slots;
  readonly inherited: ReadonlyMap<string, Directive>;
  readonly crowded: boolean;

  constructor(stanza: Stanza, own: Slots, inherited: ReadonlyMap<string, Directive>, crowded: boolean) {
    this.stanza = stanza;
    this.own = own;
    this.inherited = inherited;
    this.crowded = crowded;
  }

  get(slot: string): Directive | undefined {
    return this.own.get(slot) ?? this.inherited.get(slot);
  }

  flag(slot: string): boolean | undefined {
    const directive = this.get(slot);
    return directive === undefined ? undefined : directive.name.text === slot;
  }
}
