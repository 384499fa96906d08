import * as vscode from 'vscode';
import { isWell } from '../../run/outcome.ts';
import type { AnswerPlace, OutputDocuments } from './output-documents.ts';
import { recordFolder } from './record-reader.ts';
import { runMarkdown } from './run-markdown.ts';
import type { RunState } from './run-state.ts';
import type { RunNode } from './run-tree.ts';
import type { RunsView } from './runs-view.ts';

/** What the commands of the view need. */
export interface RunCommandContext {
  readonly view: RunsView;
  readonly outputs: OutputDocuments;
  /** Cancels a run that goes on. */
  cancel(run?: string): void;
  /** Writes the record of a run as a document. */
  exported(run: string, title: string): Promise<void>;
  /** Plans the runbook of a run anew for some hosts, and runs it where the user agrees. */
  again(source: vscode.Uri, hosts: readonly string[], inputs: Readonly<Record<string, string>>): Promise<unknown>;
}

/** The commands of the Runs view, by name; each takes the line that was clicked, else the one that is selected, else the newest run. */
export function runCommands({ view, outputs, cancel, again, exported }: RunCommandContext): Readonly<Record<string, RunCommand>> {
  const stateOf = async (argument: unknown): Promise<RunState | undefined> => {
    const node = nodeOf(argument) ?? view.selection[0];
    const state = node === undefined ? view.newest : await view.stateOf(node);
    if (state === undefined) void vscode.window.showInformationMessage(vscode.l10n.t('There is no run to show yet.'));
    return state;
  };
  return {
    'opsbook.cancel': async (argument) => cancel(nodeOf(argument)?.kind === 'run' ? (await stateOf(argument))?.run : undefined),
    'opsbook.showGroupOutput': async (argument) => {
      if (isPlace(argument)) {
        await outputs.showPlace(argument);
        return;
      }
      const node = nodeOf(argument) ?? view.selection[0];
      if (node?.kind === 'group' || node?.kind === 'file') await outputs.show(node.state, node.group);
    },
    'opsbook.showMoreAnswers': async (argument) => {
      const node = nodeOf(argument);
      if (node?.kind === 'more') view.showMore(node);
    },
    'opsbook.compareOutputs': async (argument, more) => {
      const nodes = (Array.isArray(more) && more.length > 1 ? more.map(nodeOf) : [...view.selection]).filter(
        (node) => node?.kind === 'group',
      );
      const [left, right] = nodes;
      if (left?.kind === 'group' && right?.kind === 'group') await outputs.compare(left.state, [left.group, right.group]);
      else {
        const node = nodeOf(argument);
        const others =
          node?.kind === 'group' ? node.state.groups(node.group.block).filter(({ hosts }) => hosts[0] !== node.group.hosts[0]) : [];
        const [other] = others;
        if (node?.kind === 'group' && other !== undefined) await outputs.compare(node.state, [other, node.group]);
        else void vscode.window.showInformationMessage(vscode.l10n.t('Select two groups of hosts to compare what they answered.'));
      }
    },
    'opsbook.copyRunAsMarkdown': async (argument) => {
      const state = await stateOf(argument);
      if (state !== undefined) await vscode.env.clipboard.writeText(runMarkdown(state));
    },
    'opsbook.exportRun': async (argument) => {
      const state = await stateOf(argument);
      if (state !== undefined) await exported(state.run, state.title);
    },
    'opsbook.openRecord': async (argument) => {
      const state = await stateOf(argument);
      if (state === undefined) return;
      const file = vscode.Uri.joinPath(vscode.Uri.file(recordFolder(state.run)), 'events.jsonl');
      await vscode.window.showTextDocument(file, { preview: true });
    },
    'opsbook.rerunFailed': async (argument) => {
      const state = await stateOf(argument);
      if (state === undefined) return undefined;
      const hosts = state.failedHosts(({ outcome, stopped }) => !isWell(outcome) || stopped === true);
      if (hosts.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('No host failed in this run.'));
        return undefined;
      }
      const inputs = Object.fromEntries(state.plan.draft.inputs.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
      const { file } = state.plan.draft;
      const unsaved = vscode.workspace.textDocuments.find(({ isUntitled, uri }) => isUntitled && uri.toString() === file);
      return again(unsaved?.uri ?? vscode.Uri.file(file), hosts, inputs);
    },
  };
}

export type RunCommand = (argument: unknown, more?: unknown) => Promise<unknown>;

function nodeOf(argument: unknown): RunNode | undefined {
  return typeof argument === 'object' && argument !== null && 'kind' in argument ? (argument as RunNode) : undefined;
}

/** What a link in a hover names: plain data. */
function isPlace(argument: unknown): argument is AnswerPlace {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'kind' in argument &&
    argument.kind === 'place' &&
    ['run', 'block', 'host', 'name'].every((key) => typeof (argument as Record<string, unknown>)[key] === 'string')
  );
}
