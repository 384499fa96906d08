import type { parseUnit } from '../../../../../server/src/core/languages/rsyslog/parse-unit.ts';

/** What can be compared of a reading: places in templates are told by functions. */
export function comparable(parsed: ReturnType<typeof parseUnit>) {
  const { names } = parsed.tree;
  const templates = names.templates.map((template) => ({ ...template, toSource: template.toSource?.({ start: 0, end: 1 }), replacers: 0 }));
  return { ...parsed, tree: { ...parsed.tree, names: { ...names, templates } } };
}
