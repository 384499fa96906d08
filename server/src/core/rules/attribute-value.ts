import type { RunbookRule } from './runbook-rule.ts';

/** The value of an attribute is not what the attribute takes. */
export const attributeValue: RunbookRule = {
  id: 'runbook-attribute-value',
  severity: 'error',
  summary: 'The value of an attribute is not what the attribute takes',
  why: 'A run cannot guess what `timeout=soon` means; it refuses the block.',
  bad: '---\nrunbook:\n---\n\n```sh {timeout=soon}\nuptime\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {timeout=30s}\nuptime\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const { key, value, expected, span } of block.bad) yield { span, message: `\`${key}\` is \`${value}\`, expected ${expected}` };
    }
  },
};
