import { dialectOf } from '../dialect.ts';
import { writeIpv4 } from '../../values/ipv4.ts';
import { prefixMask } from '../../values/netmask.ts';
import { effectivePrefix } from '../read/networks.ts';
import { readPrefix } from '../read/stanza-address.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const prefix: InterfacesRule = {
  id: 'interfaces-prefix',
  severity: 'warning',
  summary: 'an address whose network is not said, or said twice and differently',
  why: 'Without prefix and netmask ifupdown falls back to the classes of 1981 (compute_v4_mask in archcommon.c): 10.1.2.3 gets /8, and all of 10/8 is looked for on this link. Of a prefix and a netmask that differ ifupdown uses the netmask.',
  story:
    '`address 10.1.2.3` without a prefix gets /8 by the rules of 1981. The database on 10.200.0.0/16 was looked for on this link and not found.',
  bad: 'auto eth0\niface eth0 inet static\n    address 10.1.2.3\n',
  good: 'auto eth0\niface eth0 inet static\n    address 10.1.2.3/24\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    for (const stanza of tree.stanzas) {
      const { iface, options } = stanza;
      if (stanza.addresses.length === 0) continue;
      if (iface?.method !== undefined && iface.method.text !== 'static' && dialect === 'ifupdown') continue;
      const pointToPoint = options.some(({ key }) => ['pointopoint', 'point-to-point'].includes(key));
      const masks = options.filter(({ key }) => key === 'netmask');
      for (const address of stanza.addresses) {
        const { ip, word, prefixFrom } = address;
        const [mask] = masks;
        if (prefixFrom === 'address' && masks.length === 1 && mask?.words[0] !== undefined) {
          const other = readPrefix(mask.words[0].text, ip.family);
          if (other !== undefined && other !== address.prefix) {
            yield {
              span: mask.words[0].span,
              message: `The netmask is /${other}, the prefix behind the address /${address.prefix}: ifupdown uses the netmask`,
              related: [{ span: word.span, message: 'the address' }],
              fixes: [{ title: 'Remove the netmask', certain: false, edits: [{ span: mask.line.span, text: '' }] }],
            };
          }
        }
        if (prefixFrom !== undefined || masks.length > 0 || word.text.includes('/')) continue;
        if (pointToPoint || iface?.inherits !== undefined) continue;
        // `0.0.0.0` stands for no address: a card that is a port of a bridge was brought up so.
        if (iface?.name?.text === 'lo' || iface?.method?.text === 'loopback' || word.text === '0.0.0.0') continue;
        const by = effectivePrefix(address, dialect);
        const start = { start: word.span.end, end: word.span.end };
        if (by === undefined) {
          if (dialect !== 'busybox')
            yield {
              severity: 'info',
              span: word.span,
              message: `\`${word.text}\` has neither prefix nor netmask: it gets /${ip.family === 4 ? 32 : 128}, and no network`,
            };
          continue;
        }
        yield {
          severity: by === 24 ? 'info' : 'warning',
          span: word.span,
          message: `\`${word.text}\` has neither prefix nor netmask: ifup takes /${by} (${writeIpv4(prefixMask(by))}), by the address class`,
          fixes: [24, by]
            .filter((length, i, both) => both.indexOf(length) === i)
            .map((length) => ({
              title: `Write \`/${length}\` behind the address`,
              certain: false,
              edits: [{ span: start, text: `/${length}` }],
            })),
        };
      }
    }
  },
};
