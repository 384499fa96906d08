import { dialectOf } from '../dialect.ts';
import { methodNamed } from '../facts/families.ts';
import { readDottedNetmask } from '../../values/netmask.ts';
import { readIpv4, writeIpv4 } from '../../values/ipv4.ts';
import { eachOption, isRead } from '../read/each-option.ts';
import { isPlaceholderAddress } from '../read/placeholder.ts';
import { readPrefix } from '../read/stanza-address.ts';
import type { Dialect, OptionPlace, Stanza } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const netmask: InterfacesRule = {
  id: 'interfaces-netmask',
  severity: 'error',
  summary: 'a netmask that is none',
  why: 'ifup puts it behind the address as it is (`ip addr add ADDRESS/NETMASK`, inet.defn), and `ip` refuses a mask whose ones are not all in front, a number over 32 (128 for IPv6) and a second slash: the interface gets no address.',
  story:
    '`netmask 255.255.0.255` looked like a mask. `ip` refused it together with the address, and the host was gone after the next restart.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10\n    netmask 255.255.0.255\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10\n    netmask 255.255.255.0\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    if (!tree.byKey.has('netmask')) return;
    let current: Stanza | undefined;
    let addressed: string | undefined;
    let template = false;
    for (const place of eachOption(tree, dialect)) {
      const { option, record, words, method, stanza } = place;
      if (stanza !== current) {
        current = stanza;
        addressed = stanza.options.find(({ key }) => key === 'address')?.words[0]?.text;
      }
      const [word] = words;
      if (record?.value.kind === 'netmask' && addressed === undefined && isAlone(place, dialect))
        yield {
          severity: 'warning',
          span: option.name.span,
          message: `\`${option.name.text}\` without an \`address\` in this stanza says nothing`,
        };
      if (record?.value.kind !== 'netmask' || word === undefined) continue;
      const severity = isRead(place, dialect) ? 'error' : 'warning';
      const { text, span } = word;
      const family = familyOf(addressed, method);
      if (readPrefix(text, family) !== undefined) continue;
      if (isPlaceholderAddress(text)) {
        yield { severity: template ? 'info' : 'warning', span, message: `\`${text}\` stands for a netmask that is still to be filled in` };
        template = true;
        continue;
      }
      if (text.startsWith('/') && readPrefix(text.slice(1), family) !== undefined) {
        yield {
          severity,
          span,
          message: `\`${option.name.text}\` takes the number alone; \`${text.slice(1)}\` was expected`,
          fixes: [{ title: `Write \`${text.slice(1)}\``, certain: true, edits: [{ span, text: text.slice(1) }] }],
        };
        continue;
      }
      if (family === 6) {
        yield { severity, span, message: `\`${text}\` is no netmask of IPv6; a number from 0 to 128 was expected` };
        continue;
      }
      const loose = looseQuad(text);
      if (loose !== undefined && readPrefix(loose, 4) !== undefined) {
        yield {
          severity: 'warning',
          span,
          message: `\`${text}\` is read as \`${loose}\`, which was expected`,
          fixes: [{ title: `Write \`${loose}\``, certain: false, edits: [{ span, text: loose }] }],
        };
        continue;
      }
      const bits = readIpv4(text);
      const inverse = bits === undefined ? undefined : readDottedNetmask(writeIpv4(~bits >>> 0));
      if (inverse !== undefined && bits !== undefined) {
        const meant = writeIpv4(~bits >>> 0);
        yield {
          severity,
          span,
          message: `\`${text}\` is a wildcard, not a netmask; \`${meant}\` was probably meant`,
          fixes: [{ title: `Write \`${meant}\``, certain: false, edits: [{ span, text: meant }] }],
        };
      } else if (bits !== undefined) yield { severity, span, message: `\`${text}\` is no netmask: its ones are not all in front` };
      else yield { severity, span, message: `\`${text}\` is no netmask; a dotted mask or a number from 0 to 32 was expected` };
    }
  },
};

/** The family of the stanza's address; where there is none to go by, the method's. */
function familyOf(address: string | undefined, method: string | undefined): 4 | 6 {
  if (address?.includes(':') === true) return 6;
  if (address !== undefined && /^[\d.]+(?:\/|$)/.test(address)) return 4;
  return method?.startsWith('inet6 ') === true ? 6 : 4;
}

/** Whether a netmask's method reads it and could do without an address, so that nothing else is said. */
function isAlone(place: OptionPlace, dialect: Dialect): boolean {
  const { iface } = place.stanza;
  const required = methodNamed(iface?.family?.text, iface?.method?.text)?.required ?? [];
  return (
    iface?.inherits === undefined &&
    dialect === 'ifupdown' &&
    isRead(place, dialect) &&
    place.method !== undefined &&
    !required.includes('address')
  );
}

/**
 * The dotted quad that `ip` reads where one is not written in full: numbers that are missing are zeros, a leading zero makes an octal
 * number (get_addr_ipv4 in iproute2's lib/utils.c). Undefined where it reads none.
 */
function looseQuad(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length < 2 || parts.length > 4 || parts.some((part) => !/^(?:0[0-7]*|[1-9]\d*)$/.test(part))) return undefined;
  const numbers = parts.map((part) => Number.parseInt(part, part.startsWith('0') ? 8 : 10));
  while (numbers.length < 4) numbers.push(0);
  return numbers.every((number) => number <= 255) ? numbers.join('.') : undefined;
}
