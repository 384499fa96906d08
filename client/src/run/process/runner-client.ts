import type { Draft } from '../../../../server/src/core/runbook/draft-types.ts';
import type { Answer, RunEvent } from '../events.ts';
import type { Plan } from '../plan.ts';
import type { Reaching } from './messages.ts';

/** A run that goes on in the runner process. */
export interface RemoteRun {
  readonly run: string;
  /** From the number asked for, as they happen; ends with `run-ended`, or fails where the process is gone. */
  readonly events: AsyncIterable<RunEvent>;
  /** Ends every step that runs; the events go on until `run-ended`. */
  cancel(): void;
}

/** The runner process as a window knows it. */
export interface RunnerClient {
  /** Runs that went on in the process when it was reached: what a reloaded window attaches to. */
  readonly runs: readonly string[];
  plan(draft: Draft, secrets: Readonly<Record<string, string>>, reaching: Reaching, answer: Answer, signal?: AbortSignal): Promise<Plan>;
  /** Starts exactly that plan; `text` is the runbook's, for the record. */
  run(plan: Plan, secrets: Readonly<Record<string, string>>, reaching: Reaching, text: string, answer: Answer): Promise<RemoteRun>;
  /** The events of a run from number `since` on; undefined where it is not known. */
  attach(run: string, since: number, answer: Answer): Promise<RemoteRun | undefined>;
  /** Resolves when the process is gone. */
  readonly closed: Promise<void>;
  /** Lets go of the process; what runs goes on. */
  dispose(): void;
}
