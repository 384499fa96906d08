import { selectedNames } from '../read/interface-words.ts';
import type { Word } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const hotplugAndAuto: InterfacesRule = {
  id: 'interfaces-hotplug-and-auto',
  severity: 'info',
  summary: 'an interface in `auto` and in `allow-hotplug`',
  why: '`auto` brings it up when the network is started, `allow-hotplug` when the kernel finds it. With both two processes want to bring it up at boot: one waits for the other, and finds it configured (main.c, "already configured"). One of them is enough.',
  story:
    'With both, two processes brought the interface up at boot and one waited for the other. Every tenth boot took ninety seconds longer, and nobody could say why.',
  bad: 'auto eth0\nallow-hotplug eth0\niface eth0 inet dhcp\n',
  good: 'allow-hotplug eth0\niface eth0 inet dhcp\n',
  *check({ tree }) {
    if (!tree.stanzas.some(({ kind }) => kind === 'allow')) return;
    const auto = new Map<string, Word>();
    for (const stanza of tree.stanzas) if (stanza.kind === 'auto') for (const name of selectedNames(stanza)) auto.set(name.text, name);
    for (const stanza of tree.stanzas) {
      if (stanza.kind !== 'allow' || stanza.keyword.text !== 'allow-hotplug') continue;
      for (const name of selectedNames(stanza)) {
        const other = auto.get(name.text);
        if (other !== undefined)
          yield {
            span: name.span,
            message: `\`${name.text}\` is in \`auto\` too: boot and hotplug both ask for it, and the second waits only to find it up`,
            related: [{ span: other.span, message: 'in `auto`' }],
          };
      }
    }
  },
};
