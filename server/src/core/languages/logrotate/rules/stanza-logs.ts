import type { LogrotateTree, Stanza } from '../tree.ts';

/** A stanza, and what becomes of a log that it names and a later one names again. */
export interface StanzaLogs {
  readonly stanza: Stanza;
  /** `ignoreduplicates` is in force in it. */
  readonly tolerant: boolean;
  /** It is in force already when its own names are read. */
  readonly tolerantAtHeader: boolean;
}

/** Every stanza in order, with what `ignoreduplicates` makes of its logs (config.c, readConfigFile looks at the flags of the log that was first). */
export function stanzaLogs(tree: LogrotateTree): readonly StanzaLogs[] {
  // Most files do not speak of it.
  const spoken = tree.named('ignoreduplicates').length > 0;
  return tree.inForce.map((scope) => ({
    stanza: scope.stanza,
    tolerant: spoken && scope.flag('ignoreduplicates') === true,
    tolerantAtHeader: spoken && scope.inherited.has('ignoreduplicates'),
  }));
}
