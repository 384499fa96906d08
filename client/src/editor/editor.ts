import * as vscode from 'vscode';
import { registerReadingTools } from './agents/reading-tools.ts';
import { registerTools } from './agents/tools.ts';
import { registerCommands } from './commands/register-commands.ts';
import { HostStates } from './hosts/host-states.ts';
import { HostsView } from './hosts/hosts-view.ts';
import { sshConfigWatcher } from './hosts/ssh-config-watcher.ts';
import { watchActiveRunbook } from './language/active-runbook.ts';
import { configurationLanguages, startLanguageClient } from './language/client.ts';
import { daemonCheck } from './language/daemon-check.ts';
import { judgeStatus } from './language/judge-status.ts';
import { nodeClient } from './language/node-client.ts';
import { suggestWhileTyping } from './language/suggest-while-typing.ts';
import { registerNotebook } from './notebook/controller.ts';
import { PlanDocuments } from './plan/plan-documents.ts';
import { findForFile } from './runbooks/find-for-file.ts';
import { RunbookList } from './runbooks/list.ts';
import { LogMarks } from './runbooks/log-marks.ts';
import { GivenInputs, MeantRunbooks } from './runbooks/meant.ts';
import { RunbooksView } from './runbooks/runbooks-view.ts';
import type { OutcomeOf } from './preview/preview.ts';
import { runnerOf } from './runner.ts';
import { DaemonWords } from './runs/daemon-words.ts';
import { OutcomeMarks } from './runs/outcome-marks.ts';
import { OutputDocuments } from './runs/output-documents.ts';
import { Runs } from './runs/run-plan.ts';
import { showStepTerminal } from './runs/step-terminal.ts';
import { RunsView } from './runs/runs-view.ts';
import { registerTasks } from './tasks/lint-task.ts';
import { CheckTests } from './testing/check-tests.ts';
import { registerTryMessage } from './try/try-message.ts';

export { serializer } from './notebook/serializer.ts';

let shownMarks: OutcomeMarks | undefined;

/** What became of a block in the last run, for the preview; undefined where nothing is known. */
export const outcomeOf: OutcomeOf = (document, block) => shownMarks?.outcomeOf(document, block);

/** Starts everything that a runbook or a configuration file needs; resolves when the language server answers. */
export async function start(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel(vscode.l10n.t('Opsbook Runs'), 'opsbook-run');
  const plans = new PlanDocuments();
  context.subscriptions.push(output, plans.register());
  const sshConfig = sshConfigWatcher();
  const client = await startLanguageClient(context, { runs: true, sshConfig, make: (...words) => nodeClient(context, ...words) });
  const marks = new OutcomeMarks(client);
  shownMarks = marks;
  const runs = new Runs();
  // A process of its own: it starts when somebody wants to run something, and not before.
  const runner = runnerOf(context, async (terminal) =>
    (await runs.isOurs(terminal.run)) ? showStepTerminal(terminal, () => runs.printed(terminal)) : undefined,
  );
  const words = new DaemonWords();
  const hosts = new HostStates();
  const hostsView = new HostsView(client, hosts);
  const runbooks = new RunbookList(client);
  const meant = new MeantRunbooks(runbooks);
  const faces = {
    output,
    marks,
    words,
    hosts,
    view: new RunsView(),
    outputs: new OutputDocuments(),
    hostsChanged: () => hostsView.follow(),
    readHosts: () => hostsView.refresh(),
  };
  // Tests run by commands, and one command asks the tests.
  let checks: CheckTests | undefined;
  const commands = registerCommands({
    extension: context,
    client,
    runner: runner.reach,
    plans,
    runs,
    faces,
    runbooks: { runbooks, meant, given: new GivenInputs(), findForFile },
    fixOf: (argument) => checks?.fixOf(argument),
  });
  checks = new CheckTests(runbooks, commands.checks);
  context.subscriptions.push(
    marks.register(),
    words.register(),
    runs.register(),
    faces.view.register(),
    faces.outputs.register(),
    watchActiveRunbook(client),
    suggestWhileTyping(client),
    registerTryMessage(client),
    registerTasks(context),
    daemonCheck(),
    judgeStatus(client, configurationLanguages(context)),
    commands,
    hostsView.register(sshConfig),
    runbooks.register(),
    new RunbooksView(runbooks).register(),
    meant.register(),
    new LogMarks(meant).register(),
    registerNotebook(commands.cells),
    registerReadingTools(client),
    registerTools(commands.tools),
    checks.register(),
    runner,
  );
  await vscode.commands.executeCommand('setContext', 'opsbook.active', true);
  // A browser has `opsbook.active` alone.
  await vscode.commands.executeCommand('setContext', 'opsbook.canRun', true);
  context.subscriptions.push(runs.list(faces));
  if (!vscode.workspace.isTrusted) return;
  const there = await runner.meet().catch(() => undefined);
  if (there !== undefined) await runs.resume(there, faces);
}
