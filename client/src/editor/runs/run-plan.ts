import { join } from 'node:path';
import * as vscode from 'vscode';
import { log } from '../log.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RunEvent } from '../../run/events.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import { sshConfigSetting } from '../ssh-config-setting.ts';
import { askUser } from '../questions.ts';
import { stateFolder } from '../../run/state-folder.ts';
import { eventInTheirLanguage } from '../words/in-their-language.ts';
import type { RemoteRun, RunnerClient } from '../../run/process/runner-client.ts';
import type { DaemonWords } from './daemon-words.ts';
import type { OutcomeMarks } from './outcome-marks.ts';
import type { HostStates } from '../hosts/host-states.ts';
import { RecordedHosts } from '../hosts/recorded-hosts.ts';
import type { OutputDocuments } from './output-documents.ts';
import { pacedOutput } from './paced-output.ts';
import { recordedRuns } from './record-reader.ts';
import { RecordWatch } from './record-watch.ts';
import { runLines } from './run-lines.ts';
import { RunState } from './run-state.ts';
import { RunStatus } from './run-status.ts';
import type { RunsView } from './runs-view.ts';

/** What shows a run. */
export interface RunFaces {
  readonly output: vscode.OutputChannel;
  readonly marks: OutcomeMarks;
  readonly words: DaemonWords;
  readonly view: RunsView;
  readonly outputs: OutputDocuments;
  readonly hosts: HostStates;
  /** Told when a run told something of a host. */
  hostsChanged(): void;
  /** Reads anew which hosts there are. */
  readHosts(): void;
}

/** Who else wants to know what a run does, and to end it. */
export interface RunListener {
  readonly event?: (event: RunEvent) => void;
  readonly token?: vscode.CancellationToken;
}

/** How many recorded runs the view lists. */
const LISTED = 50;

interface Whose {
  readonly known?: vscode.Uri;
  readonly decide?: (isOurs: boolean) => void;
  readonly event?: (event: RunEvent) => void;
}

/** The runs that go on, so that they can be cancelled. */
export class Runs {
  readonly #running = new Map<string, RemoteRun>();
  readonly #status = new RunStatus();
  readonly #resumed = new Map<string, RunState>();
  /** By run: whether it is of this window's folders. It may be asked before that is known. */
  readonly #ours = new Map<string, { readonly known: Promise<boolean>; readonly decide: (isOurs: boolean) => void }>();

  register(): vscode.Disposable {
    return this.#status;
  }

  /** Whether a run is of this window: its questions and its terminals are for the user who sits here. Resolves when that is known. */
  isOurs(run: string): Promise<boolean> {
    return this.#owner(run).known;
  }

  /** What a step of a run that was found again printed already, as it came, escapes in it; '' of any other run, and where it was too much. */
  async printed({ run, block, host }: { readonly run: string; readonly block: string; readonly host: string }): Promise<string> {
    if (!this.#resumed.has(run)) return '';
    // The record is read anew just now.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const answer = this.#resumed.get(run)?.answer(block, host);
    return answer === undefined || answer.cut ? '' : answer.text;
  }

  #owner(run: string): { readonly known: Promise<boolean>; readonly decide: (isOurs: boolean) => void } {
    let decide: (isOurs: boolean) => void = () => {};
    const owner = this.#ours.get(run) ?? {
      known: new Promise<boolean>((resolve) => {
        decide = resolve;
      }),
      decide: (isOurs) => decide(isOurs),
    };
    this.#ours.set(run, owner);
    return owner;
  }

  /** Cancels every run that goes on, or the one that is named. */
  cancel(run?: string): void {
    for (const [id, remote] of this.#running) if (run === undefined || run === id) remote.cancel();
  }

  /** Runs a plan that was confirmed, and shows its events; resolves with its last event when it is over. */
  async run(
    runner: RunnerClient,
    { plan, source, secrets, text }: ShownPlan,
    faces: RunFaces,
    { event, token }: RunListener = {},
  ): Promise<RunEvent | undefined> {
    const run = await runner.run(plan, secrets, sshConfigSetting(), text, askUser);
    this.#owner(run.run).decide(true);
    const cancelling = token?.onCancellationRequested(() => run.cancel());
    try {
      return await this.#follow(run, faces, { known: source, ...(event && { event }) });
    } finally {
      cancelling?.dispose();
    }
  }

  /** Finds the runs again that went on while this window was reloaded or shut; those of other folders are left to their windows. */
  async resume(runner: RunnerClient, faces: RunFaces): Promise<void> {
    for (const id of runner.runs) {
      const { decide } = this.#owner(id);
      // Another window's run is not ours to answer for.
      const run = await runner.attach(id, 0, async (question) => ((await this.isOurs(id)) ? askUser(question) : undefined));
      if (run !== undefined) void this.#follow(run, faces, { decide }).catch(() => decide(false));
    }
  }

  /** `known` is the runbook where this window began the run itself; else the run tells its path, and `decide` is told whether it is of this window. */
  async #follow(run: RemoteRun, faces: RunFaces, { known, decide, event: tell }: Whose): Promise<RunEvent | undefined> {
    const events = run.events[Symbol.asyncIterator]();
    const first = await events.next();
    if (first.done === true || first.value.type !== 'run-started') return undefined;
    const { output, marks, words, view, outputs } = faces;
    const { draft } = first.value.plan;
    const source = known ?? vscode.Uri.file(draft.file);
    const isOurs = known !== undefined || isOfThisWindow(source);
    decide?.(isOurs);
    if (!isOurs) {
      await events.return?.();
      return undefined;
    }
    const state = new RunState(first.value);
    if (known === undefined) this.#resumed.set(run.run, state);
    words.begin(source);
    await marks.begin(
      source,
      draft.blocks.map(({ name }) => name),
      state,
    );
    const lines = runLines();
    const paced = pacedOutput((text) => output.append(text));
    view.begin(state);
    outputs.know(state);
    this.#running.set(run.run, run);
    this.#status.show(state);
    await vscode.commands.executeCommand('setContext', 'opsbook.running', true);
    try {
      let event = first.value as RunEvent;
      for (let next: IteratorResult<RunEvent> = first; next.done !== true; next = await events.next()) {
        event = eventInTheirLanguage(next.value);
        marks.next(source, event);
        words.next(source, event);
        state.next(event);
        tell?.(event);
        logged(run.run, event);
        if (faces.hosts.next(event)) faces.hostsChanged();
        paced.append(lines.next(event));
        view.changed();
        // The item says nothing of outputs; its clock goes by itself.
        if (event.type !== 'output') this.#status.changed();
        if (event.type === 'block-ended') outputs.refresh(run.run);
      }
      return event;
    } catch (error) {
      state.cut(withoutAnsi(error instanceof Error ? error.message : String(error)));
      paced.append(`── ${vscode.l10n.t('the run could not go on: {0}', state.trouble ?? '')}\n`);
      throw error;
    } finally {
      marks.end(source);
      this.#running.delete(run.run);
      this.#resumed.delete(run.run);
      this.#status.hide(state);
      view.changed();
      outputs.refresh(run.run);
      await vscode.commands.executeCommand('setContext', 'opsbook.running', this.#running.size > 0);
    }
  }

  /** Lists the recorded runs of this window's folders, and follows those that others write, until it is disposed of. */
  list({ view, hosts, hostsChanged }: Pick<RunFaces, 'view' | 'hosts' | 'hostsChanged'>): vscode.Disposable {
    const told = new RecordedHosts(hosts);
    let reading = Promise.resolve();
    const watch = new RecordWatch(join(stateFolder(), 'runs'), () => {
      reading = reading.then(read);
    });
    const read = async (): Promise<void> => {
      const recorded = await recordedRuns((file) => isOfThisWindow(vscode.Uri.file(file)), LISTED);
      view.setRecorded(recorded);
      if (await told.read(recorded)) hostsChanged();
      watch.follow(recorded.flatMap(({ run, outcome }) => (outcome === undefined && !this.#running.has(run) ? [run] : [])));
    };
    reading = read();
    return watch;
  }
}

function isOfThisWindow(uri: vscode.Uri): boolean {
  return (
    vscode.workspace.getWorkspaceFolder(uri) !== undefined ||
    vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())
  );
}

/** A run's course in the log: that it began and ended, and what became of each block; nothing that hosts print. */
function logged(run: string, event: RunEvent): void {
  if (event.type === 'run-started') log().info(`run ${run} began`);
  else if (event.type === 'run-ended') log().info(`run ${run} ended: ${event.outcome}`);
  else if (event.type === 'host-trouble') log().warn(withoutAnsi(`run ${run}: ${event.host} is ${event.outcome}`));
  else if (event.type === 'block-started') log().debug(withoutAnsi(`run ${run}: ${event.block} on ${event.host} began`));
  else if (event.type === 'block-ended') log().debug(withoutAnsi(`run ${run}: ${event.block} on ${event.host} is ${event.outcome}`));
}
