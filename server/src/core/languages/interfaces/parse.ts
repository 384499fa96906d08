import type { Parsed } from '../../unit.ts';
import { factsOf } from './facts-of.ts';
import { dialectFacts } from './placed.ts';
import { detectDialect } from './read/detect.ts';
import { placesByKey, readPlaces } from './read/each-option.ts';
import { readLines } from './read/lines.ts';
import { readStanzas } from './read/stanzas.ts';
import type { InterfacesTree } from './tree.ts';
import { wantsOf } from './wants-of.ts';

/**
 * Reads any text as an interfaces file; never throws, time linear in its length. Nothing is reported here: what is wrong depends on the
 * daemon, which the rules learn from the settings.
 */
export function parseInterfaces(text: string): Parsed<InterfacesTree> {
  const lines = readLines(text);
  const stanzas = readStanzas(lines);
  const places = readPlaces(stanzas);
  const told = detectDialect(stanzas, headOf(text));
  const tree = { lines, stanzas, places, byKey: placesByKey(places), ...told };
  return { text, tree, problems: [], facts: factsOf(stanzas).concat(dialectFacts(told)), wants: wantsOf(stanzas) };
}

/** The comments that stand before everything else. */
function headOf(text: string): string {
  return /^(?:[ \t]*(?:#[^\n]*)?\n)*/.exec(text.slice(0, 4000))?.[0] ?? '';
}
