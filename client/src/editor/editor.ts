import * as vscode from 'vscode';
import { registerCommands } from './commands/register-commands.ts';
import { watchActiveRunbook } from './language/active-runbook.ts';
import { startLanguageClient } from './language/client.ts';
import { suggestWhileTyping } from './language/suggest-while-typing.ts';
import { PlanDocuments } from './plan/plan-documents.ts';
import { runnerOf } from './runner.ts';
import { DaemonWords } from './runs/daemon-words.ts';
import { OutcomeMarks } from './runs/outcome-marks.ts';
import { Runs } from './runs/run-plan.ts';

/** Starts everything that a runbook or a configuration file needs; resolves when the language server answers. */
export async function start(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Opsbook Runs', 'opsbook-run');
  const plans = new PlanDocuments();
  context.subscriptions.push(output, plans.register());
  const client = await startLanguageClient(context);
  const marks = new OutcomeMarks(client);
  const runner = runnerOf(context);
  const runs = new Runs();
  const words = new DaemonWords();
  const faces = { output, marks, words };
  context.subscriptions.push(
    marks.register(),
    words.register(),
    watchActiveRunbook(client),
    suggestWhileTyping(client),
    registerCommands({
      client,
      // The runner is a process: it starts when somebody wants to run something, and not before.
      runner: runner.reach,
      plans,
      runs,
      faces,
    }),
    runner,
  );
  await vscode.commands.executeCommand('setContext', 'opsbook.active', true);
  if (!vscode.workspace.isTrusted) return;
  const there = await runner.meet().catch(() => undefined);
  if (there !== undefined) await runs.resume(there, faces);
}
