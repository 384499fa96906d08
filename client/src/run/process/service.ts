import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Connections, connectionPool, type Ways } from '../connections.ts';
import type { Answer } from '../events.ts';
import { makePlan } from '../make-plan.ts';
import type { Plan } from '../plan.ts';
import { eventsFile } from '../records/record-files.ts';
import { runId } from '../run-id.ts';
import { growth } from './growth.ts';
import { type HostedRun, hostRun } from './hosted-run.ts';
import type { PlanRequest, Reaching, RunRequest } from './messages.ts';
import { questions } from './questions.ts';
import { terminals } from './terminals.ts';

/** What a runner process does, whoever asks. */
export interface Service {
  /** Ids of the runs that go on. */
  running(): readonly string[];
  plan(request: PlanRequest, answer: Answer, signal: AbortSignal): Promise<Plan>;
  run(request: RunRequest): Promise<HostedRun>;
  /** A run that goes on here, or the record of one that is over; undefined where there is neither. */
  find(run: string): HostedRun | undefined;
  close(): Promise<void>;
}

/** How the service reaches hosts, and how patient it is (milliseconds). */
export interface ServiceOptions {
  readonly ways: (reaching: Reaching) => Ways & { close(): Promise<void> };
  /** The folder of all records. */
  readonly records: string;
  /** For how long the connections of a plan stay open for its run. */
  readonly keepOpen: number;
  /** For how long a question or a terminal waits for a window. */
  readonly patience: number;
  /** A run began or ended. */
  readonly changed: () => void;
}

interface Kept {
  readonly connections: Connections;
  readonly reaching: string;
  /** Whom its questions go to now. */
  answer: Answer;
  readonly timer: NodeJS.Timeout;
}

/** The service of one runner process. */
export function service(options: ServiceOptions): Service {
  const ways = new Map<string, ReturnType<ServiceOptions['ways']>>();
  const kept = new Map<string, Kept>();
  const runs = new Map<string, HostedRun>();
  const waysFor = (reaching: Reaching): Ways => {
    const key = JSON.stringify(reaching);
    const known = ways.get(key) ?? options.ways(reaching);
    ways.set(key, known);
    return known;
  };
  const drop = (hash: string): void => {
    const old = kept.get(hash);
    kept.delete(hash);
    clearTimeout(old?.timer);
    void old?.connections.close();
  };
  return {
    running: () => [...runs.values()].filter((run) => !run.growth.over).map(({ id }) => id),
    async plan({ draft, secrets, reaching }, answer, signal) {
      const holder = { answer };
      const connections = connectionPool(waysFor(reaching), (question) => holder.answer(question));
      // Hosts that were not begun are not gone to for nobody.
      const close = (): void => void connections.close();
      signal.addEventListener('abort', close, { once: true });
      try {
        const plan = await makePlan(draft, connections, { secrets, signal });
        signal.throwIfAborted();
        drop(plan.hash);
        const timer = setTimeout(() => drop(plan.hash), options.keepOpen).unref();
        kept.set(plan.hash, Object.assign(holder, { connections, reaching: JSON.stringify(reaching), timer }));
        return plan;
      } catch (error) {
        await connections.close();
        throw error;
      } finally {
        signal.removeEventListener('abort', close);
      }
    },
    async run({ plan, secrets, reaching, text }) {
      const open = kept.get(plan.hash);
      const mine = open?.reaching === JSON.stringify(reaching) ? open : undefined;
      if (mine !== undefined) {
        kept.delete(plan.hash);
        clearTimeout(mine.timer);
      }
      const run = await hostRun({
        id: runId(Date.now()),
        records: options.records,
        plan,
        text,
        secrets,
        patience: options.patience,
        connections: (asked) => {
          if (mine === undefined) return connectionPool(waysFor(reaching), asked.ask);
          mine.answer = asked.ask;
          return mine.connections;
        },
      });
      runs.set(run.id, run);
      options.changed();
      void run.done.then(() => {
        runs.delete(run.id);
        options.changed();
      });
      return run;
    },
    find(id) {
      const run = runs.get(id);
      if (run !== undefined) return run;
      if (!/^[0-9A-Za-z-]+$/.test(id)) return undefined;
      const events = join(options.records, id, eventsFile);
      if (!existsSync(events)) return undefined;
      return {
        id,
        events,
        growth: growth(true),
        questions: questions(0),
        terminals: terminals(0),
        trouble: () => undefined,
        cancel: () => undefined,
        done: Promise.resolve(),
      };
    },
    async close() {
      for (const hash of [...kept.keys()]) drop(hash);
      for (const run of runs.values()) run.cancel();
      await Promise.all([...runs.values()].map(({ done }) => done));
      await Promise.all([...ways.values()].map((way) => way.close()));
    },
  };
}
