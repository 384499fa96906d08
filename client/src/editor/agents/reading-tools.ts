import * as vscode from 'vscode';
import { type BaseLanguageClient, DocumentDiagnosticRequest } from 'vscode-languageclient';
import { withoutAnsi } from '../../run/ansi.ts';
import { ruleNamed } from '../../../../server/src/core/index.ts';

/** What an agent says of a file: its path, absolute or relative to a workspace folder. */
export interface FileInput {
  readonly path: string;
}

/** Offers to the editor's agents what only reads: lint and explain. */
export function registerReadingTools(client: BaseLanguageClient): vscode.Disposable {
  // Editors without language models have no such place.
  if (typeof vscode.lm?.registerTool !== 'function') return new vscode.Disposable(() => {});
  return vscode.Disposable.from(
    vscode.lm.registerTool<FileInput>('opsbook_lint', {
      prepareInvocation: ({ input }) => ({ invocationMessage: vscode.l10n.t('Linting {0}', withoutAnsi(input.path)) }),
      invoke: async ({ input }) => said(await lintWords(client, uriOf(input.path))),
    }),
    vscode.lm.registerTool<{ readonly rule: string }>('opsbook_explain', {
      invoke: async ({ input }) => {
        const rule = ruleNamed(input.rule);
        if (rule === undefined) return said(`No rule is called ${input.rule}.`);
        return said(`${rule.id} (${rule.severity}): ${rule.summary}.\n\n${rule.why}\n\nBad:\n${rule.bad}\nGood:\n${rule.good}`);
      },
    }),
  );
}

/** An answer to an agent. */
export function said(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}

/** The file that an agent names: absolute, or in the first folder that has it. A path outside of the workspace is refused. */
export function uriOf(path: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (first === undefined) throw new Error('No folder is open.');
  const uri = path.startsWith('/') ? first.uri.with({ path }) : vscode.Uri.joinPath(first.uri, path);
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) throw new Error(`${path} is not in this workspace.`);
  return uri;
}

async function lintWords(client: BaseLanguageClient, uri: vscode.Uri): Promise<string> {
  await vscode.workspace.openTextDocument(uri);
  const report = await client.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri: client.code2ProtocolConverter.asUri(uri) },
  });
  const items = report.kind === 'full' ? report.items : [];
  if (items.length === 0) return 'No problems.';
  const severities = ['', 'error', 'warning', 'info', 'hint'];
  return items
    .map(
      ({ range, severity = 1, message, code }) =>
        `${range.start.line + 1}:${range.start.character + 1} ${severities[severity]} ${message} (${code})`,
    )
    .join('\n');
}
