import { NotificationType, RequestType } from 'vscode-jsonrpc/node';
import type { Draft } from '../../../../server/src/core/runbook/draft-types.ts';
import type { TerminalSize } from '../../ssh/connection.ts';
import type { Question, RunEvent } from '../events.ts';
import type { Plan } from '../plan.ts';

/** The first message on a connection; before it nothing else is heard. */
export interface Hello {
  readonly token: string;
}

/** What a runner process says of itself, and of the runs that go on in it. */
export interface Welcome {
  readonly pid: number;
  readonly runs: readonly string[];
}

/** How the hosts of a request are reached. */
export interface Reaching {
  /** The ssh_config that tells of names; the user's own if absent. Absolute. */
  readonly sshConfig?: string;
}

export interface PlanRequest {
  readonly draft: Draft;
  /** Values of secret inputs; they stay in the memory of the process. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly reaching: Reaching;
}

export interface RunRequest {
  readonly plan: Plan;
  readonly secrets: Readonly<Record<string, string>>;
  readonly reaching: Reaching;
  /** The runbook's text as it stands, for the record. */
  readonly text: string;
}

/** A question of a plan or a run; `run` is absent while a plan is made. */
export interface Asked {
  readonly run?: string;
  readonly question: Question;
}

/** Events of a run, in order; `last` says that no more will come. */
export interface Events {
  readonly run: string;
  readonly events: readonly RunEvent[];
  readonly last: boolean;
  /** Why the run ended without `run-ended`. */
  readonly trouble?: string;
}

/** The terminal of an `interactive` step: `run` and `terminal` name it in all that is said of it. */
export interface TerminalOf {
  readonly run: string;
  readonly terminal: string;
}

/** What the editor asks of the runner process. */
export const helloRequest = new RequestType<Hello, Welcome, void>('hello');
/** Cancelled by its cancellation token. */
export const planRequest = new RequestType<PlanRequest, Plan, void>('plan');
/** Starts a run and answers with its id; its events are told to who attaches. A run that may not start is an error with its reasons. */
export const runRequest = new RequestType<RunRequest, string, void>('run');
/** Tells the events of a run from number `since` on, from its record, then as they happen; false where no such run is known here. */
export const attachRequest = new RequestType<{ readonly run: string; readonly since: number }, boolean, void>('attach');
export const cancelNotification = new NotificationType<{ readonly run: string }>('cancel');
/** What was typed, as a terminal sends it. */
export const terminalKeysNotification = new NotificationType<TerminalOf & { readonly text: string }>('terminal/keys');
/** The window's terminal has another size. */
export const terminalSizeNotification = new NotificationType<TerminalOf & TerminalSize>('terminal/size');
/** The window's terminal was closed by hand, which ends the step. */
export const terminalHangUpNotification = new NotificationType<TerminalOf>('terminal/hang-up');

/** What the runner process asks of the editor. The answer to `events` is what makes the next ones come. */
export const eventsRequest = new RequestType<Events, null, void>('events');
/**
 * Offers a window that attends the run a terminal. Answered with its size by a window that shows it, with null by one that does not; the first
 * that answers has it, and it is offered again when that window goes.
 */
export const terminalRequest = new RequestType<TerminalOf & { readonly block: string; readonly host: string }, TerminalSize | null, void>(
  'terminal',
);
/** What the step prints: escapes as they are, secrets masked. The answer is what makes more come. */
export const terminalOutputRequest = new RequestType<TerminalOf & { readonly text: string }, null, void>('terminal/output');
/** The step has ended, or another window has its terminal. */
export const terminalClosedNotification = new NotificationType<TerminalOf>('terminal/closed');
/** Answered with null for "nobody is there"; the first window that answers decides. */
export const questionRequest = new RequestType<Asked, string | boolean | null, void>('question');
