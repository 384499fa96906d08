import { mayMeet } from '../runbook/host-places.ts';
import { blockFacts } from './between.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A port of a bridge that another block gives an address. */
export const bridgePort: RunbookRule = {
  id: 'runbook-bridge-port',
  severity: 'warning',
  summary: 'A port of a bridge, or a link of a bond, that another block configures with an address of its own',
  why: 'A port hands every packet to its bridge, so an address on it is never reached, and DHCP on it hears nothing. Which of the two files is read first decides which the machine has at boot.',
  story:
    'A drop-in made `br0` out of `eth0`, and the drop-in of the installer still ran DHCP on `eth0`. The host had two addresses, its default route through the port, and answered every second ping.',
  bad: '---\nrunbook:\n---\n\n```interfaces {name=a file=/etc/network/interfaces.d/bridge guard=false}\nauto br0\niface br0 inet dhcp\n  bridge_ports eth0\n```\n\n```interfaces {name=b file=/etc/network/interfaces.d/eth0 guard=false}\nauto eth0\niface eth0 inet dhcp\n```\n\n```sh {confirm=true}\nsystemctl restart networking\n```\n',
  good: '---\nrunbook:\n---\n\n```interfaces {name=a file=/etc/network/interfaces.d/bridge guard=false}\nauto br0\niface br0 inet dhcp\n  bridge_ports eth0\n```\n\n```interfaces {name=b file=/etc/network/interfaces.d/eth0 guard=false}\niface eth0 inet manual\n```\n\n```sh {confirm=true}\nsystemctl restart networking\n```\n',
  *check({ project, document, runbook }) {
    const owned = [...blockFacts(document, runbook, ['ownsInterface'])];
    if (owned.length === 0) return;
    const addressed = new Map<
      string,
      { readonly block: (typeof owned)[number]['block']; readonly span: (typeof owned)[number]['span'] }[]
    >();
    for (const { fact, block, span } of blockFacts(document, runbook, ['defines'])) {
      if (fact.space !== 'interfaces.iface' || !/^(?:static|dhcp|bootp|auto)$/.test(fact.detail?.['method'] ?? '')) continue;
      const known = addressed.get(fact.name);
      if (known === undefined) addressed.set(fact.name, [{ block, span }]);
      else known.push({ block, span });
    }
    for (const { fact, block, span } of owned) {
      const other = addressed
        .get(fact.name)
        // Two blocks for one file are never there at once; one block judges itself.
        ?.find(
          (one) =>
            one.block !== block && one.block.options.file !== block.options.file && mayMeet(runbook, block, one.block, project.inventory),
        );
      if (other === undefined) continue;
      yield {
        span,
        message: `\`${fact.name}\` belongs to \`${fact.detail?.['owner']}\` here, and \`${other.block.name}\` gives it an address of its own; \`inet manual\` was expected there`,
        related: [{ span: other.span, message: 'its other stanza' }],
      };
    }
  },
};
