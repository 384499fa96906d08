import { once } from '../../../once.ts';
import { flatten } from './flatten.ts';
import type { Tree } from './tree.ts';

/** Which part of a text was read anew, and what it took the place of. */
export interface Anew {
  /** What began in the text before from `start` on and before `end` is gone; offsets there, infinite where nothing before or behind it was kept. */
  readonly start: number;
  readonly end: number;
  /** By how much what stands behind it was moved. */
  readonly moved: number;
  /** The first statement that was read anew, and how many. */
  readonly first: number;
  readonly count: number;
}

/** What a tree has in common with the one of the text before a change. */
export interface Common extends Pick<Anew, 'start' | 'end' | 'moved'> {
  /** Stands for the tree before, of which nothing else is kept. */
  readonly identity: object;
  /** The tree of nothing but what was read anew. */
  readonly part: () => Tree;
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

/** Remembers what `tree` has in common with `previous`. */
export function comesFrom(tree: Tree, previous: Tree, { start, end, moved, first, count }: Anew): void {
  const part = once((): Tree => {
    const items = tree.items.slice(first, first + count);
    const { names } = tree;
    const within = ({ start: at }: { readonly start: number }): boolean => at >= start && at < end + moved;
    return {
      ...tree,
      items,
      flat: flatten(items),
      directives: tree.directives.filter(({ span }) => within(span)),
      names: {
        definitions: names.definitions.filter(({ extent }) => within(extent)),
        uses: names.uses.filter(({ extent }) => within(extent)),
        loads: names.loads.filter(({ extent }) => within(extent)),
        templates: names.templates.filter(({ span }) => within(span)),
      },
    };
  });
  origins.set(tree, { identity: {}, previous: { identity: originOf(previous).identity, start, end, moved, part } });
}
