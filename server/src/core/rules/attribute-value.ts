import type { RunbookRule } from './runbook-rule.ts';

/** The value of an attribute is not what the attribute takes. */
export const attributeValue: RunbookRule = {
  id: 'runbook-attribute-value',
  severity: 'error',
  summary: 'The value of an attribute is not what the attribute takes',
  why: 'A run cannot guess what `timeout=soon` means; it refuses the block.',
  story:
    'A step had `timeout=2min`. The author saw that it ran; that it would be refused came out in the night, when the runbook was started in earnest for the first time.',
  bad: '---\nrunbook:\n---\n\n```sh {timeout=soon}\nuptime\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {timeout=30s}\nuptime\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const { key, value, expected, span } of block.bad) yield { span, message: `\`${key}\` is \`${value}\`, expected ${expected}` };
    }
  },
};
