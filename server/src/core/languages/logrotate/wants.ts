import type { Want } from '../../facts.ts';
import type { LogrotateTree } from './tree.ts';

/** The files and folders that `include` names. config.c's readConfigPath takes either, without telling which is meant, so both are asked for. */
export function wantsOf(tree: LogrotateTree): readonly Want[] {
  const wants: Want[] = [];
  for (const { item } of tree.named('include')) {
    if (item.value === undefined) continue;
    for (const kind of ['file', 'folder'] as const) wants.push({ kind, value: item.value.text, span: item.value.span });
  }
  return wants;
}
