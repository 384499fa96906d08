import { nearest } from '../languages/values/suggest.ts';
import { attributeRecord, attributeTable } from '../runbook/attribute-table.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** An attribute that neither opsbook nor Runme knows. */
export const unknownAttribute: RunbookRule = {
  id: 'runbook-unknown-attribute',
  severity: 'warning',
  summary: 'An attribute of a fence that neither opsbook nor Runme knows',
  why: 'A misspelt attribute is read by nobody: a `conform="Reboot?"` would reboot without asking.',
  story: 'A step that removed a volume had `conform="Sure?"`. Nobody was asked.',
  bad: '---\nrunbook:\n---\n\n```sh {name=x tiemout=5s}\nuptime\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {name=x timeout=5s}\nuptime\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const { key, keySpan } of block.attributes) {
        if (attributeRecord(key) !== undefined || key.startsWith('_') || key.startsWith('runme.dev')) continue;
        const meant = nearest(
          key,
          attributeTable.map((record) => record.key),
        );
        yield {
          span: keySpan,
          message: `Unknown attribute \`${key}\`${meant === undefined ? '' : `, did you mean \`${meant}\`?`}`,
          fixes: meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: keySpan, text: meant }] }],
        };
      }
    }
  },
};
