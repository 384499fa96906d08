import type { Draft } from '../../../server/src/core/index.ts';
import type { Answer, RunEvent } from '../run/events.ts';
import type { Plan } from '../run/plan.ts';

/** The runner as the editor knows it: a process of its own, reached through its client. */
export interface Runner {
  /** Looks at the hosts (reads only) and completes the draft. `secrets` are the values of secret inputs, by name. */
  plan(draft: Draft, secrets: Readonly<Record<string, string>>, answer: Answer): Promise<Plan>;
  /** Runs exactly that plan; the events end with `run-ended`, or the iteration fails with a message for the user. */
  run(plan: Plan, secrets: Readonly<Record<string, string>>, answer: Answer): RunningRun;
  dispose(): void;
}

/** A run that goes on. */
export interface RunningRun {
  readonly events: AsyncIterable<RunEvent>;
  /** Ends every step that runs; the events go on until `run-ended`. */
  cancel(): void;
}
