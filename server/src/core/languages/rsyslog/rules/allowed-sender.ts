import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { stringsOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const allowedSender: LanguageRule<Tree> = {
  id: 'rsyslog-allowed-sender',
  severity: 'error',
  summary: 'A list of allowed senders has an unknown protocol or an impossible netmask',
  why: 'rsyslogd refuses the line, or takes another netmask than the one that is written (`addAllowedSenderLine` and `ParseAddr`, runtime/net.c): a mask of 0 bits becomes one of 32, so nobody but one host may send.',
  story:
    'A list that was to admit a whole network ended in /0. It became a single host, and the other nine hundred were turned away in silence on the day that their logs were needed.',
  bad: '$AllowedSender UDP, 10.0.0.0/0\n',
  good: '$AllowedSender UDP, 127.0.0.1, 10.0.0.0/8, [::1]/128, *.example.net\n',
  *check({ tree }): Iterable<Report> {
    for (const node of tree.directives) {
      if (node.name !== 'allowedsender') continue;
      const protocol = node.value.split(',', 1)[0] as string;
      if (!/^\s*(?:udp|tcp|gss)\s*$/i.test(protocol)) {
        yield {
          message: `\`${protocol}\` is no protocol: \`UDP\`, \`TCP\` or \`GSS\` and a comma were expected`,
          span: { start: node.valueSpan.start, end: node.valueSpan.start + Math.max(1, protocol.length) },
        };
        continue;
      }
      let at = protocol.length + 1;
      for (const address of node.value.slice(at).replace(/#.*$/, '').split(',')) {
        const from = node.valueSpan.start + at + (address.length - address.trimStart().length);
        yield* entry(address.trim(), { start: from, end: from + address.trim().length });
        at += address.length + 1;
      }
    }
    for (const { node, enabled } of objectsOf(tree.flat, ({ names }) => names.has('allowedsender'))) {
      if (!enabled) continue;
      for (const value of stringsOf(node, 'allowedsender')) if (value.quote !== '`') yield* entry(value.text.trim(), value.span);
    }
  },
};

function* entry(text: string, span: Span): Iterable<Report> {
  const mask = /^(.*)\/(\d+)$/.exec(text);
  if (mask === null) {
    if (text.includes('/')) yield { message: `\`${text.slice(text.indexOf('/'))}\` is no netmask: a number of bits was expected`, span };
    return;
  }
  const host = mask[1] as string;
  const bits = Number(mask[2]);
  const six = host.includes(':');
  if (bits === 0) yield { message: `\`${text}\`: a netmask of 0 bits would match every system; to allow all, remove the whole list`, span };
  else if (bits > (six ? 128 : 32) || (!six && !/^[\d.]+$/.test(host) && bits > 128))
    yield { message: `\`/${bits}\` is no netmask: at most ${six ? 128 : 32} bits were expected`, span };
}
