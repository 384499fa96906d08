import type { ArgumentKind } from './facts/record.ts';
import { crowdedScopes, readInForce } from './slots.ts';
import type { Comment, Directive, Item, Junk, LogrotateTree, Placed, Stanza } from './tree.ts';

type Group = Placed<Directive>[];

/** The tree of these items and stanzas, with what is asked of it again and again. */
export function treeOf(items: readonly Item[], stanzas: readonly Stanza[]): LogrotateTree {
  const placed: Placed<Directive | Comment | Junk>[] = [];
  const directives: Group = [];
  const junk: Placed<Junk>[] = [];
  const unknown: Group = [];
  const byName = new Map<string, Group>();
  const byKind = new Map<ArgumentKind, Group>();
  const place = (item: Directive | Comment | Junk, stanza: Stanza | undefined): void => {
    const one = { item, stanza };
    placed.push(one);
    if (item.kind === 'junk') junk.push(one as Placed<Junk>);
    if (item.kind !== 'directive') return;
    const directive = one as Placed<Directive>;
    directives.push(directive);
    add(byName, item.name.text, directive);
    if (item.record === undefined) unknown.push(directive);
    else add(byKind, item.record.argument, directive);
  };
  for (const item of items) {
    if (item.kind !== 'stanza') place(item, undefined);
    else for (const inner of item.items) if (inner.kind !== 'stanza') place(inner, item);
  }
  const inForce = readInForce(items);
  return {
    items,
    stanzas,
    placed,
    directives,
    junk,
    unknown,
    named: (name) => byName.get(name) ?? [],
    taking: (...kinds) =>
      kinds.length === 1 ? (byKind.get(kinds[0] as ArgumentKind) ?? []) : kinds.flatMap((kind) => byKind.get(kind) ?? []),
    inForce,
    crowded: crowdedScopes(items, inForce),
  };
}

function add<Key>(groups: Map<Key, Group>, key: Key, directive: Placed<Directive>): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [directive]);
  else group.push(directive);
}
