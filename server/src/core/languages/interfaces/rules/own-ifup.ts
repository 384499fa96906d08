import type { InterfacesRule } from './interfaces-rule.ts';

export const ownIfup: InterfacesRule = {
  id: 'interfaces-own-ifup',
  severity: 'warning',
  summary: 'a command of a stanza that calls ifup or ifdown for its own interface',
  why: 'ifup holds a lock on the interface while its commands run: called again from one of them it says `recursion detected` and fails (lock_interface in main.c), and with it the stanza. In `ifdown` over ssh the connection is gone before the next `ifup` is read.',
  story:
    'A stanza restarted its own interface in `up`. ifup said `recursion detected for interface eth0 in post-up phase`, called the whole interface failed, and left it half configured.',
  bad: 'auto eth0\niface eth0 inet dhcp\n    up ifdown eth0 && ifup eth0\n',
  good: 'auto eth0\niface eth0 inet dhcp\n    up ip link set dev eth0 up\n',
  *check({ tree }) {
    for (const stanza of tree.stanzas) {
      const name = stanza.iface?.name?.text;
      if (name === undefined || !stanza.options.some(({ value }) => /\bif(?:up|down)\b/.test(value.text))) continue;
      const names = new Set([name, '$IFACE', '${IFACE}']);
      for (const { value, line } of stanza.options) {
        if (line.joins.length > 0) continue;
        for (const match of value.text.matchAll(/(?:^|[\s;|&(/])(if(?:up|down))((?:\s+-{1,2}[\w=-]+)*)\s+["']?([^\s;|&<>()"']+)/g)) {
          const [whole, program = '', , target = ''] = match;
          if (!names.has(target)) continue;
          const start = value.span.start + match.index + whole.indexOf(program);
          yield {
            span: { start, end: value.span.start + match.index + whole.length },
            message: `\`${program}\` for \`${name}\` out of its own stanza: ifup is at work on it, and refuses`,
          };
        }
      }
    }
  },
};
