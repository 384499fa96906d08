import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import { allRules, rulePage } from '../core/index.ts';
import { type RulePageParams, rulePageRequest } from '../protocol.ts';

/** The address of the page of a rule; undefined where there is none. */
export type RulePages = (rule: string) => string | undefined;

/** By the client's own template (`{rule}` is the id); else the files in `docs/rules` beside the folder of this program, where they are. */
export function rulePages(template: string | undefined): RulePages {
  if (template !== undefined) return (rule) => template.replaceAll('{rule}', rule);
  const [, program] = process.argv;
  if (program === undefined || !existsSync(program)) return () => undefined;
  const folder = join(dirname(realpathSync(program)), '..', 'docs', 'rules');
  if (!existsSync(folder)) return () => undefined;
  return (rule) => pathToFileURL(join(folder, `${rule}.md`)).toString();
}

/** Answers our own request for the page of a rule. */
export function onRulePage(connection: Connection): void {
  connection.onRequest(rulePageRequest, ({ rule }: RulePageParams): string | null => {
    const found = allRules().find(({ id }) => id === rule);
    return found === undefined ? null : rulePage(found);
  });
}
