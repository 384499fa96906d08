import type { Want } from '../../facts.ts';
import type { Stanza } from './tree.ts';

/**
 * The files and folders that `source` and `source-directory` read. Each word is a pattern of its own (wordexp in read_interfaces_defn,
 * ifupdown's config.c); a relative one counts from the folder of the file that names it.
 */
export function wantsOf(stanzas: readonly Stanza[]): readonly Want[] {
  const wants: Want[] = [];
  for (const { kind, args } of stanzas) {
    if (kind !== 'source' && kind !== 'source-directory') continue;
    for (const { text: value, span } of args) {
      if (value.startsWith('#')) break;
      // What a variable or a command stands for is not known here.
      if (/[$`]/.test(value)) continue;
      if (kind === 'source-directory') wants.push({ kind: 'folder', value, span });
      else wants.push({ kind: /[*?[]/.test(value) ? 'glob' : 'file', value, span });
    }
  }
  return wants;
}
