import type { Want } from '../../facts.ts';
import type { LogrotateTree } from './tree.ts';

/** The files and folders that `include` names. config.c's readConfigPath takes either, without telling which is meant: it is asked for as a folder. */
export function wantsOf(tree: LogrotateTree): readonly Want[] {
  const wants: Want[] = [];
  for (const items of [tree.items, ...tree.stanzas.map((stanza) => stanza.items)]) {
    for (const item of items) {
      if (item.kind !== 'directive' || item.name.text !== 'include' || item.value === undefined) continue;
      wants.push({ kind: 'folder', value: item.value.text, span: item.value.span });
    }
  }
  return wants;
}
