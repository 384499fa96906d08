import { release } from 'node:os';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type LensTarget, planCommand, runCommand } from '../../../../server/src/protocol.ts';
import { blocksOf } from '../language/blocks.ts';
import type { Plan } from '../../run/plan.ts';
import type { PlanDocuments, ShownPlan } from '../plan/plan-documents.ts';
import type { RunnerClient } from '../../run/process/runner-client.ts';
import { exportRun } from '../runs/export-run.ts';
import { reportIssue } from '../support/report-issue.ts';
import { runCommands } from '../runs/run-commands.ts';
import type { RunFaces, Runs } from '../runs/run-plan.ts';
import { hostCommands } from '../hosts/host-commands.ts';
import { type RunbookCommandContext, runbookCommands } from '../runbooks/runbook-commands.ts';
import type { CheckFix, CheckRunner } from '../testing/check-tests.ts';
import type { RunbookNode } from '../runbooks/runbooks-view.ts';
import { confirmPlans } from '../plan/confirm-plans.ts';
import { canRun } from '../plan/plan-lines.ts';
import type { ToolContext } from '../agents/tools.ts';
import type { CellRunner } from '../notebook/controller.ts';
import { productionAgreed } from '../hosts/production.ts';
import { confirmRun } from './confirm-run.ts';
import { outcomeWord } from '../words/outcome-word.ts';
import { inTheirLanguage } from '../words/in-their-language.ts';
import { makePlan, type Wanted } from './make-plan.ts';
import { type CommandTable, registerTable } from './register-table.ts';

/** What commands work with. */
export interface CommandContext {
  readonly extension: vscode.ExtensionContext;
  readonly client: LanguageClient;
  readonly runner: () => Promise<RunnerClient>;
  readonly plans: PlanDocuments;
  readonly runs: Runs;
  readonly faces: RunFaces;
  readonly runbooks: RunbookCommandContext;
  /** The block that mends what a red check found. */
  fixOf(argument: unknown): CheckFix | undefined;
}

/** What other parts of the extension do through the commands' own ways. */
export interface Commands extends vscode.Disposable {
  readonly checks: CheckRunner;
  readonly cells: CellRunner;
  readonly tools: ToolContext;
}

/** Registers every command of package.json. A command that fails says why, once. */
export function registerCommands(context: CommandContext): Commands {
  const { client, plans, runs, faces } = context;
  // What was given for an input once is offered the next time.
  const planFor = async (source: vscode.Uri, wanted: Wanted): Promise<ShownPlan | undefined> => {
    const { given } = context.runbooks;
    const shown = await makePlan(client, context.runner, source, { offered: given.of(source), ...wanted });
    const values = shown?.plan.draft.inputs.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])) ?? [];
    given.give(source, { ...given.of(source), ...Object.fromEntries(values) });
    return shown;
  };
  const plan = async (target: Target | undefined): Promise<vscode.Uri | undefined> => {
    const shown = target && (await planFor(target.uri, target));
    if (shown === undefined) return undefined;
    // Where it cannot run, it is the document that says why.
    const uri = await plans.show(shown);
    return canRun(shown.plan) ? uri : undefined;
  };
  const runPlan = async (uri: vscode.Uri | undefined): Promise<unknown> => {
    const shown = uri && plans.planOf(uri);
    if (shown === undefined || !vscode.workspace.isTrusted || !(await confirmRun(shown))) return undefined;
    // The runbook comes back to the front: that is where the outcomes appear.
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(shown.source), { preview: false });
    const first = shown.plan.draft.blocks.find(({ inOrder, skipped }) => inOrder && skipped === undefined);
    faces.output.show(true);
    if (first !== undefined) void reveal(editor, first.line - 1);
    const last = await runs.run(await context.runner(), shown, faces);
    return last?.type === 'run-ended' ? last.outcome : undefined;
  };
  const run = async (target: Target | undefined): Promise<unknown> => runPlan(await plan(target));
  const table: CommandTable = {
    'opsbook.run': (argument) => run(documentOf(argument)),
    'opsbook.plan': (argument) => plan(documentOf(argument)),
    [runCommand]: async (argument) => run(await blockOf(client, argument)),
    ...hostCommands({ refresh: () => faces.readHosts(), run: (uri) => run({ uri }) }),
    ...runbookCommands(context.runbooks),
    [planCommand]: async (argument) => plan(await blockOf(client, argument)),
    'opsbook.runPlan': (argument) => runPlan(argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri),
    ...runCommands({
      view: faces.view,
      outputs: faces.outputs,
      exported: (id, title) => exportRun(context.extension, id, title),
      cancel: (id) => runs.cancel(id),
      again: (uri, hosts, inputs) => run({ uri, hosts: hosts.join(','), inputs }),
    }),
    'opsbook.comparePlanned': async (uri, block, host) => {
      if (uri instanceof vscode.Uri && typeof block === 'string' && typeof host === 'string') await plans.compare(uri, block, host);
    },
    'opsbook.openFix': async (argument) => {
      const fix = context.fixOf(argument);
      if (fix === undefined) return;
      const document = await vscode.workspace.openTextDocument(fix.uri);
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      const line = (await blocksOf(client, document)).find(({ name }) => name === fix.block)?.line ?? 0;
      editor.selection = new vscode.Selection(line, 0, line, 0);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    },
    'opsbook.reportIssue': () =>
      reportIssue(context.extension, context.runbooks.runbooks, `${process.platform} ${release()}, Node ${process.versions.node}`),
    'opsbook.showOutput': async () => faces.output.show(true),
    'opsbook.restartServer': () => client.restart(),
  };
  const checks: CheckRunner = {
    plan: (source, block, hosts) =>
      planFor(source, {
        checksOnly: true,
        ...(block !== undefined && { block }),
        ...(hosts !== undefined && { hosts }),
      }),
    confirm: (shown) => confirmPlans(shown, plans, 'check'),
    run: async (shown, event, token) => runs.run(await context.runner(), shown, faces, { event, token }),
  };
  const cells: CellRunner = {
    plan: async (source, block) => {
      const shown = await planFor(source, { block });
      if (shown === undefined) return undefined;
      const reason = whyNot(shown.plan);
      if (reason !== undefined) throw new Error(cannotRun(reason));
      return (await confirmPlans([shown], plans, 'block')) && (await productionAgreed(shown)) ? shown : undefined;
    },
    run: checks.run,
  };
  const tools: Commands['tools'] = {
    plan: (source, block) => planFor(source, { ...(block !== undefined && { block }) }),
    run: async (shown, event, token) => {
      await plans.show(shown);
      const reason = whyNot(shown.plan);
      if (reason !== undefined) throw new Error(cannotRun(reason));
      return (await confirmRun(shown)) ? checks.run(shown, event, token) : undefined;
    },
  };
  const registered = registerTable(table);
  return { checks, cells, tools, dispose: () => registered.dispose() };
}

function cannotRun(reason: string): string {
  return vscode.l10n.t('This cannot run: {0}', reason);
}

/** Why nothing of a plan can run; undefined where something can. */
function whyNot(plan: Plan): string | undefined {
  if (canRun(plan)) return undefined;
  const { draft, hosts } = plan;
  const [refusal] = draft.refusals;
  if (refusal !== undefined) return vscode.l10n.t('line {0}: {1}', refusal.line, inTheirLanguage(refusal.message));
  const [host] = hosts;
  return hosts.length === 1 && host?.trouble !== undefined
    ? vscode.l10n.t('{0} is {1}: {2}', host.name, outcomeWord(host.trouble.outcome), inTheirLanguage(host.trouble.message))
    : vscode.l10n.t('no host can be worked on; the plan says why');
}

/** Brings a line into view when the output has taken its part of the window. */
async function reveal(editor: vscode.TextEditor, line: number): Promise<void> {
  await new Promise((resume) => setTimeout(resume, 300));
  editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

interface Target extends Wanted {
  readonly uri: vscode.Uri;
}

function documentOf(argument: unknown): Target | undefined {
  if (isRunbookNode(argument)) return { uri: vscode.Uri.parse(argument.runbook.uri) };
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  return uri && { uri };
}

/** The block that a lens names, else the one that the caret stands in. */
async function blockOf(client: LanguageClient, argument: unknown): Promise<Target | undefined> {
  if (isLensTarget(argument)) return { uri: client.protocol2CodeConverter.asUri(argument.uri), block: argument.block };
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line } = editor.selection.active;
  const block = (await blocksOf(client, editor.document)).find((candidate) => candidate.line <= line && line <= candidate.endLine);
  if (block === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The caret stands in no block that can run.'));
    return undefined;
  }
  return { uri: editor.document.uri, block: block.name };
}

function isLensTarget(argument: unknown): argument is LensTarget {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'uri' in argument &&
    typeof argument.uri === 'string' &&
    'block' in argument &&
    typeof argument.block === 'string'
  );
}

function isRunbookNode(argument: unknown): argument is RunbookNode {
  return typeof argument === 'object' && argument !== null && 'kind' in argument && argument.kind === 'runbook' && 'runbook' in argument;
}
