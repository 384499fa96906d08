import { rsyslog } from '../../../../../server/src/core/languages/rsyslog/index.ts';
import type { ScopedFact } from '../../../../../server/src/core/language.ts';
import type { Place } from '../../../../../server/src/core/places.ts';
import type { Finding } from '../../../../../server/src/core/problem.ts';
import { findings } from '../../../../../server/src/core/rule.ts';
import { lineIndex } from '../../../../../server/src/core/text/line-index.ts';

/** A finding with its line, counted from 1. */
export type Found = Finding & { readonly line: number };

/** How a text is judged: by which version, with which facts of other files, and whether there can be no more. */
export interface JudgeOptions {
  readonly version?: string;
  readonly others?: readonly ScopedFact[];
  readonly closed?: boolean;
  /** What stands on the host. */
  readonly host?: Readonly<Record<string, Place>>;
}

/** Everything that is said of a text, sorted by place. */
export function judge(text: string, { version, others = [], closed = false, host = {} }: JudgeOptions = {}): readonly Found[] {
  const parsed = rsyslog.parse(text);
  const facts = [...parsed.facts.map((fact) => ({ fact, file: 'etc/rsyslog.d/this.conf', own: true })), ...others];
  const settings = version === undefined ? {} : { rsyslog: { version } };
  const context = { text, tree: parsed.tree, parsed, settings, path: undefined, facts, closed, onHost: (at: string) => host[at] };
  const found: Finding[] = [...parsed.problems];
  for (const rule of rsyslog.rules) if (rule.check !== undefined) found.push(...findings(rule, rule.check(context)));
  const lines = lineIndex(text);
  return found
    .map((one) => ({ ...one, line: lines.positionAt(one.span.start).line + 1 }))
    .sort((a, b) => a.span.start - b.span.start || a.rule.localeCompare(b.rule));
}

/** The lines with an error and its rule without the language's name: `3 missing-quote`. */
export function errors(text: string, options: JudgeOptions = {}): readonly string[] {
  return judge(text, options)
    .filter((one) => one.severity === 'error')
    .map((one) => `${one.line} ${one.rule.replace('rsyslog-', '')}`);
}

/** The same for warnings. */
export function warnings(text: string, options: JudgeOptions = {}): readonly string[] {
  return judge(text, options)
    .filter((one) => one.severity === 'warning')
    .map((one) => `${one.line} ${one.rule.replace('rsyslog-', '')}`);
}
