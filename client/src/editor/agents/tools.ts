import * as vscode from 'vscode';
import { DocumentDiagnosticRequest, type LanguageClient } from 'vscode-languageclient/node';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RunEvent } from '../../run/events.ts';
import { allRules } from '../../../../server/src/core/index.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import { planLines } from '../plan/plan-lines.ts';
import { runMarkdown } from '../runs/run-markdown.ts';
import { RunState } from '../runs/run-state.ts';

/** What the tools need of the rest of the extension. */
export interface ToolContext {
  readonly client: LanguageClient;
  plan(source: vscode.Uri, block: string | undefined): Promise<ShownPlan | undefined>;
  /** Shows a plan to the user and asks, as for a run that the user began; undefined where the answer is no. */
  run(plan: ShownPlan, event: (event: RunEvent) => void, token: vscode.CancellationToken): Promise<RunEvent | undefined>;
}

interface RunbookInput {
  readonly path: string;
  readonly block?: string;
}

/** Offers lint, explain, plan and run to the editor's agents. What an agent runs is planned, asked for and recorded as what a person runs. */
export function registerTools({ client, plan, run }: ToolContext): vscode.Disposable {
  // Editors without language models have no such place.
  if (typeof vscode.lm?.registerTool !== 'function') return new vscode.Disposable(() => {});
  return vscode.Disposable.from(
    vscode.lm.registerTool<RunbookInput>('opsbook_lint', {
      prepareInvocation: ({ input }) => ({ invocationMessage: vscode.l10n.t('Linting {0}', withoutAnsi(input.path)) }),
      invoke: async ({ input }) => said(await lintWords(client, uriOf(input.path))),
    }),
    vscode.lm.registerTool<{ readonly rule: string }>('opsbook_explain', {
      invoke: async ({ input }) => {
        const rule = allRules().find(({ id }) => id === input.rule);
        if (rule === undefined) return said(`No rule is called ${input.rule}.`);
        return said(`${rule.id} (${rule.severity}): ${rule.summary}.\n\n${rule.why}\n\nBad:\n${rule.bad}\nGood:\n${rule.good}`);
      },
    }),
    vscode.lm.registerTool<RunbookInput>('opsbook_plan', {
      prepareInvocation: ({ input }) => ({
        invocationMessage: vscode.l10n.t('Planning {0}: hosts are read, nothing is changed', withoutAnsi(input.path)),
      }),
      invoke: async ({ input }) => {
        const shown = await plan(uriOf(input.path), input.block);
        return said(shown === undefined ? 'The user did not let this be planned.' : planLines(shown.plan, shown.production));
      },
    }),
    vscode.lm.registerTool<RunbookInput>('opsbook_run', {
      prepareInvocation: ({ input }) => ({
        invocationMessage: vscode.l10n.t('Running {0}', withoutAnsi(input.path)),
        confirmationMessages: {
          title: vscode.l10n.t('Run a runbook'),
          message:
            input.block === undefined
              ? vscode.l10n.t('Plan {0}, and ask you with the plan on the screen?', withoutAnsi(input.path))
              : vscode.l10n.t(
                  'Plan {0}, block {1}, and ask you with the plan on the screen?',
                  withoutAnsi(input.path),
                  withoutAnsi(input.block),
                ),
        },
      }),
      invoke: async ({ input }, token) => {
        const shown = await plan(uriOf(input.path), input.block);
        if (shown === undefined) return said('The user did not let this be planned.');
        let state: RunState | undefined;
        const last = await run(
          shown,
          (event) => {
            if (event.type === 'run-started') state = new RunState(event);
            else state?.next(event);
          },
          token,
        );
        return said(
          last === undefined || state === undefined ? 'The user looked at the plan and did not agree. Nothing ran.' : runMarkdown(state),
        );
      },
    }),
  );
}

function said(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}

/** The file that an agent names: absolute, or in the first folder that has it. A path outside of the workspace is refused. */
function uriOf(path: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (first === undefined) throw new Error('No folder is open.');
  const uri = path.startsWith('/') ? first.uri.with({ path }) : vscode.Uri.joinPath(first.uri, path);
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) throw new Error(`${path} is not in this workspace.`);
  return uri;
}

async function lintWords(client: LanguageClient, uri: vscode.Uri): Promise<string> {
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
