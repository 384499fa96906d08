import type { RunbookRule } from './runbook-rule.ts';

/** An attribute that stands twice in one fence. */
export const repeatedAttribute: RunbookRule = {
  id: 'runbook-repeated-attribute',
  severity: 'warning',
  summary: 'An attribute that stands twice in one fence',
  why: 'The last one counts. Which of the two was meant, nobody can tell.',
  story:
    'A merge left `timeout=5m timeout=5s` on one fence. The second one counted, and a migration of the database was ended after five seconds.',
  bad: '---\nrunbook:\n---\n\n```sh {timeout=5s timeout=50s}\nuptime\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {timeout=50s}\nuptime\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const note of block.notes) {
        if (note.kind === 'repeated') yield { span: note.span, message: `\`${note.key}\` stands twice in this fence; the last one counts` };
      }
    }
  },
};
