import * as vscode from 'vscode';
import type { RunEvent } from '../../run/events.ts';
import { openDocument } from '../../../../server/src/core/index.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import { RunState } from '../runs/run-state.ts';
import { type CellSource, cellsOf } from './cells.ts';
import { groupText } from './group-text.ts';
import { notebookType } from './notebook-type.ts';

/** Milliseconds between two times that a cell's output follows its run. */
const PAUSE = 300;

/** What a notebook needs of the rest of the extension to run its cells. */
export interface CellRunner {
  /** Plans one block of the runbook, shows it and asks; undefined where the user said no. Fails with why it cannot run. */
  plan(source: vscode.Uri, block: string): Promise<ShownPlan | undefined>;
  run(plan: ShownPlan, event: (event: RunEvent) => void, token: vscode.CancellationToken): Promise<RunEvent | undefined>;
}

/** Runs the cells of runbooks that are open as notebooks; outputs are folded by host, and kept in the record alone. */
export function registerNotebook(runner: CellRunner): vscode.Disposable {
  const controller = vscode.notebooks.createNotebookController('opsbook', notebookType, 'Opsbook');
  controller.supportsExecutionOrder = false;
  controller.executeHandler = async (cells, notebook) => {
    for (const cell of cells) if (!(await execute(controller, runner, notebook, cell))) break;
  };
  return vscode.Disposable.from(
    controller,
    vscode.notebooks.registerNotebookCellStatusBarItemProvider(notebookType, {
      provideCellStatusBarItems: ({ metadata }) => {
        const { source } = metadata as { readonly source?: CellSource };
        const attributes = /\{(.*)\}/.exec(source?.before ?? '')?.[1];
        return attributes === undefined
          ? []
          : [new vscode.NotebookCellStatusBarItem(attributes, vscode.NotebookCellStatusBarAlignment.Left)];
      },
    }),
  );
}

/** Runs one cell; whether the next one may run. */
async function execute(
  controller: vscode.NotebookController,
  runner: CellRunner,
  notebook: vscode.NotebookDocument,
  cell: vscode.NotebookCell,
): Promise<boolean> {
  const execution = controller.createNotebookCellExecution(cell);
  // It waits until it is known what is run, and that it may be: its clock counts the run alone.
  const begin = async (): Promise<void> => {
    execution.start(Date.now());
    await execution.clearOutput();
  };
  let began = false;
  try {
    if (!vscode.workspace.isTrusted) throw new Error(vscode.l10n.t('This workspace is not trusted: nothing is run in it.'));
    // What runs is what the file holds.
    if (notebook.isDirty && !(await notebook.save())) throw new Error(vscode.l10n.t('The notebook could not be saved.'));
    const block = await blockOf(notebook, cell);
    if (block === undefined) throw new Error(vscode.l10n.t('This cell is nothing that can run: a shell block or a file was expected.'));
    const plan = await runner.plan(notebook.uri, block);
    began = true;
    if (plan === undefined) {
      execution.start();
      execution.end(undefined);
      return false;
    }
    await begin();
    let state: RunState | undefined;
    let timer: NodeJS.Timeout | undefined;
    const last = await runner
      .run(
        plan,
        (event) => {
          if (event.type === 'run-started') state = new RunState(event);
          else state?.next(event);
          if (event.type !== 'output' && event.type !== 'block-ended') return;
          timer ??= setTimeout(() => {
            timer = undefined;
            if (state !== undefined) void execution.replaceOutput(outputsOf(state));
          }, PAUSE);
        },
        execution.token,
      )
      .finally(() => clearTimeout(timer));
    if (state !== undefined) await execution.replaceOutput(outputsOf(state));
    const well = last?.type === 'run-ended' && last.outcome === 'done';
    execution.end(well, Date.now());
    return well;
  } catch (error) {
    if (!began) await begin();
    await execution.replaceOutput(
      new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.stderr(error instanceof Error ? error.message : String(error))]),
    );
    execution.end(false, Date.now());
    return false;
  }
}

/** The name of the block that a cell is; cells and fences stand in the same order. */
async function blockOf(notebook: vscode.NotebookDocument, cell: vscode.NotebookCell): Promise<string | undefined> {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(notebook.uri));
  const codes = notebook.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
  let offset = 0;
  const starts: number[] = [];
  for (const { kind, source } of cellsOf(text)) {
    // Blank lines may stand before the fence itself.
    if (kind === 'code') starts.push(offset + (/^\s*(?=[`~])/.exec(source?.raw ?? '')?.[0].length ?? 0));
    offset += source?.raw.length ?? 0;
  }
  const start = starts[codes.indexOf(cell)];
  return openDocument('/notebook.md', text, { named: true }).runbook?.blocks.find(({ span }) => span.start === start)?.name;
}

function outputsOf(state: RunState): vscode.NotebookCellOutput[] {
  const { stdout, stderr } = vscode.NotebookCellOutputItem;
  const trouble = [...state.hostTrouble].map(([host, why]) => new vscode.NotebookCellOutput([stderr(`${host}: ${why}\n`)]));
  const groups = state.blocks.flatMap((block) =>
    state.groups(block).map((group) => new vscode.NotebookCellOutput([stdout(groupText(group))])),
  );
  return [...trouble, ...groups];
}
