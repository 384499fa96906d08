import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RunEvent } from '../../run/events.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import { planLines } from '../plan/plan-lines.ts';
import { runMarkdown } from '../runs/run-markdown.ts';
import { RunState } from '../runs/run-state.ts';
import { type FileInput, said, uriOf } from './reading-tools.ts';

/** What the tools need of the rest of the extension. */
export interface ToolContext {
  plan(source: vscode.Uri, block: string | undefined): Promise<ShownPlan | undefined>;
  /** Shows a plan to the user and asks, as for a run that the user began; undefined where the answer is no. */
  run(plan: ShownPlan, event: (event: RunEvent) => void, token: vscode.CancellationToken): Promise<RunEvent | undefined>;
}

interface RunbookInput extends FileInput {
  readonly block?: string;
}

/** Offers plan and run to the editor's agents. What an agent runs is planned, asked for and recorded as what a person runs. */
export function registerTools({ plan, run }: ToolContext): vscode.Disposable {
  // Editors without language models have no such place.
  if (typeof vscode.lm?.registerTool !== 'function') return new vscode.Disposable(() => {});
  return vscode.Disposable.from(
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
