import { languages } from './languages/registry.ts';
import type { RuleRecord } from './rule.ts';
import { runbookRules } from './rules/registry.ts';

/** A rule and the language whose texts its examples are in. */
export interface ListedRule extends RuleRecord {
  readonly language: string;
}

/** Every rule there is: the runbook's, then each language's. */
export function allRules(): readonly ListedRule[] {
  return [
    ...runbookRules.map((rule) => ({ ...rule, language: 'runbook' })),
    ...languages.flatMap((language) => language.rules.map((rule) => ({ ...rule, language: language.id }))),
  ];
}

/** The rule of that id; undefined where there is none. Of the languages only that is loaded whose id it begins with. */
export function ruleNamed(id: string): ListedRule | undefined {
  const runbooks = runbookRules.find((rule) => rule.id === id);
  if (runbooks !== undefined) return { ...runbooks, language: 'runbook' };
  for (const language of languages) {
    const rule = id.startsWith(`${language.id}-`) ? language.rules.find((candidate) => candidate.id === id) : undefined;
    if (rule !== undefined) return { ...rule, language: language.id };
  }
  return undefined;
}
