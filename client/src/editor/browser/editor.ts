import * as vscode from 'vscode';
import { registerReadingTools } from '../agents/reading-tools.ts';
import { watchActiveRunbook } from '../language/active-runbook.ts';
import { type CommandTable, registerTable } from '../commands/register-table.ts';
import { configurationLanguages, startLanguageClient } from '../language/client.ts';
import { judgeStatus } from '../language/judge-status.ts';
import { suggestWhileTyping } from '../language/suggest-while-typing.ts';
import type { OutcomeOf } from '../preview/preview.ts';
import { RunbookList } from '../runbooks/list.ts';
import { LogMarks } from '../runbooks/log-marks.ts';
import { GivenInputs, MeantRunbooks } from '../runbooks/meant.ts';
import { runbookCommands } from '../runbooks/runbook-commands.ts';
import { RunbooksView } from '../runbooks/runbooks-view.ts';
import { reportIssue } from '../support/report-issue.ts';
import { registerTryMessage } from '../try/try-message.ts';
import type { Bundles } from './bundles.ts';
import { refuseToRun, refusingNotebook } from './cannot-run.ts';
import { WorkerClient } from './worker-client.ts';

export { serializer } from '../notebook/serializer.ts';

/** Nothing runs here, so nothing has an outcome. */
export const outcomeOf: OutcomeOf = () => undefined;

/** Starts all that needs no machine: the language features, the runbooks of the workspace, and a plain word where something would run. */
export async function start(context: vscode.ExtensionContext, bundles: Bundles): Promise<void> {
  const client = await startLanguageClient(context, {
    runs: false,
    make: (name, title, options) => new WorkerClient(name, title, () => bundles.worker('./server-browser.cjs'), options),
  });
  const runbooks = new RunbookList(client);
  const meant = new MeantRunbooks(runbooks);
  const commands: CommandTable = {
    ...runbookCommands({ runbooks, meant, given: new GivenInputs() }),
    'opsbook.reportIssue': () => reportIssue(context, runbooks, 'a browser'),
    'opsbook.restartServer': () => client.restart(),
  };
  context.subscriptions.push(
    registerTable(commands),
    watchActiveRunbook(client),
    suggestWhileTyping(client),
    registerTryMessage(client),
    judgeStatus(client, configurationLanguages(context)),
    runbooks.register(),
    new RunbooksView(runbooks).register(),
    meant.register(),
    new LogMarks(meant).register(),
    registerReadingTools(client),
    refusingNotebook(),
  );
  context.subscriptions.push(await refuseToRun(context));
  await vscode.commands.executeCommand('setContext', 'opsbook.active', true);
}
