import type { PathLink } from '../../../language.ts';
import type { Parsed } from '../../../unit.ts';
import { optionNamed } from '../facts/option-named.ts';
import type { InterfacesTree, Option, Stanza, Word } from '../tree.ts';

/**
 * The files that a file of interfaces names, beside those that it reads: the scripts of mappings, the values of options that are paths
 * (`wpa-conf`, `hostapd`), and the first word of a command where it is a path.
 */
export function pathLinks({ tree }: Parsed<InterfacesTree>): readonly PathLink[] {
  const out: PathLink[] = [];
  for (const stanza of tree.stanzas) {
    for (const option of stanza.options) {
      const word = pathOf(stanza, option);
      if (word !== undefined && /^\/[^\s*?[\]$`'"\\;|&<>()]+$/.test(word.text)) out.push({ span: word.span, path: word.text });
    }
  }
  return out;
}

function pathOf({ kind }: Stanza, { key, words }: Option): Word | undefined {
  const [first] = words;
  if (kind === 'mapping') return key === 'script' ? first : undefined;
  const value = optionNamed(key)?.value.kind;
  return value === 'path' || value === 'command' ? first : undefined;
}
