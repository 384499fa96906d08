import { nearest } from '../languages/values/suggest.ts';
import { namesOfValues } from '../runbook/value-names.ts';
import type { RunbookRule } from './runbook-rule.ts';
import { shellSteps } from './steps/step-commands.ts';

/** A variable of a step that nothing sets. */
export const unsetVariable: RunbookRule = {
  id: 'runbook-unset-variable',
  severity: 'warning',
  summary: 'A variable that a step uses and that nothing sets before it',
  why: 'The shell puts nothing in its place: `rm -rf "$dir"/*` is then `rm -rf /*`. Set are inputs, what a step above captures or writes to `$OPSBOOK_OUTPUT`, and what a script sets itself; names in capitals may come from the environment of the host and are passed over, and so is `${x:-default}`.',
  story:
    'A clean-up step removed `"$backup_dir"/old-*`, and the input was called `backups_dir`. On the hosts it looked into `/`, found nothing that began with `old-`, and reported success for a year while the disk filled up.',
  bad: '---\nrunbook:\n  hosts: sandbox\n---\n\n```sh\nls "$backup_dir"\n```\n',
  good: '---\nrunbook:\n  hosts: sandbox\n  inputs:\n    backup_dir: { default: /srv/backup }\n---\n\n```sh\nls "$backup_dir"\n```\n',
  *check(context) {
    const { runbook } = context;
    if (!runbook.frontMatter.ours) return;
    const known = new Set(runbook.frontMatter.inputs.map(({ name }) => name));
    const all = namesOfValues(runbook);
    const told = new Set<string>();
    for (const block of runbook.blocks)
      if (block.kind === 'step' || block.kind === 'transcript')
        // `name=value` for `$OPSBOOK_OUTPUT` may be printed by any program of any language.
        for (const match of block.text.matchAll(/([A-Za-z_]\w*)(?:=|<<)/g))
          if (block.text.includes('_OUTPUT')) known.add(match[1] as string);
    for (const { block, script } of shellSteps(context)) {
      // What other text sets, this one cannot know.
      if (script.dynamic) return;
      for (const { name, kind, passing } of script.variables) if (kind === 'assign' && !passing) known.add(name);
      const own = new Set(script.variables.filter(({ kind }) => kind === 'assign').map(({ name }) => name));
      for (const { name, span, kind, guarded } of script.variables) {
        if (kind !== 'use' || guarded || !/[a-z]/.test(name) || known.has(name) || own.has(name) || told.has(name)) continue;
        told.add(name);
        const place = block.map.toDocument(span);
        const later = all.has(name);
        const meant = later ? undefined : nearest(name, all);
        yield {
          span: place,
          message: later
            ? `\`${name}\` is captured only further down, so it is empty here`
            : `Nothing sets \`${name}\`, so it is empty here${meant === undefined ? '; an input, a captured value or an assignment was expected' : `: did you mean \`${meant}\`?`}`,
          fixes: meant === undefined ? [] : fixOf(runbook.text, place, name, meant),
        };
      }
      if (block.options.capture !== undefined) known.add(block.options.capture);
    }
  },
};

function fixOf(text: string, place: { readonly start: number; readonly end: number }, name: string, meant: string) {
  const at = text.slice(place.start, place.end).indexOf(name);
  if (at === -1) return [];
  const span = { start: place.start + at, end: place.start + at + name.length };
  return [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span, text: meant }] }];
}
