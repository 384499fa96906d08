import { carrierOf, interfaceWords } from '../read/interface-words.ts';
import type { Option } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const mtu: InterfacesRule = {
  id: 'interfaces-mtu',
  severity: 'warning',
  summary: 'an MTU that is too small for IPv6, more than the kind of interface carries, or larger than that of the interface below',
  why: 'IPv6 needs 1280 bytes (RFC 8200, section 5): on a link with less the kernel switches it off. A VLAN cannot carry more than the interface that carries it; `ip link set mtu` is refused or packets are lost. A wireless frame holds 2304 bytes (IEEE 802.11), a CAN frame 16 or 72, PPPoE leaves 1492 of Ethernet (RFC 2516), and few Ethernet cards go beyond 9216.',
  story: 'The VLAN was set to 9000, the card below it to 1500. Small packets passed, logins worked, and every large copy hung.',
  bad: 'auto eth0\niface eth0 inet6 static\n    address 2001:db8::10/64\n    mtu 1200\n',
  good: 'auto eth0\niface eth0 inet6 static\n    address 2001:db8::10/64\n    mtu 1400\n',
  *check({ tree }) {
    if (!tree.byKey.has('mtu')) return;
    const of = new Map<string, { readonly option: Option; readonly value: number }>();
    for (const { iface, options } of tree.stanzas) {
      const option = options.find(({ key }) => key === 'mtu');
      const value = Number(option?.words[0]?.text);
      if (iface?.name !== undefined && option !== undefined && Number.isInteger(value)) of.set(iface.name.text, { option, value });
    }
    for (const { iface, options } of tree.stanzas) {
      const name = iface?.name;
      const own = name === undefined ? undefined : of.get(name.text);
      const word = own?.option.words[0];
      if (name === undefined || own === undefined || word === undefined || !options.includes(own.option)) continue;
      if (iface?.family?.text === 'inet6' && own.value >= 68 && own.value < 1280)
        yield { span: word.span, message: `\`${own.value}\` is too small for IPv6, which needs 1280` };
      const most = mostOf(name.text, iface?.method?.text);
      if (most !== undefined && own.value > most.bytes) {
        yield {
          ...(most.sure ? {} : { severity: 'info' as const }),
          span: word.span,
          message: `\`${own.value}\` is more than ${most.what} carries: ${most.bytes} bytes are the most`,
        };
      }
      for (const port of options.filter(({ key }) => /^(?:bridge|bond)[-_](?:ports|slaves)$|^slaves$/.test(key)).flatMap(interfaceWords)) {
        const under = of.get(port.text);
        if (under === undefined || under.value >= own.value) continue;
        yield {
          span: word.span,
          message: `\`${own.value}\` is more than the ${under.value} of \`${port.text}\`, over which its packets leave`,
          related: [{ span: under.option.line.span, message: 'the smaller one' }],
        };
        break;
      }
      const carrier = name.text.includes(':') ? undefined : carrierOf(name)?.text;
      const raw = options.find(({ key }) => key === 'vlan-raw-device' || key === 'vlan_raw_device')?.words[0]?.text;
      const below = of.get(raw ?? carrier ?? '');
      if (below !== undefined && below.value < own.value) {
        yield {
          span: word.span,
          message: `\`${own.value}\` is more than the ${below.value} of \`${raw ?? carrier}\`, which carries it`,
          related: [{ span: below.option.line.span, message: 'the interface below' }],
        };
      }
    }
  },
};

/** The most that an interface of that name or method carries, and whether that is sure; undefined where nothing is known. */
function mostOf(
  name: string,
  method: string | undefined,
): { readonly bytes: number; readonly what: string; readonly sure: boolean } | undefined {
  if (method === 'ppp' || /^ppp\d/.test(name)) return { bytes: 1500, what: 'PPP', sure: false };
  if (method === 'loopback' || name === 'lo') return undefined;
  if (/^(?:wlan|wl[psxo])\w*\d/.test(name)) return { bytes: 2304, what: 'a wireless frame', sure: true };
  if (/^(?:v|sl)?can\d/.test(name)) return { bytes: 2060, what: 'CAN', sure: true };
  if (/^(?:eth\d|en[ospx]\w*\d)/.test(name)) return { bytes: 9216, what: 'nearly every Ethernet card', sure: false };
  return undefined;
}
