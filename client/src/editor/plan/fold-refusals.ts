import type { DraftRefusal } from '../../../../server/src/core/index.ts';
import { foldHosts } from '../../run/fold-hosts.ts';

/** A word that a message names first, as messages write names. */
const NAMED = /`([^`]*)`/;

/** Refusals of one line that differ in nothing but the name that they begin with, as one of all names folded: `web[1-200]`; in the order of the first. */
export function foldRefusals(refusals: readonly DraftRefusal[]): readonly DraftRefusal[] {
  const groups = new Map<string, { readonly first: DraftRefusal; readonly names: string[] }>();
  for (const refusal of refusals) {
    const name = NAMED.exec(refusal.message)?.[1] ?? '';
    const key = JSON.stringify([refusal.line, refusal.message.replace(NAMED, '')]);
    const group = groups.get(key) ?? { first: refusal, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, names }) => ({
    line: first.line,
    // A function: names may hold what `replace` would read as its own.
    message: new Set(names).size < 2 ? first.message : first.message.replace(NAMED, () => `\`${foldHosts(names)}\``),
  }));
}
