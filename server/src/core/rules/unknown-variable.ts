import { nearest } from '../languages/values/suggest.ts';
import { valueSpan } from '../runbook/attribute-edits.ts';
import type { ReadRunbook } from '../runbook/parse-runbook.ts';
import { filledAttributes, namesOfValues } from '../runbook/value-names.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** `$name` in an attribute, where nothing gives a value of that name. */
export const unknownVariable: RunbookRule = {
  id: 'runbook-unknown-variable',
  severity: 'warning',
  summary: '`$name` in an attribute, and nothing gives a value of that name',
  why: 'In `file`, `at`, `cwd`, `confirm`, `owner` and `group` the name of an input, of a captured value or of what a step wrote to `$OPSBOOK_OUTPUT` is replaced. The environment of a shell is not there: `$HOME` is nobody’s. A run stops at such a block.',
  story:
    'A file block went to `$conf_dir/app.conf`, and the input was called `config_dir`. The run stopped at the last block, when the service was down already for the change.',
  bad: '---\nrunbook:\n  inputs:\n    config_dir: { default: /etc/app }\n---\n\n```text {file=$confg_dir/app.conf}\nx\n```\n\n```sh {cwd=$config_dir}\nls\n```\n',
  good: '---\nrunbook:\n  inputs:\n    config_dir: { default: /etc/app }\n---\n\n```text {file=$config_dir/app.conf}\nx\n```\n',
  *check({ runbook }) {
    const names = namesOfValues(runbook);
    let given: ReadonlySet<string> | undefined;
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const attribute of block.attributes) {
        if (!filledAttributes.includes(attribute.key) || !attribute.value.includes('$')) continue;
        const place = valueSpan(runbook.text, attribute);
        const source = runbook.text.slice(place.start, place.end);
        for (const match of source.matchAll(/\$([A-Za-z_][A-Za-z0-9_]*)/g)) {
          const name = match[1] as string;
          given ??= written(runbook);
          if (names.has(name) || given.has(name)) continue;
          const start = place.start + match.index;
          const meant = nearest(name, names);
          yield {
            span: { start, end: start + match[0].length },
            message: `Nothing gives \`${name}\` a value${meant === undefined ? '; the name of an input or of a captured value was expected' : `, did you mean \`${meant}\`?`}`,
            fixes:
              meant === undefined
                ? []
                : [
                    {
                      title: `Change to \`${meant}\``,
                      certain: false,
                      edits: [{ span: { start: start + 1, end: start + match[0].length }, text: meant }],
                    },
                  ],
          };
        }
      }
    }
  },
};

/** Names that some step may write to `$OPSBOOK_OUTPUT`: every word of a step that has `=` or `<<` behind it, and what `OPSBOOK_` gives. */
function written(runbook: ReadRunbook): ReadonlySet<string> {
  const out = new Set<string>();
  for (const block of runbook.blocks) {
    if (block.kind !== 'step' && block.kind !== 'transcript') continue;
    for (const match of block.text.matchAll(/([A-Za-z_][A-Za-z0-9_]*)(?:=|<<)/g)) out.add(match[1] as string);
  }
  for (const name of ['HOST', 'ADDRESS', 'PORT', 'USER', 'AUTH', 'BATCH', 'STEP', 'RUN', 'OUTPUT']) out.add(`OPSBOOK_${name}`);
  return out;
}
