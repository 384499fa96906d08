import type { ReadRunbook } from './parse-runbook.ts';

/** The names of a runbook's inputs and captured values. */
export function namesOfValues(runbook: ReadRunbook): ReadonlySet<string> {
  const names = new Set(runbook.frontMatter.inputs.map(({ name }) => name));
  for (const { kind, options } of runbook.blocks) if (kind !== 'plain' && options.capture !== undefined) names.add(options.capture);
  return names;
}

/** The attributes in which `$name` is replaced by a value. */
export const filledAttributes: readonly string[] = ['file', 'at', 'cwd', 'confirm', 'owner', 'group'];
