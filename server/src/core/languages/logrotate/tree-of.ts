import { once } from '../../once.ts';
import type { ArgumentKind } from './facts/record.ts';
import { crowdedScopes, readInForce } from './slots.ts';
import type { Directive, InForce, Item, Junk, LogrotateTree, Placed, Stanza } from './tree.ts';
import type { Wording, Wordings } from './wording.ts';

/** What was read of a text. */
export interface Read {
  readonly items: readonly Item[];
  readonly stanzas: readonly Stanza[];
  readonly junk: readonly Placed<Junk>[];
  readonly wordings: Wordings;
}

/** The tree of what was read; what is asked of it again and again is made at the first time. */
export function treeOf({ items, stanzas, junk, wordings }: Read): LogrotateTree {
  const placed = once(() => placedOf(items));
  const directives = once(() => placed().filter((one): one is Placed<Directive> => one.item.kind === 'directive'));
  const onTop = once(() => items.filter((item): item is Directive => item.kind === 'directive'));
  const inForce = once(() => readInForce(items));
  const sayings = once(() => {
    const groups = new Map<unknown, InForce[]>();
    for (const one of inForce()) add(groups, one.says, one);
    return [...groups.values()].map((group) => ({ first: group[0] as InForce, all: () => group }));
  });
  const crowded = once(() => crowdedScopes(items, inForce()));
  /** The directives whose wording is `meant`, in order. */
  const select = (meant: (wording: Wording) => boolean): readonly Placed<Directive>[] => {
    const found: Placed<Directive>[] = [];
    for (const item of onTop()) if (meant(item.wording)) found.push({ item, stanza: undefined });
    for (const { first, all } of sayings()) {
      // They stand at the same positions in all stanzas that say the same.
      const at = first.stanza.items.flatMap((item, position) => (item.kind === 'directive' && meant(item.wording) ? [position] : []));
      if (at.length === 0) continue;
      for (const { stanza } of all()) for (const position of at) found.push({ item: stanza.items[position] as Directive, stanza });
    }
    return found.sort((a, b) => a.item.start - b.item.start);
  };
  const kinds = once(() => {
    const groups = new Map<ArgumentKind | undefined, Placed<Directive>[]>();
    for (const one of wordings.firsts) add(groups, one.item.record?.argument, one);
    return groups;
  });
  const byWording = once(() => {
    const groups = new Map<Wording, Placed<Directive>[]>();
    for (const one of directives()) add(groups, one.item.wording, one);
    return groups;
  });
  const selected = new Map<ArgumentKind | undefined, readonly Placed<Directive>[]>();
  const ofKind = (kind: ArgumentKind | undefined): readonly Placed<Directive>[] => {
    if (!kinds().has(kind)) return [];
    const found = selected.get(kind) ?? select(({ record }) => record?.argument === kind);
    selected.set(kind, found);
    return found;
  };
  return {
    items,
    stanzas,
    junk,
    get placed() {
      return placed();
    },
    get directives() {
      return directives();
    },
    get unknown() {
      return ofKind(undefined);
    },
    named: (name) => (wordings.has(name) ? select((wording) => wording.name === name) : []),
    taking: (...wanted) => wanted.flatMap(ofKind),
    alike: (...wanted) =>
      wanted.flatMap((kind) => (kinds().get(kind) ?? []).map((first) => ({ first, all: () => byWording().get(first.item.wording) ?? [] }))),
    get inForce() {
      return inForce();
    },
    get sayings() {
      return sayings();
    },
    get crowded() {
      return crowded();
    },
  };
}

function placedOf(items: readonly Item[]): Placed[] {
  const placed: Placed[] = [];
  for (const item of items) {
    if (item.kind !== 'stanza') placed.push({ item, stanza: undefined });
    else for (const inner of item.items) if (inner.kind !== 'stanza') placed.push({ item: inner, stanza: item });
  }
  return placed;
}

function add<Key, One>(groups: Map<Key, One[]>, key: Key, one: One): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [one]);
  else group.push(one);
}
