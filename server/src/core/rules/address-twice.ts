import { mayMeet } from '../runbook/host-places.ts';
import { blockFacts, type BlockFact } from './between.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Addresses that every machine has, or none keeps. */
const everywhere = /^(?:127\.|0\.0\.0\.0$|::1$|::$|fe80:)/i;

/** An address that two blocks of a runbook give. */
export const addressTwice: RunbookRule = {
  id: 'runbook-address-twice',
  severity: 'warning',
  summary: 'An address that two blocks of a runbook give, to two hosts or to two interfaces',
  why: 'Two machines with one address answer for each other: connections break at random, and the log of each looks well. Two blocks for one file on one host (the new one, and the old one to go back to) are no such case.',
  story:
    'The block for `db2` was copied from the one for `db1` and its address forgotten. After the change half of the clients reached the wrong database, and which half changed with every cache that ran out.',
  bad: '---\nrunbook:\n---\n\n```interfaces {name=a hosts=local file=/etc/network/interfaces replace=true guard=false}\nauto eth0\niface eth0 inet static\n  address 192.0.2.10/24\n```\n\n```interfaces {name=b hosts=sandbox file=/etc/network/interfaces replace=true guard=false}\nauto eth0\niface eth0 inet static\n  address 192.0.2.10/24\n```\n\n```sh {confirm=true}\nsystemctl restart networking\n```\n',
  good: '---\nrunbook:\n---\n\n```interfaces {name=a hosts=local file=/etc/network/interfaces replace=true guard=false}\nauto eth0\niface eth0 inet static\n  address 192.0.2.10/24\n```\n\n```interfaces {name=b hosts=sandbox file=/etc/network/interfaces replace=true guard=false}\nauto eth0\niface eth0 inet static\n  address 192.0.2.11/24\n```\n\n```sh {confirm=true}\nsystemctl restart networking\n```\n',
  *check({ project, document, runbook }) {
    const before = new Map<string, BlockFact[]>();
    for (const one of blockFacts(document, runbook, ['hasAddress'])) {
      const { fact, block, filled, span } = one;
      if (filled || everywhere.test(fact.name) || block.options.when !== undefined) continue;
      const others = before.get(fact.name) ?? [];
      before.set(fact.name, others);
      const other = others.find((candidate) => {
        if (candidate.block === block) return false;
        const meet = mayMeet(runbook, candidate.block, block, project.inventory);
        // On one host the same file, or the same interface, is written anew.
        return (
          !meet || (candidate.block.options.file !== block.options.file && candidate.fact.detail?.['iface'] !== fact.detail?.['iface'])
        );
      });
      if (other === undefined) {
        if (others.length < 50) others.push(one);
        continue;
      }
      yield {
        span,
        message: `\`${fact.name}\` is the address of \`${other.fact.detail?.['iface']}\` in \`${other.block.name}\` too`,
        related: [{ span: other.span, message: `the other is here` }],
      };
    }
  },
};
