import { ifaceSpace } from '../facts-of.ts';
import type { ScopedFact } from '../../../language.ts';
import type { InterfacesTree } from '../tree.ts';
import { selectedNames } from './interface-words.ts';

/** How each interface of a file comes up: by `auto`, or by the class of an `allow-` line. */
export function broughtUp(tree: InterfacesTree, facts: readonly ScopedFact[]): ReadonlyMap<string, ReadonlySet<'auto' | 'allow'>> {
  const out = new Map<string, Set<'auto' | 'allow'>>();
  const add = (name: string, how: 'auto' | 'allow'): void => {
    const set = out.get(name);
    if (set === undefined) out.set(name, new Set([how]));
    else set.add(how);
  };
  for (const stanza of tree.stanzas) {
    if (stanza.kind !== 'auto' && stanza.kind !== 'allow') continue;
    // interfaces(5): allow-auto and auto are the same.
    const how = stanza.kind === 'auto' || stanza.keyword.text === 'allow-auto' ? 'auto' : 'allow';
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
