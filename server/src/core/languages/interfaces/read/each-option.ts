import { optionNamed } from '../facts/option-named.ts';
import type { Dialect, InterfacesTree, OptionPlace, Stanza } from '../tree.ts';

/** The options of all stanzas but mappings, in order, with what Debian's ifupdown knows of each. */
export function readPlaces(stanzas: readonly Stanza[]): readonly OptionPlace[] {
  const out: OptionPlace[] = [];
  for (const stanza of stanzas) {
    if (stanza.kind === 'mapping') continue;
    const { family, method: name } = stanza.iface ?? {};
    const method = family !== undefined && name !== undefined ? `${family.text} ${name.text}` : undefined;
    for (const option of stanza.options) {
      const comment = option.value.text.includes('#') ? option.words.findIndex(({ text }) => text.startsWith('#')) : -1;
      const words = comment === -1 ? option.words : option.words.slice(0, comment);
      out.push({ stanza, option, record: optionNamed(option.key), words, method });
    }
  }
  return out;
}

/** Places by the key of their option, in order. */
export function placesByKey(places: readonly OptionPlace[]): ReadonlyMap<string, readonly OptionPlace[]> {
  const out = new Map<string, OptionPlace[]>();
  for (const place of places) {
    const list = out.get(place.option.key);
    if (list === undefined) out.set(place.option.key, [place]);
    else list.push(place);
  }
  return out;
}

/** The options of a file, in order, with what `dialect` knows of each: ifupdown2 takes `_` for `-` in more of them. */
export function eachOption({ places }: InterfacesTree, dialect: Dialect): readonly OptionPlace[] {
  if (dialect !== 'ifupdown2') return places;
  return places.map((place) => {
    const record = optionNamed(place.option.key, dialect);
    return record === place.record ? place : { ...place, record };
  });
}

/**
 * Whether the daemon looks at the option here at all: ifupdown and busybox read an option of their own only in the methods that know
 * it; the others, and hooks, everywhere.
 */
export function isRead({ record, method }: OptionPlace, dialect: Dialect): boolean {
  if (record === undefined) return false;
  if (dialect !== 'ifupdown' && dialect !== 'busybox') return true;
  return record.methods === undefined || method === undefined || record.methods.includes(method);
}
