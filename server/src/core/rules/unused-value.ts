import type { Span } from '../text/span.ts';
import { attributeOf } from '../runbook/attribute-edits.ts';
import type { ReadRunbook } from '../runbook/parse-runbook.ts';
import { filledAttributes, namesOfValues } from '../runbook/value-names.ts';
import { nearest } from '../languages/values/suggest.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** An input or a captured value that nothing names. */
export const unusedValue: RunbookRule = {
  id: 'runbook-unused-value',
  severity: 'warning',
  summary: 'An input or a captured value that nothing names',
  why: 'Who runs the runbook is asked for it and thinks that it counts. Most often the step that used it was rewritten, or spells it differently. A program that a step starts sees the value in its environment, so a name in capitals is only a hint.',
  story:
    'A step was changed from `"$log_dir"` to a fixed path, and the input `log_dir` stayed. Whoever gave `--input log_dir=/data` was told that all went well, and the logs went where they had always gone.',
  bad: '---\nrunbook:\n  inputs:\n    log_dir: { default: /mnt/log }\n---\n\n```sh\nmkdir -p /mnt/logs\n```\n',
  good: '---\nrunbook:\n  inputs:\n    log_dir: { default: /mnt/log }\n---\n\n```sh\nmkdir -p "$log_dir"\n```\n',
  *check({ runbook }) {
    const names = namesOfValues(runbook);
    const said = words(runbook);
    if ([...names].every((name) => said.has(name))) return;
    // A misspelt name is told where it stands.
    for (const word of new Set(unknownNames(runbook, names))) {
      const meant = nearest(word, names);
      if (meant !== undefined) said.add(meant);
    }
    const report = (name: string, span: Span, what: string) => ({
      span,
      severity: /[a-z]/.test(name) ? ('warning' as const) : ('hint' as const),
      message: `${what} \`${name}\` is named by no block`,
      tags: ['unnecessary' as const],
    });
    for (const { name, span } of runbook.frontMatter.inputs) if (!said.has(name)) yield report(name, span, 'The input');
    for (const block of runbook.blocks) {
      const { capture } = block.options;
      const at = attributeOf(block, 'capture');
      if (block.kind !== 'plain' && capture !== undefined && at !== undefined && !said.has(capture))
        yield report(capture, at.span, 'The captured value');
    }
  },
};

/** Every word of the blocks and their attributes that could be a variable's name. */
function words(runbook: ReadRunbook): Set<string> {
  const out = new Set<string>();
  const add = (text: string): void => {
    for (const [word] of text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) out.add(word);
  };
  for (const block of runbook.blocks) {
    if (block.kind === 'plain') continue;
    add(block.text);
    for (const { key, value } of block.attributes) if (key !== 'capture' && key !== 'name') add(value);
  }
  return out;
}

/** What stands in `{{ }}` or behind `$` where values are filled in, and is the name of none. */
function* unknownNames(runbook: ReadRunbook, names: ReadonlySet<string>): Iterable<string> {
  for (const block of runbook.blocks) {
    if (block.kind === 'plain') continue;
    const filled = block.attributes.filter(({ key }) => filledAttributes.includes(key)).map(({ value }) => value);
    for (const text of [block.text, ...filled])
      for (const match of text.matchAll(/\{\{[ \t]*(\w+)[ \t]*\}\}|\$\{?([A-Za-z_]\w*)/g)) {
        const name = match[1] ?? match[2] ?? '';
        if (!names.has(name)) yield name;
      }
  }
}
