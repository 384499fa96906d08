import { dialectOf } from '../dialect.ts';
import { bondModesOf } from '../facts/bond-modes-of.ts';
import { optionNamed } from '../facts/option-named.ts';
import { bondModes } from '../facts/options/bond.ts';
import { isPlainName } from '../read/interface-words.ts';
import type { Option } from '../tree.ts';
import { list } from '../verdict/iface-line.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const bond: InterfacesRule = {
  id: 'interfaces-bond',
  severity: 'warning',
  summary: 'options of a bond that do not go with its mode or with each other',
  why: 'The bonding driver refuses or ignores what its mode does not know. Without `bond-miimon` or `bond-arp-interval` it never looks at its links, and a dead one goes on being used; both at once are refused. Delays are rounded down to multiples of `bond-miimon`.',
  story:
    'A bond was set up without `bond-miimon`. It survived every test by hand; when a cable died at night it went on sending half of its packets into it.',
  bad: 'auto bond0\niface bond0 inet manual\n    bond-slaves eth0 eth1\n    bond-mode active-backup\n    bond-miimon 100\n    bond-lacp-rate fast\n',
  good: 'auto bond0\niface bond0 inet manual\n    bond-slaves eth0 eth1\n    bond-mode 802.3ad\n    bond-miimon 100\n    bond-lacp-rate fast\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    if (![...tree.byKey.keys()].some((key) => /^(?:bond|slaves$)/i.test(key))) return;
    for (const { iface, options } of tree.stanzas) {
      const found = new Map<string, Option>();
      for (const option of options) {
        if (!/^(?:bond|slaves$)/i.test(option.key)) continue;
        const record = optionNamed(option.key, dialect);
        if (record !== undefined && /^(?:bond-|slaves$)/.test(record.name)) found.set(record.name, option);
      }
      const links = found.get('bond-slaves') ?? found.get('bond-members') ?? found.get('slaves');
      // What a link says of its bond is no bond.
      if (iface === undefined || (links === undefined && !found.has('bond-mode'))) continue;
      const written = found.get('bond-mode')?.words[0];
      const mode = written === undefined ? 'balance-rr' : (bondModes[Number(written.text)] ?? written.text);
      if (!bondModes.includes(mode)) continue;
      for (const [name, modes] of Object.entries(bondModesOf)) {
        const option = found.get(name);
        if (option !== undefined && !modes.includes(mode)) {
          yield {
            span: option.name.span,
            message: `\`${option.name.text}\` means nothing in mode \`${mode}\`; it goes with ${list(modes)}`,
            ...(written !== undefined && { related: [{ span: written.span, message: 'the mode' }] }),
          };
        }
      }
      const joined = links?.words.map(({ text }) => text) ?? [];
      for (const name of ['bond-primary', 'bond-active-slave']) {
        const option = found.get(name);
        const word = option?.words[0];
        if (option === undefined || word === undefined || joined.length === 0 || !joined.every(isPlainName)) continue;
        if (!joined.includes(word.text))
          yield {
            span: word.span,
            message: `\`${word.text}\` is no link of this bond; one of ${list(joined)} was expected`,
            ...(links !== undefined && { related: [{ span: links.value.span, message: 'its links' }] }),
          };
      }
      const miimon = found.get('bond-miimon');
      const arp = found.get('bond-arp-interval');
      const interval = Number(miimon?.words[0]?.text);
      if (miimon !== undefined && arp !== undefined && interval > 0 && Number(arp.words[0]?.text) > 0) {
        yield {
          span: arp.name.span,
          message: '`bond-arp-interval` and `bond-miimon` exclude each other',
          related: [{ span: miimon.name.span, message: 'here' }],
        };
      }
      if (arp !== undefined && Number(arp.words[0]?.text) > 0 && !found.has('bond-arp-ip-target')) {
        yield { span: arp.name.span, message: '`bond-arp-interval` needs `bond-arp-ip-target`: nobody is asked' };
      }
      for (const name of ['bond-updelay', 'bond-downdelay']) {
        const delay = found.get(name);
        const value = Number(delay?.words[0]?.text);
        if (delay !== undefined && interval > 0 && value % interval > 0) {
          yield {
            severity: 'info',
            span: delay.name.span,
            message: `\`${value}\` is no multiple of \`bond-miimon\` (${interval}): it is rounded down to ${value - (value % interval)}`,
          };
        }
      }
      if (miimon === undefined && arp === undefined && dialect === 'ifupdown') {
        const at = written ?? links?.name;
        if (at !== undefined)
          yield {
            severity: 'info',
            span: at.span,
            message: 'Neither `bond-miimon` nor `bond-arp-interval`: a link that dies goes on being used',
          };
      }
    }
  },
};
