import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Answer } from '../events.ts';
import { eventQueue, type EventQueue } from './event-queue.ts';
import {
  attachRequest,
  cancelNotification,
  eventsRequest,
  helloRequest,
  planRequest,
  questionRequest,
  runRequest,
  terminalClosedNotification,
  terminalHangUpNotification,
  terminalKeysNotification,
  terminalOutputRequest,
  terminalRequest,
  terminalSizeNotification,
  type Welcome,
} from './messages.ts';
import { type Place, runnerPlace } from './place.ts';
import type { RemoteRun, RunnerClient, ShownTerminal, ShowTerminal } from './runner-client.ts';

/** Which runner is meant, and how it is started. */
export interface RunnerOptions {
  /** The bundle `runner.cjs`, absolute. */
  readonly program: string;
  readonly version: string;
  /** Node, or what runs as Node with ELECTRON_RUN_AS_NODE; this process's own if absent. */
  readonly node?: string;
  /** Where its folder lies; the user's runtime or state folder if absent. */
  readonly parent?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Further arguments, for tests. */
  readonly arguments?: readonly string[];
}

/** Meets the runner process of this user and version, or starts it. Throws with a sentence where it does not come up within ten seconds. */
export async function connectRunner(options: RunnerOptions): Promise<RunnerClient> {
  const place = runnerPlace(options.program, options.version, options.parent);
  const there = await meet(place).catch(() => undefined);
  if (there !== undefined) return client(there);
  const child = spawn(
    options.node ?? process.execPath,
    [options.program, '--socket', place.socket, '--token', place.token, ...(options.arguments ?? [])],
    { detached: true, stdio: 'ignore', windowsHide: true, env: { ...(options.environment ?? process.env), ELECTRON_RUN_AS_NODE: '1' } },
  );
  let failed: string | undefined;
  child.once('error', (error) => {
    failed = error.message;
  });
  child.once('exit', (code, signal) => {
    failed ??= `it ended with ${signal ?? code}`;
  });
  child.unref();
  let last: unknown;
  for (let waited = 0; waited < 10_000; waited += 50) {
    await delay(50);
    try {
      return client(await meet(place));
    } catch (error) {
      last = error;
    }
    // One that lost a race for the place ends; the other is met all the same.
    if (failed !== undefined && waited > 2000) break;
  }
  throw new Error(`The runner \`${options.program}\` did not come up: ${failed ?? (last instanceof Error ? last.message : String(last))}`);
}

interface Met {
  readonly connection: MessageConnection;
  readonly socket: Socket;
  readonly welcome: Welcome;
}

async function meet(place: Place): Promise<Met> {
  const socket = connect(place.socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  connection.onError(() => socket.destroy());
  connection.listen();
  try {
    const token = readFileSync(place.token, 'utf8');
    const late = delay(5000, undefined, { ref: false }).then(() => Promise.reject(new Error('it does not answer')));
    return { connection, socket, welcome: await Promise.race([connection.sendRequest(helloRequest, { token }), late]) };
  } catch (error) {
    connection.dispose();
    socket.destroy();
    throw error;
  }
}

function client({ connection, socket, welcome }: Met): RunnerClient {
  const queues = new Map<string, EventQueue>();
  const answers = new Map<string, Answer>();
  const planning: Answer[] = [];
  const screens = new Map<string, ShownTerminal>();
  let showTerminal: ShowTerminal = () => undefined;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void closed.then(() => {
    for (const shown of screens.values()) shown.closed();
    screens.clear();
    for (const queue of queues.values()) queue.fail('the runner process is gone; the record of the run tells how far it came');
  });
  connection.onRequest(eventsRequest, async ({ run, events, last, trouble }) => {
    const queue = queues.get(run);
    await queue?.push(events);
    if (last) {
      if (trouble === undefined) queue?.end();
      else queue?.fail(trouble);
      queues.delete(run);
      answers.delete(run);
    }
    return null;
  });
  connection.onRequest(questionRequest, async ({ run, question }) => {
    const answer = run === undefined ? planning.at(-1) : answers.get(run);
    return (await answer?.(question)) ?? null;
  });
  const keyOf = ({ run, terminal }: { readonly run: string; readonly terminal: string }): string => `${run} ${terminal}`;
  connection.onRequest(terminalRequest, async ({ run, terminal, block, host }) => {
    const say = (sent: Promise<void>): void => void sent.catch(() => undefined);
    const shown = await showTerminal({
      run,
      block,
      host,
      keys: (text) => say(connection.sendNotification(terminalKeysNotification, { run, terminal, text })),
      resize: ({ rows, columns }) => say(connection.sendNotification(terminalSizeNotification, { run, terminal, rows, columns })),
      hangUp: () => say(connection.sendNotification(terminalHangUpNotification, { run, terminal })),
    });
    if (shown === undefined) return null;
    screens.set(keyOf({ run, terminal }), shown);
    return shown.size;
  });
  connection.onRequest(terminalOutputRequest, async (output) => {
    await screens.get(keyOf(output))?.show(output.text);
    return null;
  });
  connection.onNotification(terminalClosedNotification, (of) => {
    screens.get(keyOf(of))?.closed();
    screens.delete(keyOf(of));
  });
  const remote = async (run: string, since: number, answer: Answer): Promise<RemoteRun | undefined> => {
    const queue = eventQueue();
    queues.set(run, queue);
    answers.set(run, answer);
    if (!(await connection.sendRequest(attachRequest, { run, since }))) {
      queues.delete(run);
      answers.delete(run);
      return undefined;
    }
    return {
      run,
      events: queue.events,
      cancel: () => void connection.sendNotification(cancelNotification, { run }).catch(() => undefined),
    };
  };
  return {
    runs: welcome.runs,
    async plan(draft, secrets, reaching, answer, signal) {
      const source = new CancellationTokenSource();
      const cancel = (): void => source.cancel();
      if (signal?.aborted === true) cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      planning.push(answer);
      try {
        return await connection.sendRequest(planRequest, { draft, secrets, reaching }, source.token);
      } finally {
        planning.splice(planning.indexOf(answer), 1);
        signal?.removeEventListener('abort', cancel);
        source.dispose();
      }
    },
    async run(plan, secrets, reaching, text, answer) {
      const run = await connection.sendRequest(runRequest, { plan, secrets, reaching, text });
      const started = await remote(run, 0, answer);
      if (started === undefined) throw new Error(`The runner does not know the run \`${run}\` that it began`);
      return started;
    },
    attach: remote,
    onTerminal(show) {
      showTerminal = show;
    },
    closed,
    dispose() {
      connection.dispose();
      socket.destroy();
    },
  };
}
