import { ifaceSpace } from '../facts-of.ts';
import type { ScopedFact } from '../../../language.ts';
import type { InterfacesTree } from '../tree.ts';
import { selectedNames } from './interface-words.ts';

/** By what an interface comes up: `auto`, `allow-hotplug`, or an `allow-` line of another class. */
export type How = 'auto' | 'hotplug' | 'allow';

/** How each interface of a file comes up. */
export function broughtUp(tree: InterfacesTree, facts: readonly ScopedFact[]): ReadonlyMap<string, ReadonlySet<How>> {
  const out = new Map<string, Set<How>>();
  const add = (name: string, how: How): void => {
    const set = out.get(name);
    if (set === undefined) out.set(name, new Set([how]));
    else set.add(how);
  };
  for (const stanza of tree.stanzas) {
    if (stanza.kind !== 'auto' && stanza.kind !== 'allow') continue;
    // interfaces(5): allow-auto and auto are the same.
    const { kind, keyword } = stanza;
    const how = kind === 'auto' || keyword.text === 'allow-auto' ? 'auto' : keyword.text === 'allow-hotplug' ? 'hotplug' : 'allow';
    for (const { text } of selectedNames(stanza)) add(text, how);
    if (stanza.selects !== undefined) add(stanza.selects.text, how);
  }
  for (const { fact, own } of facts) {
    if (own || fact.kind !== 'uses' || fact.space !== ifaceSpace) continue;
    const how = fact.detail?.['how'];
    if (how === 'auto' || how === 'allow') add(fact.name, how);
  }
  return out;
}
