import type { Fact } from '../../facts.ts';
import type { LogrotateTree } from './tree.ts';

/** What a configuration tells other units: the logs it rotates and the files it includes. */
export function factsOf(_text: string, tree: LogrotateTree): readonly Fact[] {
  const facts: Fact[] = [];
  for (const stanza of tree.stanzas) {
    for (const log of stanza.logs) facts.push({ kind: 'rotatesFile', space: 'path', name: log.text, span: log.span, extent: stanza.span });
  }
  return facts;
}
