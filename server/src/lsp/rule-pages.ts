import type { Connection } from 'vscode-languageserver';
import { rulePage, ruleNamed } from '../core/index.ts';
import { type RulePageParams, rulePageRequest } from '../protocol.ts';

/** The address of the page of a rule; undefined where there is none. */
export type RulePages = (rule: string) => string | undefined;

/** By the client's own template, with `{rule}` in the place of the id. */
export function pagesByTemplate(template: string): RulePages {
  return (rule) => template.replaceAll('{rule}', rule);
}

/** Answers our own request for the page of a rule. */
export function onRulePage(connection: Connection): void {
  connection.onRequest(rulePageRequest, ({ rule }: RulePageParams): string | null => {
    const found = ruleNamed(rule);
    return found === undefined ? null : rulePage(found);
  });
}
