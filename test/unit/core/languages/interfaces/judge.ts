import type { ScopedFact } from '../../../../../server/src/core/language.ts';
import { interfaces } from '../../../../../server/src/core/languages/interfaces/index.ts';
import type { Dialect } from '../../../../../server/src/core/languages/interfaces/tree.ts';
import type { Finding } from '../../../../../server/src/core/problem.ts';
import { findings } from '../../../../../server/src/core/rule.ts';

/** A finding with its line, counted from 1. */
export type Found = Finding & { readonly line: number };

/** What else is known when a text is judged. */
export interface Around {
  readonly others?: readonly ScopedFact[];
  readonly closed?: boolean;
  readonly path?: string;
}

/** Everything that is said of a text, sorted by place. */
export function judge(
  text: string,
  dialect: Dialect | 'auto' = 'auto',
  { others = [], closed = false, path }: Around = {},
): readonly Found[] {
  const parsed = interfaces.parse(text);
  const facts = [...parsed.facts.map((fact) => ({ fact, file: 'etc/network/interfaces', own: true })), ...others];
  const context = { text, tree: parsed.tree, parsed, settings: { interfaces: { dialect } }, path, facts, closed };
  const found: Finding[] = [...parsed.problems];
  for (const rule of interfaces.rules) if (rule.check !== undefined) found.push(...findings(rule, rule.check(context)));
  return found
    .map((one) => ({ ...one, line: text.slice(0, one.span.start).split('\n').length }))
    .sort((a, b) => a.span.start - b.span.start || a.rule.localeCompare(b.rule));
}

/** The lines with a finding of that severity and its rule without the language's name: `3 address`. */
export function lines(text: string, severity: Finding['severity'], dialect: Dialect | 'auto' = 'auto', around?: Around): readonly string[] {
  return judge(text, dialect, around)
    .filter((one) => one.severity === severity)
    .map((one) => `${one.line} ${one.rule.replace('interfaces-', '')}`);
}

/** The errors of a text. */
export const errors = (text: string, dialect?: Dialect | 'auto', around?: Around): readonly string[] =>
  lines(text, 'error', dialect, around);
/** The warnings of a text. */
export const warnings = (text: string, dialect?: Dialect | 'auto', around?: Around): readonly string[] =>
  lines(text, 'warning', dialect, around);
