import { namesOfVariables } from '../inventory/inventory.ts';
import { languageNamed } from '../languages/registry.ts';
import { nearest } from '../languages/values/suggest.ts';
import { namesOfValues } from '../runbook/value-names.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** `{{ name }}` in a configuration, where no value has that name. */
export const unknownHole: RunbookRule = {
  id: 'runbook-unknown-hole',
  severity: 'warning',
  summary: '`{{ name }}` in a block, and no input, captured value or variable of a host is called so',
  why: 'Only `{{ }}` with the name of an input, of a captured value or of a host’s variable is filled. Any other is text and is installed as it stands, braces and all. In a file of a language that has no such braces this is always a mistake; elsewhere (a template of another program, an illustration) it is told only where a value has nearly that name.',
  story:
    'A block wrote its log to `{{ log_dri }}/app.log`. rsyslogd took the braces as part of the name, made a folder called `{{ log_dri }}` in its working directory, and wrote there for a month.',
  bad: '---\nrunbook:\n  inputs:\n    log_dir: { default: /mnt/log }\n---\n\n```logrotate {file=/etc/logrotate.d/app}\n{{ log_dri }}/app.log {{ log_dir }}/b.log {\n  missingok\n}\n```\n',
  good: '---\nrunbook:\n  inputs:\n    log_dir: { default: /mnt/log }\n---\n\n```logrotate {file=/etc/logrotate.d/app}\n{{ log_dir }}/app.log {\n  missingok\n}\n```\n',
  *check({ project, runbook }) {
    const names = new Set([...namesOfValues(runbook), ...namesOfVariables(project.inventory)]);
    for (const block of runbook.blocks) {
      if ((block.kind !== 'file' && block.kind !== 'config') || !block.text.includes('{{')) continue;
      const own = languageNamed(block.language) !== undefined;
      for (const match of block.text.matchAll(/\{\{[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*\}\}/g)) {
        const name = match[1] as string;
        if (names.has(name)) continue;
        const meant = nearest(name, names);
        if (meant === undefined && (!own || block.kind !== 'file')) continue;
        const start = match.index + match[0].indexOf(name);
        const span = block.map.toDocument({ start, end: start + name.length });
        yield {
          span,
          message: `No input or captured value is called \`${name}\`${meant === undefined ? ': the braces stay in the file as they are' : `, did you mean \`${meant}\`?`}`,
          fixes: meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span, text: meant }] }],
        };
      }
    }
  },
};
