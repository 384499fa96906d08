import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RunEvent } from '../../run/events.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import { askUser } from '../questions.ts';
import type { RemoteRun, RunnerClient } from '../../run/process/runner-client.ts';
import type { OutcomeMarks } from './outcome-marks.ts';
import { runLines } from './run-lines.ts';

/** What shows a run. */
export interface RunFaces {
  readonly output: vscode.OutputChannel;
  readonly marks: OutcomeMarks;
}

/** The runs that go on, so that they can be cancelled. */
export class Runs {
  readonly #running = new Set<RemoteRun>();

  /** Cancels every run that goes on. */
  cancelAll(): void {
    for (const run of this.#running) run.cancel();
  }

  /** Runs a plan that was confirmed, and shows its events; resolves with its last event when it is over. */
  async run(runner: RunnerClient, { plan, source, secrets, text }: ShownPlan, { output, marks }: RunFaces): Promise<RunEvent | undefined> {
    const title = withoutAnsi(plan.draft.title === '' ? plan.draft.file : plan.draft.title);
    await marks.begin(
      source,
      plan.draft.blocks.map(({ name }) => name),
    );
    output.show(true);
    return vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Running ${title}`, cancellable: true },
      async (progress, token) => {
        const run = await runner.run(plan, secrets, {}, text, askUser);
        this.#running.add(run);
        await vscode.commands.executeCommand('setContext', 'opsbook.running', true);
        token.onCancellationRequested(() => run.cancel());
        const lines = runLines();
        let last: RunEvent | undefined;
        try {
          for await (const event of run.events) {
            last = event;
            marks.next(source, event);
            const more = lines.next(event);
            if (more !== '') output.append(more);
            if (event.type === 'block-started') progress.report({ message: withoutAnsi(`${event.block} on ${event.host}`) });
          }
        } catch (error) {
          output.appendLine(`── the run could not go on: ${withoutAnsi(error instanceof Error ? error.message : String(error))}`);
          throw error;
        } finally {
          this.#running.delete(run);
          await vscode.commands.executeCommand('setContext', 'opsbook.running', this.#running.size > 0);
        }
        return last;
      },
    );
  }
}
