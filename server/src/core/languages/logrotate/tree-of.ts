import type { Comment, Directive, Item, Junk, LogrotateTree, Placed, Stanza } from './tree.ts';
import { readInForce } from './slots.ts';

/** The tree of these items and stanzas, with what is asked of it again and again. */
export function treeOf(items: readonly Item[], stanzas: readonly Stanza[]): LogrotateTree {
  const placed: Placed<Directive | Comment | Junk>[] = [];
  for (const item of items) {
    if (item.kind !== 'stanza') placed.push({ item, stanza: undefined });
    else for (const inner of item.items) if (inner.kind !== 'stanza') placed.push({ item: inner, stanza: item });
  }
  const directives: Placed<Directive>[] = [];
  const junk: Placed<Junk>[] = [];
  for (const one of placed) {
    if (one.item.kind === 'directive') directives.push(one as Placed<Directive>);
    else if (one.item.kind === 'junk') junk.push(one as Placed<Junk>);
  }
  return { items, stanzas, placed, directives, junk, inForce: readInForce(items) };
}
