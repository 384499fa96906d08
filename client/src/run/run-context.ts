import type { Draft, DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { Connections } from './connections.ts';
import { ownValue } from './values/own-value.ts';
import type { Answer } from './events.ts';
import type { HostPart } from './host-part.ts';
import type { Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { TakeTerminal } from './terminal.ts';
import type { Telling } from './told-run.ts';

/** What a run needs besides its plan. */
export interface RunEnvironment {
  readonly connections: Connections;
  readonly answer: Answer;
  /** Values of the secret inputs: the same that the plan was made with. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Names of blocks whose `confirm` is answered with yes beforehand (`--confirm`). */
  readonly confirmed?: ReadonlySet<string>;
  /** Who sits at the terminal of an `interactive` step; absent: nobody, and a plan with one may not run. */
  readonly terminal?: TakeTerminal;
  /** Take back what was done on a host that fails, without asking. */
  readonly undoOnFailure?: boolean;
  /** Ends the run: what is running is ended, the rest does not begin. */
  readonly signal?: AbortSignal;
  /** The run's id; made if absent. */
  readonly run?: string;
  /** Milliseconds since the epoch; the clock if absent. */
  readonly now?: () => number;
}

/** What all parts of a run share. */
export interface RunContext extends Telling {
  readonly plan: Plan;
  readonly draft: Draft;
  readonly blocks: ReadonlyMap<string, DraftBlock>;
  readonly environment: RunEnvironment;
  /** Values that a single target gave: seen on every host. */
  readonly shared: Map<string, string>;
  readonly part: (host: string) => HostPart;
  /** Runs a block on a host because another block wants it: once, or again. */
  readonly call: (block: DraftBlock, part: HostPart, why: string, again: boolean) => Promise<Outcome>;
  /** Asks about a block once in each batch; true is yes. */
  readonly confirm: (block: DraftBlock, hosts: readonly string[], message: string, always?: boolean) => Promise<boolean>;
}

/** The value of a name on a host: what a step gave there, what the only target of a step gave, else an input, else the host's own. */
export function valueOn(context: RunContext, part: HostPart, name: string): string | undefined {
  return (
    part.variables.get(name) ??
    context.shared.get(name) ??
    context.draft.inputs.find((input) => input.name === name)?.value ??
    ownValue(context.draft, part.name, name)
  );
}
