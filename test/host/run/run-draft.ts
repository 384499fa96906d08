import {
  type Answer,
  type Connections,
  connectionPool,
  HostTrouble,
  makePlan,
  type Plan,
  run,
  type RunEnvironment,
  type RunEvent,
} from '../../../client/src/run/index.ts';
import { openLocalConnection } from '../../../client/src/ssh/local-connection.ts';
import type { Draft } from '../../../server/src/core/runbook/draft-types.ts';

/** Connections for tests: every name but `gone` is this machine, as if it were a host of that name. */
export function localPool(answer: Answer = async () => undefined): Connections {
  return connectionPool(
    {
      local: (asking) => openLocalConnection(asking),
      sandbox: async () => Promise.reject(new Error('there is no sandbox in this test')),
      resolve: (name) => ({ ...openLocalConnection({ hostKey: async () => false, secret: async () => undefined }).host, name }),
      open: async (details, asking) => {
        if (details.name.startsWith('gone')) throw new HostTrouble('unreachable', `\`${details.name}\` does not answer`);
        return { ...openLocalConnection(asking), host: details };
      },
    },
    answer,
  );
}

/** What a test wants to know of a run. */
export interface Ran {
  readonly plan: Plan;
  readonly events: readonly RunEvent[];
  /** Last outcome of each block by `block` or, off `local`, `block@host`. */
  readonly outcomes: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, string>>;
  /** Standard output by block. */
  readonly output: Readonly<Record<string, string>>;
  readonly exitStatus: number | undefined;
}

/** Characters of output that are kept of a run. */
const enough = 16_000_000;

/** Plans and runs a draft; `between` happens after the plan was made. */
export async function planAndRun(draft: Draft, environment: Partial<RunEnvironment> = {}, between?: (plan: Plan) => void): Promise<Ran> {
  const connections = environment.connections ?? localPool(environment.answer);
  try {
    const plan = await makePlan(draft, connections, environment.secrets === undefined ? {} : { secrets: environment.secrets });
    between?.(plan);
    const events: RunEvent[] = [];
    // A step that prints for ever prints a gigabyte a second: its first megabytes are enough to look at.
    let printed = 0;
    for await (const event of run(plan, { answer: async () => undefined, ...environment, connections })) {
      if (event.type === 'output') printed += event.text.length;
      if (event.type !== 'output' || printed < enough) events.push(event);
    }
    return { plan, events, ...fold(events) };
  } finally {
    if (environment.connections === undefined) await connections.close();
  }
}

function fold(events: readonly RunEvent[]): Omit<Ran, 'plan' | 'events'> {
  const outcomes: Record<string, string> = {};
  const messages: Record<string, string> = {};
  const output: Record<string, string> = {};
  let exitStatus: number | undefined;
  for (const event of events) {
    if (event.type === 'block-ended') {
      const key = event.host === 'local' ? event.block : `${event.block}@${event.host}`;
      outcomes[key] = event.outcome;
      if (event.message !== undefined) messages[key] = event.message;
    } else if (event.type === 'output' && event.stream === 'stdout') output[event.block] = (output[event.block] ?? '') + event.text;
    else if (event.type === 'run-ended') exitStatus = event.exitStatus;
  }
  return { outcomes, messages, output, exitStatus };
}
