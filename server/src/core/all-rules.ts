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
