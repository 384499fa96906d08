import type { Report } from '../../../rule.ts';
import type { ArgumentKind } from '../facts/record.ts';
import type { Alike, Directive, InForce, LogrotateTree, Placed } from '../tree.ts';

/**
 * What `check` finds in each stanza, where that hangs on its directives and on the settings above it alone: of the stanzas that say the same
 * only the first is looked at where nothing is found in it.
 */
export function inStanzas(tree: LogrotateTree, check: (scope: InForce) => Iterable<Report>): Iterable<Report> {
  return inEach(tree.sayings, check);
}

/**
 * What `check` finds in each directive of these kinds, where whether something is found hangs on what is written alone: of those that are written
 * alike only the first is looked at where nothing is found in it.
 */
export function inDirectives(
  tree: LogrotateTree,
  kinds: readonly ArgumentKind[],
  check: (placed: Placed<Directive>) => Iterable<Report>,
): Iterable<Report> {
  return inEach(tree.alike(...kinds), check);
}

function* inEach<One>(groups: readonly Alike<One>[], check: (one: One) => Iterable<Report>): Iterable<Report> {
  for (const { first, all } of groups) {
    let found = false;
    for (const _ of check(first)) found = true;
    if (found) for (const one of all()) yield* check(one);
  }
}
