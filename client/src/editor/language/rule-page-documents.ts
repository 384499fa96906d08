import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type RulePageParams, rulePageRequest } from '../../../../server/src/protocol.ts';

const scheme = 'opsbook-rule';

/** Addresses of rules' pages, with `{rule}` for the id: the code of a diagnostic leads to one. */
export const rulePageTemplate = `${scheme}:/{rule}.md`;

/** The pages of rules as read-only documents, which the language server writes. */
export function registerRulePages(client: BaseLanguageClient): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri): Promise<string> {
      const rule = uri.path.replace(/^\//, '').replace(/\.md$/, '');
      const params: RulePageParams = { rule };
      return (await client.sendRequest<string | null>(rulePageRequest, params)) ?? `${vscode.l10n.t('No rule is called `{0}`.', rule)}\n`;
    },
  });
}
