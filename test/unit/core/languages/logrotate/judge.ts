import type { Finding } from '../../../../../server/src/core/problem.ts';
import { logrotate } from '../../../../../server/src/core/languages/logrotate/index.ts';
import type { ScopedFact } from '../../../../../server/src/core/language.ts';
import { findings } from '../../../../../server/src/core/rule.ts';

/** A finding with its line, counted from 1. */
export type Found = Finding & { readonly line: number };

/** Everything that is said of a text, sorted by place; `others` are facts of other files, `closed` whether there can be no more. */
export function judge(text: string, version?: string, others: readonly ScopedFact[] = [], closed = false, path?: string): readonly Found[] {
  const parsed = logrotate.parse(text);
  const facts = [...parsed.facts.map((fact) => ({ fact, file: 'etc/logrotate.d/this', own: true })), ...others];
  const settings = version === undefined ? {} : { logrotate: { version } };
  const context = { text, tree: parsed.tree, parsed, settings, path, facts, closed };
  const found: Finding[] = [];
  for (const rule of logrotate.rules) if (rule.check !== undefined) found.push(...findings(rule, rule.check(context)));
  return found
    .map((one) => ({ ...one, line: text.slice(0, one.span.start).split('\n').length }))
    .sort((a, b) => a.span.start - b.span.start || a.rule.localeCompare(b.rule));
}

/** The lines with an error and its rule without the language's name: `3 bad-size`. */
export function errors(text: string, version?: string): readonly string[] {
  return judge(text, version)
    .filter((one) => one.severity === 'error')
    .map((one) => `${one.line} ${one.rule.replace('logrotate-', '')}`);
}

/** The same for warnings. */
export function warnings(text: string, version?: string): readonly string[] {
  return judge(text, version)
    .filter((one) => one.severity === 'warning')
    .map((one) => `${one.line} ${one.rule.replace('logrotate-', '')}`);
}
