import type { Directive, InForce, Item, Slots, Stanza } from './tree.ts';

/** The scopes in which one directive can take another's place: top-level runs with no stanza or include between, and the stanzas that say something twice. */
export function crowdedScopes(items: readonly Item[], inForce: readonly InForce[]): readonly (readonly Directive[])[] {
  const found: Directive[][] = [];
  let run: Directive[] = [];
  for (const item of items) {
    if (item.kind === 'directive' && item.wording.name !== 'include') run.push(item);
    else if (item.kind !== 'comment' && item.kind !== 'junk') {
      if (run.length > 1) found.push(run);
      run = [];
    }
  }
  if (run.length > 1) found.push(run);
  for (const { stanza, says } of inForce)
    if (says.crowded) found.push(stanza.items.filter((item): item is Directive => item.kind === 'directive'));
  return found;
}

/** What stanzas say that say the same, in the same lines, below the same settings. */
export interface Sayings {
  /** For each setting, the position among the stanza's items of the directive that counts. */
  readonly slots: ReadonlyMap<string, number>;
  readonly inherited: ReadonlyMap<string, Directive>;
  /** Whether one of the directives may take another's place. */
  readonly crowded: boolean;
}

/** What is in force in each stanza, in order; config.c's newLogInfo copies what is set at top level when the stanza begins. */
export function readInForce(items: readonly Item[]): readonly InForce[] {
  const found: InForce[] = [];
  let inherited: ReadonlyMap<string, Directive> = new Map();
  let known = new Map<string, Sayings>();
  for (const item of items) {
    if (item.kind === 'directive') {
      const { slot } = item.wording;
      if (slot === undefined) continue;
      // A new map each time, of some seventy settings at most: those who keep a view keep what it saw.
      inherited = new Map(inherited).set(slot, item);
      known = new Map();
    } else if (item.kind === 'stanza') {
      const key = said(item);
      let says = key === undefined ? undefined : known.get(key);
      if (says === undefined) {
        says = sayingsOf(item, inherited);
        if (key !== undefined) known.set(key, says);
      }
      found.push(new View(item, says));
    }
  }
  return found;
}

/** What a stanza says, item by item; undefined for one that has no brace, or holds what is no directive and no comment. */
function said({ items, open }: Stanza): string | undefined {
  if (open === undefined) return undefined;
  let key = '';
  for (const item of items) {
    if (item.kind === 'directive') key += item.wording.mark;
    else if (item.kind === 'comment') key += '#';
    else return undefined;
  }
  return key;
}

function sayingsOf({ items }: Stanza, inherited: ReadonlyMap<string, Directive>): Sayings {
  const slots = new Map<string, number>();
  let settings = 0;
  for (const [at, item] of items.entries()) {
    const slot = item.kind === 'directive' ? item.wording.slot : undefined;
    if (slot === undefined) continue;
    slots.set(slot, at);
    settings++;
  }
  return { slots, inherited, crowded: settings > slots.size || (slots.has('copytruncate') && slots.has('renamecopy')) };
}

/** A stanza's own settings. */
class Own implements Slots {
  readonly #items: readonly Item[];
  readonly #at: ReadonlyMap<string, number>;

  constructor(items: readonly Item[], at: ReadonlyMap<string, number>) {
    this.#items = items;
    this.#at = at;
  }

  get(slot: string): Directive | undefined {
    const at = this.#at.get(slot);
    return at === undefined ? undefined : (this.#items[at] as Directive);
  }

  has(slot: string): boolean {
    return this.#at.has(slot);
  }
}

class View implements InForce {
  readonly stanza: Stanza;
  readonly says: Sayings;

  constructor(stanza: Stanza, says: Sayings) {
    this.stanza = stanza;
    this.says = says;
  }

  get own(): Slots {
    return new Own(this.stanza.items, this.says.slots);
  }

  get inherited(): ReadonlyMap<string, Directive> {
    return this.says.inherited;
  }

  get(slot: string): Directive | undefined {
    const at = this.says.slots.get(slot);
    return at === undefined ? this.says.inherited.get(slot) : (this.stanza.items[at] as Directive);
  }

  flag(slot: string): boolean | undefined {
    const directive = this.get(slot);
    return directive === undefined ? undefined : directive.wording.name === slot;
  }
}
