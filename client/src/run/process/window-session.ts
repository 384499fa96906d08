import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  CancellationTokenSource,
  createMessageConnection,
  ErrorCodes,
  type MessageConnection,
  ResponseError,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Question } from '../events.ts';
import { followEvents } from './follow-events.ts';
import type { HostedRun } from './hosted-run.ts';
import {
  attachRequest,
  cancelNotification,
  eventsRequest,
  helloRequest,
  planRequest,
  questionRequest,
  runRequest,
  type TerminalOf,
  terminalClosedNotification,
  terminalHangUpNotification,
  terminalKeysNotification,
  terminalOutputRequest,
  terminalRequest,
  terminalSizeNotification,
} from './messages.ts';
import type { AskWindow } from './questions.ts';
import type { TerminalSize } from '../../ssh/connection.ts';
import type { StepTerminal } from '../terminal.ts';
import type { Service } from './service.ts';
import type { TerminalWindow } from './terminals.ts';

/** Serves one window on `socket` until it goes; nothing is heard before the token. */
export function serveWindow(socket: Socket, token: string, service: Service): void {
  const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  const gone = new AbortController();
  let known = false;
  const leave: (() => void)[] = [];
  const ended = (): void => {
    if (gone.signal.aborted) return;
    gone.abort();
    for (const each of leave) each();
    connection.dispose();
    socket.destroy();
  };
  // A stranger has a moment to say the token, and one try.
  const stranger = setTimeout(() => {
    if (!known) ended();
  }, 5000).unref();
  const wanted = (): void => {
    if (!known) throw new ResponseError(ErrorCodes.InvalidRequest, 'The first message must be `hello` with the token');
  };
  connection.onRequest(helloRequest, (hello) => {
    known = isToken(hello?.token, token);
    clearTimeout(stranger);
    if (!known) {
      // After the answer is on its way.
      setTimeout(ended, 100).unref();
      throw new ResponseError(ErrorCodes.InvalidRequest, 'The token is wrong');
    }
    return { pid: process.pid, runs: service.running() };
  });
  connection.onRequest(planRequest, async (request, cancelled) => {
    wanted();
    const abort = new AbortController();
    cancelled.onCancellationRequested(() => abort.abort());
    const signal = AbortSignal.any([abort.signal, gone.signal]);
    return told(service.plan(request, (question) => ask(connection, { question }, signal).catch(() => undefined), signal));
  });
  connection.onRequest(runRequest, async (request) => {
    wanted();
    return (await told(service.run(request))).id;
  });
  connection.onRequest(attachRequest, ({ run, since }) => {
    wanted();
    const hosted = service.find(run);
    if (hosted === undefined) return false;
    const window: AskWindow = (question, signal) => ask(connection, { run, question }, signal);
    leave.push(hosted.questions.attend(window));
    leave.push(hosted.terminals.attend(terminalWindow(connection, run)));
    const growing = hosted.growth.follow();
    leave.push(growing.stop);
    void tell(connection, hosted, followEvents(hosted.events, since, growing), gone.signal).catch(ended);
    return true;
  });
  connection.onNotification(cancelNotification, ({ run }) => {
    if (known) service.find(run)?.cancel();
  });
  const terminal = ({ run, terminal: id }: TerminalOf): StepTerminal | undefined =>
    known ? service.find(run)?.terminals.find(id) : undefined;
  connection.onNotification(terminalKeysNotification, (keys) => terminal(keys)?.keys(String(keys.text)));
  connection.onNotification(terminalSizeNotification, (size) => {
    if (isSize(size)) terminal(size)?.resize(size);
  });
  connection.onNotification(terminalHangUpNotification, (of) => terminal(of)?.hangUp());
  connection.onClose(ended);
  connection.onError(ended);
  socket.on('error', ended);
  connection.listen();
}

function isToken(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isSize({ rows, columns }: TerminalSize): boolean {
  return [rows, columns].every((each) => Number.isInteger(each) && each > 0 && each < 65_536);
}

function terminalWindow(connection: MessageConnection, run: string): TerminalWindow {
  return {
    async open({ id, block, host }) {
      const size = await connection.sendRequest(terminalRequest, { run, terminal: id, block, host });
      return size !== null && isSize(size) ? size : undefined;
    },
    show: async (id, text) => void (await connection.sendRequest(terminalOutputRequest, { run, terminal: id, text })),
    close: (id) => connection.sendNotification(terminalClosedNotification, { run, terminal: id }),
  };
}

async function tell(
  connection: MessageConnection,
  { id, trouble }: HostedRun,
  lists: ReturnType<typeof followEvents>,
  gone: AbortSignal,
): Promise<void> {
  for await (const events of lists) {
    if (gone.aborted) return;
    await connection.sendRequest(eventsRequest, { run: id, events, last: false });
  }
  if (gone.aborted) return;
  const why = trouble();
  await connection.sendRequest(eventsRequest, { run: id, events: [], last: true, ...(why !== undefined && { trouble: why }) });
}

async function ask(
  connection: MessageConnection,
  asked: { readonly run?: string; readonly question: Question },
  signal: AbortSignal,
): Promise<string | boolean | undefined> {
  const source = new CancellationTokenSource();
  const cancel = (): void => source.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return (await connection.sendRequest(questionRequest, asked, source.token)) ?? undefined;
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}

/** An error as the other side is to show it. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new ResponseError(ErrorCodes.UnknownErrorCode, error instanceof Error ? error.message : String(error));
  }
}
