import type { Report } from '../../../rule.ts';
import { readIpAddress } from '../../values/ip-address.ts';
import { readIpv4 } from '../../values/ipv4.ts';
import { dialectOf } from '../dialect.ts';
import { eachOption, isRead } from '../read/each-option.ts';
import { isPlaceholderAddress } from '../read/placeholder.ts';
import { readPrefix } from '../read/stanza-address.ts';
import type { Word } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

/** The family that the kernel's tools expect, by method and option; `any` where both will do. */
function familyOf(method: string | undefined, key: string): 4 | 6 | 'any' {
  if (method === undefined) return 'any';
  const outer = key === 'endpoint' || key === 'local';
  if (method.startsWith('inet ')) return 4;
  if (method === 'inet6 v4tunnel' || method === 'inet6 6to4') return outer ? 4 : 6;
  // Mode ipip6 carries IPv4 inside.
  if (method === 'inet6 tunnel') return outer ? 6 : 'any';
  return method.startsWith('inet6 ') ? 6 : 'any';
}

export const address: InterfacesRule = {
  id: 'interfaces-address',
  severity: 'error',
  summary: 'an address that is none, or of the wrong family',
  why: 'ifup passes what stands here to `ip addr add` and `ip route add` without looking at it (the static methods of inet.defn and inet6.defn); they refuse it, and the interface comes up without an address or not at all.',
  story: '`address 192.0.2.256` passed ifup, which hands it on unread. `ip` refused it, and the interface came up without an address.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.300/24\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.30/24\n    gateway 192.0.2.1\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    const strict = dialect === 'ifupdown' || dialect === 'busybox';
    let template = false;
    for (const place of eachOption(tree, dialect)) {
      const { option, record, words, method } = place;
      if (record?.value.kind !== 'address') continue;
      const read = isRead(place, dialect);
      const { value } = record;
      const own = record.from === 'ifupdown' || record.from === 'ifupdown-ng';
      const family = strict && own && read && value.family === 'any' ? familyOf(method, option.key) : value.family;
      for (const word of value.many === true ? words : words.slice(0, 1)) {
        if (value.also.includes(word.text)) continue;
        const report =
          option.key === 'broadcast' && method?.startsWith('inet6 ') === true && readIpAddress(word.text)?.family === 6
            ? noBroadcast(word)
            : judge(word, family, value.prefix, option.key);
        if (report === undefined) continue;
        const open = word.text.split('/').some(isPlaceholderAddress);
        yield {
          ...report, // Nothing reads `network`: what it says cannot fail. And that a file is a template is worth saying once.
          severity: open && template ? 'info' : (report.severity ?? (own && read && option.key !== 'network' ? 'error' : 'warning')),
        };
        template ||= open;
      }
    }
  },
};

function judge(word: Word, family: 4 | 6 | 'any', mayHavePrefix: boolean, key: string): Report | undefined {
  const { text, span } = word;
  const slash = text.indexOf('/');
  const host = slash === -1 ? text : text.slice(0, slash);
  const expected = family === 4 ? 'an IPv4 address' : family === 6 ? 'an IPv6 address' : 'an IPv4 or IPv6 address';
  const ip = readIpAddress(host.replace(/%[\w.-]+$/, ''));
  if (ip === undefined) {
    if (isPlaceholderAddress(text))
      return { severity: 'warning', span, message: `\`${text}\` stands for an address that is still to be filled in` };
    if (host === '' || Number.isNaN(Number(host.replaceAll('.', ''))))
      return { span, message: `\`${text}\` is no address; ${expected} was expected` };
    return { span, ...wrongNumbers(host, expected) };
  }
  if (family !== 'any' && ip.family !== family) {
    return { span, message: `\`${host}\` is an IPv${ip.family} address; \`${key}\` expects ${expected} here` };
  }
  if (slash === -1) return undefined;
  const length = text.slice(slash + 1);
  const lengthSpan = { start: span.end - length.length - 1, end: span.end };
  if (!mayHavePrefix) {
    return {
      span: lengthSpan,
      message: `\`${key}\` takes an address without a prefix`,
      fixes: [{ title: `Remove \`/${length}\``, certain: false, edits: [{ span: lengthSpan, text: '' }] }],
    };
  }
  if (readPrefix(length, ip.family) !== undefined) return undefined;
  if (isPlaceholderAddress(length))
    return { severity: 'warning', span: lengthSpan, message: `\`${length}\` stands for a prefix that is still to be filled in` };
  return {
    span: lengthSpan,
    message: `\`/${length}\` is no prefix of an IPv${ip.family} address; a number from 0 to ${ip.family === 4 ? 32 : 128} was expected`,
  };
}

/** The kernel takes IFA_BROADCAST with an IPv6 address and looks at it nowhere (inet6_rtm_newaddr in net/ipv6/addrconf.c). */
function noBroadcast({ text, span }: Word): Report {
  return { severity: 'warning', span, message: `IPv6 has no broadcast: \`${text}\` is the address of one host` };
}

/** Dotted numbers that are no dotted quad. */
function wrongNumbers(host: string, expected: string): Pick<Report, 'message' | 'severity'> {
  const parts = host.split('.');
  if (parts.some((part) => part === '')) return { message: `\`${host}\` is no address; ${expected} was expected` };
  const large = parts.find((part) => Number(part) > 255);
  if (large !== undefined) return { message: `\`${large}\` in \`${host}\` is no octet: 255 is the largest` };
  if (parts.length > 4) return { message: `\`${host}\` has ${parts.length} numbers; an IPv4 address has four` };
  if (parts.length < 4) {
    // iproute2's get_addr_ipv4 (lib/utils.c) fills up with zeros.
    return {
      severity: 'warning',
      message: `\`${host}\` has ${parts.length} ${parts.length === 1 ? 'number' : 'numbers'}; an IPv4 address has four, and \`ip\` reads zeros for those that are missing`,
    };
  }
  const zero = parts.find((part) => part.length > 1 && part.startsWith('0') && readIpv4(`0.0.0.${part}`) === undefined);
  return { severity: 'warning', message: `\`${zero ?? host}\` in \`${host}\` begins with a zero: \`ip\` reads it as an octal number` };
}
