import { attributeRecord } from '../runbook/attribute-table.ts';
import type { RunbookRule } from './runbook-rule.ts';

const named: Readonly<Record<string, string>> = {
  step: 'a step',
  transcript: 'a transcript',
  file: 'a block with `file=`',
  config: 'a config block without `file=`',
  expectation: 'an expectation',
};

/** An attribute on a kind of fence where it has no meaning. */
export const misplacedAttribute: RunbookRule = {
  id: 'runbook-misplaced-attribute',
  severity: 'warning',
  summary: 'An attribute on a kind of fence where it has no meaning',
  why: 'It is read by nobody there: a `reload=` on a step reloads nothing, and a config block without `file=` is never installed, whatever else it says.',
  story:
    'A block for a new rule had `reload=restart` but no `file=`. The runbook showed the rule, the restart stood ready, and neither of them ever happened.',
  bad: '---\nrunbook:\n---\n\n```sh {reload=restart}\nuptime\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {timeout=5s}\nuptime\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const { key, keySpan } of block.attributes) {
        const record = attributeRecord(key);
        if (record === undefined || record.on.includes(block.kind)) continue;
        yield {
          span: keySpan,
          message: `\`${key}\` has no meaning on ${named[block.kind]}; it belongs on ${record.on.map((kind) => named[kind]).join(', ')}`,
        };
      }
    }
  },
};
