import type { Language } from '../../server/src/core/language.ts';
import type { Finding } from '../../server/src/core/problem.ts';
import { findings } from '../../server/src/core/rule.ts';
import type { Settings } from '../../server/src/core/settings.ts';
import { lineIndex } from '../../server/src/core/text/line-index.ts';

/** A finding with its line, counted from 1. */
export interface Judged extends Finding {
  readonly line: number;
}

/** Everything a language says of one text that stands alone, in no order; the work of parser and rules, nothing else in scope. */
// biome-ignore lint/suspicious/noExplicitAny: each language is only given its own tree
export function judgeText(language: Language<any>, text: string, settings: Settings): readonly Judged[] {
  const parsed = language.parse(text);
  const facts = parsed.facts.map((fact) => ({ fact, file: 'corpus', own: true }));
  const context = { text, tree: parsed.tree, parsed, settings, path: undefined, facts, closed: false };
  const found: Finding[] = [...parsed.problems];
  for (const rule of language.rules) {
    if (rule.check === undefined) continue;
    for (const finding of findings(rule, rule.check(context))) found.push(finding);
  }
  const index = lineIndex(text);
  return found.map((finding) => ({ ...finding, line: index.positionAt(finding.span.start).line + 1 }));
}
