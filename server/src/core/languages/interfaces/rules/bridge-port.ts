import type { Report } from '../../../rule.ts';
import { interfaceWords, isPlainName } from '../read/interface-words.ts';

import type { InterfacesTree, Stanza, Word } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

/** Options that make interfaces a part of this one. */
const joins = /^(?:bridge[-_]ports|bond[-_](?:slaves|members)|slaves)$/;

export const bridgePort: InterfacesRule = {
  id: 'interfaces-bridge-port',
  severity: 'warning',
  summary: 'a port of a bridge or a link of a bond that cannot be one, or is one twice',
  why: 'A port hands all packets to its bridge: an address on it is never reached, and DHCP on it hears nothing. An interface belongs to one bridge or bond. A wireless client cannot be a port: the access point takes packets from its address only, and the kernel refuses (only an access point made by hostapd, or 4-address mode, works).',
  story:
    'The uplink kept its address after it had become a port of the bridge. Replies left by the wrong way, and the host could be pinged and not logged in to.',
  bad: 'auto br0\niface br0 inet dhcp\n    bridge_ports eth0\n\niface eth0 inet dhcp\n',
  good: 'auto br0\niface br0 inet dhcp\n    bridge_ports eth0\n\niface eth0 inet manual\n',
  *check({ tree }) {
    if (![...tree.byKey.keys()].some((key) => joins.test(key))) return;
    const stanzas = new Map<string, Stanza[]>();
    for (const stanza of tree.stanzas) {
      const name = stanza.iface?.name?.text;
      if (name !== undefined) stanzas.get(name)?.push(stanza) ?? stanzas.set(name, [stanza]);
    }
    yield* portOptions(tree);
    const accessPoint = tree.stanzas.some(({ options }) =>
      options.some(({ key, value }) => key === 'hostapd' || /hostapd|4addr/.test(value.text)),
    );
    const owners = new Map<string, { readonly owner: string; readonly word: Word }>();
    for (const { iface, options } of tree.stanzas) {
      const owner = iface?.name;
      if (owner === undefined) continue;
      for (const option of options) {
        if (!joins.test(option.key)) continue;
        const bridge = option.key.startsWith('bridge');
        for (const word of interfaceWords(option)) {
          if (word.text === owner.text) {
            yield { span: word.span, message: `\`${word.text}\` cannot be a ${bridge ? 'port' : 'link'} of itself` };
            continue;
          }
          const before = owners.get(word.text);
          if (before !== undefined && before.word !== word) {
            if (before.owner !== owner.text || before.word.span.start > option.line.span.start) {
              yield {
                span: word.span,
                message:
                  before.owner === owner.text
                    ? `\`${word.text}\` stands here twice`
                    : `\`${word.text}\` belongs to \`${before.owner}\` already`,
                related: [{ span: before.word.span, message: 'the first' }],
              };
            }
            continue;
          }
          owners.set(word.text, { owner: owner.text, word });
          const addressed = (stanzas.get(word.text) ?? []).find(
            (stanza) => stanza.addresses.length > 0 || /^(?:dhcp6?|bootp)$/.test(stanza.iface?.method?.text ?? ''),
          );
          const at = addressed?.iface?.name;
          if (at !== undefined) {
            yield {
              span: word.span,
              message: `\`${word.text}\` has an address of its own, and as a ${bridge ? 'port of the bridge' : 'link of the bond'} \`${owner.text}\` it cannot use it; \`inet manual\` was expected`,
              related: [{ span: at.span, message: 'its stanza' }],
            };
          } else if (bridge && /^(?:wlan|wlp|wlx|wls|ath|ra)\w*\d/.test(word.text) && !accessPoint) {
            yield {
              severity: 'info',
              span: word.span,
              message: `\`${word.text}\` looks wireless: only an access point (hostapd) can be a port of a bridge`,
            };
          }
        }
      }
    }
  },
};

/** Options of a bridge that speak of one port, where that is none of its ports. */
function* portOptions({ stanzas }: InterfacesTree): Iterable<Report> {
  for (const { options } of stanzas) {
    const list = options.find(({ key }) => /^bridge[-_]ports$/.test(key));
    const ports = list?.words.map(({ text }) => text) ?? [];
    if (
      list === undefined ||
      ports.length === 0 ||
      ports.some((port) => !isPlainName(port) || /^(?:all|none|regex|noregex|glob)$/.test(port))
    )
      continue;
    for (const { key, words, name } of options) {
      const [port] = words;
      if (!/^bridge_(?:pathcost|portprio)$/.test(key) || port === undefined || words.length !== 2 || ports.includes(port.text)) continue;
      yield {
        span: port.span,
        message: `\`${port.text}\` is no port of this bridge: \`${name.text}\` does nothing`,
        related: [{ span: list.value.span, message: 'its ports' }],
      };
    }
  }
}
