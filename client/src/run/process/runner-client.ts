import type { Draft } from '../../../../server/src/core/runbook/draft-types.ts';
import type { Answer, RunEvent } from '../events.ts';
import type { Plan } from '../plan.ts';
import type { TerminalSize } from '../../ssh/connection.ts';
import type { Reaching } from './messages.ts';

/** A run that goes on in the runner process. */
export interface RemoteRun {
  readonly run: string;
  /** From the number asked for, as they happen; ends with `run-ended`, or fails where the process is gone. */
  readonly events: AsyncIterable<RunEvent>;
  /** Ends every step that runs; the events go on until `run-ended`. */
  cancel(): void;
}

/** A step's terminal that this window is offered. */
export interface RemoteTerminal {
  readonly run: string;
  readonly block: string;
  readonly host: string;
  keys(text: string): void;
  resize(size: TerminalSize): void;
  /** Ends the step: its terminal was closed by hand. */
  hangUp(): void;
}

/** What a window makes of a terminal that it takes. */
export interface ShownTerminal {
  /** Of the terminal as it is shown. */
  readonly size: TerminalSize;
  /** What the step prints: escapes as they are, secrets masked. More comes when it resolves. */
  show(text: string): void | Promise<void>;
  /** The step has ended, another window has its terminal, or the runner process is gone. */
  closed(): void;
}

/** Takes a terminal, or leaves it to others with undefined. */
export type ShowTerminal = (terminal: RemoteTerminal) => ShownTerminal | undefined | Promise<ShownTerminal | undefined>;

/** The runner process as a window knows it. */
export interface RunnerClient {
  /** Runs that went on in the process when it was reached: what a reloaded window attaches to. */
  readonly runs: readonly string[];
  plan(draft: Draft, secrets: Readonly<Record<string, string>>, reaching: Reaching, answer: Answer, signal?: AbortSignal): Promise<Plan>;
  /** Starts exactly that plan; `text` is the runbook's, for the record. */
  run(plan: Plan, secrets: Readonly<Record<string, string>>, reaching: Reaching, text: string, answer: Answer): Promise<RemoteRun>;
  /** The events of a run from number `since` on; undefined where it is not known. */
  attach(run: string, since: number, answer: Answer): Promise<RemoteRun | undefined>;
  /** Who is offered the terminals of `interactive` steps of the runs that this window attends; nobody before it is said. */
  onTerminal(show: ShowTerminal): void;
  /** Resolves when the process is gone. */
  readonly closed: Promise<void>;
  /** Lets go of the process; what runs goes on. */
  dispose(): void;
}
