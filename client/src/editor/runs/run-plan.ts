import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RunEvent } from '../../run/events.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import { sshConfigSetting } from '../ssh-config-setting.ts';
import { askUser } from '../questions.ts';
import type { RemoteRun, RunnerClient } from '../../run/process/runner-client.ts';
import type { DaemonWords } from './daemon-words.ts';
import type { OutcomeMarks } from './outcome-marks.ts';
import { runLines } from './run-lines.ts';

/** What shows a run. */
export interface RunFaces {
  readonly output: vscode.OutputChannel;
  readonly marks: OutcomeMarks;
  readonly words: DaemonWords;
}

interface Whose {
  readonly known?: vscode.Uri;
  readonly decide?: (isOurs: boolean) => void;
}

/** The runs that go on, so that they can be cancelled. */
export class Runs {
  readonly #running = new Set<RemoteRun>();

  /** Cancels every run that goes on. */
  cancelAll(): void {
    for (const run of this.#running) run.cancel();
  }

  /** Runs a plan that was confirmed, and shows its events; resolves with its last event when it is over. */
  async run(runner: RunnerClient, { plan, source, secrets, text }: ShownPlan, faces: RunFaces): Promise<RunEvent | undefined> {
    const run = await runner.run(plan, secrets, sshConfigSetting(), text, askUser);
    return this.#follow(run, faces, { known: source });
  }

  /** Finds the runs again that went on while this window was reloaded or shut; those of other folders are left to their windows. */
  async resume(runner: RunnerClient, faces: RunFaces): Promise<void> {
    for (const id of runner.runs) {
      let decide: (isOurs: boolean) => void = () => {};
      const isOurs = new Promise<boolean>((resolve) => {
        decide = resolve;
      });
      // Another window's run is not ours to answer for.
      const run = await runner.attach(id, 0, async (question) => ((await isOurs) ? askUser(question) : undefined));
      if (run !== undefined) void this.#follow(run, faces, { decide }).catch(() => decide(false));
    }
  }

  /** `known` is the runbook where this window began the run itself; else the run tells its path, and `decide` is told whether it is of this window. */
  async #follow(run: RemoteRun, { output, marks, words }: RunFaces, { known, decide }: Whose): Promise<RunEvent | undefined> {
    const events = run.events[Symbol.asyncIterator]();
    const first = await events.next();
    if (first.done === true || first.value.type !== 'run-started') return undefined;
    const { draft } = first.value.plan;
    const source = known ?? vscode.Uri.file(draft.file);
    const isOurs = known !== undefined || isOfThisWindow(source);
    decide?.(isOurs);
    if (!isOurs) {
      await events.return?.();
      return undefined;
    }
    words.begin(source);
    await marks.begin(
      source,
      draft.blocks.map(({ name }) => name),
    );
    const lines = runLines();
    const title = withoutAnsi(draft.title === '' ? draft.file.slice(draft.file.lastIndexOf('/') + 1) : draft.title);
    this.#running.add(run);
    await vscode.commands.executeCommand('setContext', 'opsbook.running', true);
    try {
      return await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: `Running “${title}”`, cancellable: true },
        async (progress, token) => {
          token.onCancellationRequested(() => run.cancel());
          let event = first.value;
          for (let next: IteratorResult<RunEvent> = first; next.done !== true; next = await events.next()) {
            event = next.value;
            marks.next(source, event);
            words.next(source, event);
            const more = lines.next(event);
            if (more !== '') output.append(more);
            if (event.type === 'block-started') progress.report({ message: withoutAnsi(`${event.block} on ${event.host}`) });
          }
          return event;
        },
      );
    } catch (error) {
      output.appendLine(`── the run could not go on: ${withoutAnsi(error instanceof Error ? error.message : String(error))}`);
      throw error;
    } finally {
      marks.end(source);
      this.#running.delete(run);
      await vscode.commands.executeCommand('setContext', 'opsbook.running', this.#running.size > 0);
    }
  }
}

function isOfThisWindow(uri: vscode.Uri): boolean {
  return (
    vscode.workspace.getWorkspaceFolder(uri) !== undefined ||
    vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())
  );
}
