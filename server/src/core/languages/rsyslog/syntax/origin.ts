import { once } from '../../../once.ts';
import { type Flat, flatten } from './flatten.ts';
import type { Item, Tree } from './tree.ts';

/** What a tree has in common with the one of the text before a change. */
export interface Common {
  /** Stands for the tree before, of which nothing else is kept. */
  readonly identity: object;
  /** Where the first statement that was read anew began, and where the first that was moved did; offsets in the text before. */
  readonly start: number;
  readonly end: number;
  /** By how much those behind were moved. */
  readonly moved: number;
  /** The statements that were read anew. */
  readonly items: readonly Item[];
  readonly flat: () => Flat;
}

/** Where a tree comes from. */
export interface Origin {
  readonly identity: object;
  /** Undefined where the whole text was read. */
  readonly previous: Common | undefined;
}

const origins = new WeakMap<Tree, Origin>();

/** Where a tree comes from; the same answer each time. */
export function originOf(tree: Tree): Origin {
  const known = origins.get(tree) ?? { identity: {}, previous: undefined };
  origins.set(tree, known);
  return known;
}

/** Remembers that the statements of `tree` from `first` on, `count` of them, were read anew, in the place of those of `previous` before `last`. */
export function comesFrom(
  tree: Tree,
  previous: Tree,
  { first, count, last, moved }: { readonly first: number; readonly count: number; readonly last: number; readonly moved: number },
): void {
  const items = tree.items.slice(first, first + count);
  const startOf = (at: number): number => previous.items[at]?.span.start ?? Number.POSITIVE_INFINITY;
  const common = { identity: originOf(previous).identity, start: startOf(first), end: startOf(last), moved, items };
  origins.set(tree, { identity: {}, previous: { ...common, flat: once(() => flatten(items)) } });
}
