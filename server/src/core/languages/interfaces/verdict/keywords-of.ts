import type { Dialect, Stanza, StanzaKind } from '../tree.ts';

const known: Readonly<Record<Dialect, readonly StanzaKind[]>> = {
  ifupdown: ['iface', 'mapping', 'auto', 'allow', 'no-auto-down', 'no-scripts', 'rename', 'source', 'source-directory'],
  ifupdown2: ['iface', 'vlan', 'auto', 'allow', 'source'],
  'ifupdown-ng': ['iface', 'template', 'defaults', 'auto', 'source', 'source-directory'],
  busybox: ['iface', 'mapping', 'auto', 'source', 'source-directory'],
};

/**
 * Whether `dialect` takes the stanza's first word for a keyword. By their sources: read_interfaces_defn in ifupdown's config.c,
 * network_elems in ifupdown2's networkinterfaces.py, keywords in ifupdown-ng's interface-file.c, read_interfaces in busybox's ifupdown.c.
 */
export function isKeywordOf(stanza: Stanza, dialect: Dialect): boolean {
  const word = stanza.keyword.text;
  if (!known[dialect].includes(stanza.kind)) return false;
  if (stanza.kind === 'iface') return word === 'iface' || dialect === 'ifupdown-ng';
  if (stanza.kind === 'source-directory') return dialect !== 'ifupdown-ng' || word === 'source-directory';
  return true;
}

/** Whether `dialect` knows the first words of all stanzas, so that none falls to another. */
export function allKeywords(stanzas: readonly Stanza[], dialect: Dialect): boolean {
  for (const stanza of stanzas) if (!isKeywordOf(stanza, dialect)) return false;
  return true;
}

/** The words that begin a stanza in `dialect`, as completion and suggestions name them. */
export function keywordsOf(dialect: Dialect): readonly string[] {
  return known[dialect].map((kind) => (kind === 'allow' ? 'allow-hotplug' : kind));
}

/**
 * What stands open before each stanza's line, as `dialect` sees it: only its own keywords open and close a stanza, so that a foreign
 * one (and what follows it) falls to the stanza above.
 */
export function openBefore(stanzas: readonly Stanza[], dialect: Dialect): readonly ('none' | 'iface' | 'mapping')[] {
  let open: 'none' | 'iface' | 'mapping' = 'none';
  return stanzas.map((stanza) => {
    const before = open;
    // It speaks of the stanza above, which goes on.
    if (stanza.selects !== undefined && dialect === 'ifupdown') return before;
    if (isKeywordOf(stanza, dialect)) {
      // ifupdown-ng goes on with the interface of `auto`; busybox's `source` closes nothing.
      if (stanza.kind === 'mapping') open = 'mapping';
      else if (stanza.iface !== undefined || stanza.kind === 'defaults' || (dialect === 'ifupdown-ng' && stanza.kind === 'auto'))
        open = 'iface';
      else if (dialect !== 'ifupdown-ng' && !(dialect === 'busybox' && stanza.kind.startsWith('source'))) open = 'none';
    }
    // To ifupdown2 `allow-` is a keyword too, which ends a stanza.
    if (dialect === 'ifupdown2' && stanza.options.some(({ key }) => key === 'allow-')) open = 'none';
    return before;
  });
}
