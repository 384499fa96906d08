import type { Stanza } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const repeatedStanza: InterfacesRule = {
  id: 'interfaces-repeated-stanza',
  severity: 'warning',
  summary: 'a stanza that says again what one above says',
  why: 'Several stanzas of one interface are legal, and all are applied. One that says the same again does the same again: `ip addr add` fails, because the address is there already.',
  bad: 'auto eth0\niface eth0 inet dhcp\n\niface eth0 inet dhcp\n',
  good: 'auto eth0\niface eth0 inet dhcp\n\niface eth0 inet6 auto\n',
  *check({ tree }) {
    const seen = new Map<string, Stanza>();
    for (const stanza of tree.stanzas) {
      if (stanza.kind !== 'iface' || stanza.iface?.name === undefined) continue;
      const key = [
        stanza.args.map(({ text }) => text).join(' '),
        ...stanza.options.map(({ key: name, value }) => `${name} ${value.text}`),
      ].join('\n');
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
