import { join } from 'node:path';
import type { Connections } from '../connections.ts';
import type { Plan } from '../plan.ts';
import { openRecord } from '../records/record.ts';
import { eventsFile } from '../records/record-files.ts';
import { run } from '../run.ts';
import { type Growth, growth } from './growth.ts';
import { type Questions, questions } from './questions.ts';
import { type Terminals, terminals } from './terminals.ts';

/** A run that goes on in the runner process, or went on in one. */
export interface HostedRun {
  readonly id: string;
  /** The record's events, absolute. */
  readonly events: string;
  readonly growth: Growth;
  readonly questions: Questions;
  readonly terminals: Terminals;
  /** Why it ended without `run-ended`. */
  readonly trouble: () => string | undefined;
  cancel(): void;
  /** Resolves when it is over; never rejects. */
  readonly done: Promise<void>;
}

/** What a hosted run is started with. */
export interface HostedRunStart {
  readonly id: string;
  /** The folder of all records. */
  readonly records: string;
  readonly plan: Plan;
  readonly text: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly connections: (questions: Questions) => Connections;
  /** Milliseconds that a question or a terminal waits for a window. */
  readonly patience: number;
}

/** Starts a run: each event is on the disk before anybody is told of it. Rejects, with nothing written, where the plan may not run. */
export async function hostRun(start: HostedRunStart): Promise<HostedRun> {
  const abort = new AbortController();
  const asked = questions(start.patience);
  const connections = start.connections(asked);
  const seats = terminals(start.patience);
  const events = run(start.plan, {
    connections,
    answer: asked.ask,
    terminal: seats.take,
    secrets: start.secrets,
    signal: abort.signal,
    run: start.id,
  });
  try {
    const first = await events.next();
    const grows = growth();
    const record = openRecord({ folder: start.records, run: start.id, plan: start.plan, text: start.text, written: () => grows.grown() });
    let trouble: string | undefined;
    const follow = async (): Promise<void> => {
      try {
        for (let next = first; next.done !== true; next = await events.next()) {
          await record.append(next.value);
        }
        await record.close();
      } catch (error) {
        trouble = error instanceof Error ? error.message : String(error);
      } finally {
        await record.close().catch(() => undefined);
        grows.end();
        // What it still waits for, if the disk was full: nothing may go on unseen.
        abort.abort();
        await events.return(undefined).catch(() => undefined);
        await connections.close().catch(() => undefined);
      }
    };
    return {
      id: start.id,
      events: join(record.folder, eventsFile),
      growth: grows,
      questions: asked,
      terminals: seats,
      trouble: () => trouble,
      cancel: () => abort.abort(),
      done: follow(),
    };
  } catch (error) {
    abort.abort();
    await connections.close().catch(() => undefined);
    throw error;
  }
}
