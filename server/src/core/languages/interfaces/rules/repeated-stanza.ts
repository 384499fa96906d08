import type { Stanza } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const repeatedStanza: InterfacesRule = {
  id: 'interfaces-repeated-stanza',
  severity: 'warning',
  summary: 'a stanza that says again what one above says',
  why: 'Several stanzas of one interface are legal, and all are applied. One that says the same again does the same again: `ip addr add` fails, because the address is there already.',
  story:
    'A stanza was copied in and said the same twice. The second `ip addr add` failed, ifup called the interface failed, and everything that waits for the network waited.',
  bad: 'auto eth0\niface eth0 inet dhcp\n\niface eth0 inet dhcp\n',
  good: 'auto eth0\niface eth0 inet dhcp\n\niface eth0 inet6 auto\n',
  *check({ tree }) {
    const heads = new Map<string, Stanza>();
    const entered = new Set<string>();
    const seen = new Map<string, Stanza>();
    for (const stanza of tree.stanzas) {
      if (stanza.kind !== 'iface' || stanza.iface?.name === undefined) continue;
      const head = stanza.args.map(({ text }) => text).join(' ');
      const other = heads.get(head);
      if (other === undefined) {
        heads.set(head, stanza);
        continue;
      }
      if (!entered.has(head)) {
        entered.add(head);
        seen.set(bodyOf(head, other), other);
      }
      const key = bodyOf(head, stanza);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, stanza);
      else {
        yield {
          span: { start: stanza.keyword.span.start, end: stanza.line.span.end },
          message: `This stanza of \`${stanza.iface.name.text}\` says the same as one above`,
          related: [{ span: first.line.span, message: 'first here' }],
          tags: ['unnecessary'],
        };
      }
    }
  },
};

/** All that a stanza says, as one text. */
function bodyOf(head: string, { options }: Stanza): string {
  return [head, ...options.map(({ key, value }) => `${key} ${value.text}`)].join('\n');
}
