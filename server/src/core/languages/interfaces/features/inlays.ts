import type { Inlay, RuleContext } from '../../../language.ts';
import { readDottedNetmask } from '../../values/netmask.ts';
import { dialectOf } from '../dialect.ts';
import { bondModes } from '../facts/options/bond.ts';
import { eachOption } from '../read/each-option.ts';
import { effectivePrefix } from '../read/networks.ts';

import type { InterfacesTree } from '../tree.ts';

/** What a netmask is as a prefix, what prefix an address without one gets, and which bond mode a number is. */
export function inlays({ tree, settings }: RuleContext<InterfacesTree>): readonly Inlay[] {
  const dialect = dialectOf(tree, settings);
  const out: Inlay[] = [];
  for (const { option, record, words } of eachOption(tree, dialect)) {
    const [word] = words;
    if (word === undefined) continue;
    const bits = option.key === 'netmask' ? readDottedNetmask(word.text) : undefined;
    if (bits !== undefined) out.push({ offset: word.span.end, label: ` /${bits}`, tooltip: 'This netmask as a prefix' });
    const mode = record?.name === 'bond-mode' && /^\d$/.test(word.text) ? bondModes[Number(word.text)] : undefined;
    if (mode !== undefined) out.push({ offset: word.span.end, label: ` ${mode}`, tooltip: 'The mode of that number' });
  }
  for (const stanza of tree.stanzas) {
    if (stanza.iface?.method?.text !== 'static' || stanza.options.some(({ key }) => key === 'netmask')) continue;
    for (const address of stanza.addresses) {
      if (address.prefix !== undefined || address.word.text.includes('/')) continue;
      const prefix = effectivePrefix(address, dialect);
      if (prefix !== undefined)
        out.push({
          offset: address.word.span.end,
          label: ` /${prefix}`,
          tooltip: 'The prefix by the address class, as ifup takes it where none is said',
        });
    }
  }
  return out.sort((a, b) => a.offset - b.offset);
}
