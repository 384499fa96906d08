import { setTimeout as delay } from 'node:timers/promises';
import type { Client, ClientChannel } from 'ssh2';
import { type ChannelSlots, NoSession, type SlotUse } from './channel-slots.ts';
import type { StepRequest } from './connection.ts';
import { sendSignal } from './ssh2-signal.ts';
import { beginSmall, guardWindow } from './ssh2-window.ts';
import type { ChannelExit, StepChannel } from './step-channel.ts';

interface Started {
  readonly channel: ClientChannel;
  /** How it ended; undefined where the channel closed without a word. */
  readonly ended: Promise<ChannelExit>;
  /** Resolves when the channel is closed. */
  readonly gone: Promise<void>;
}

/** What is to be started in a channel. */
export interface ChannelRequest {
  readonly command: string;
  /** Sent along; the server takes of it what it likes. */
  readonly environment: Readonly<Record<string, string>>;
  /** The terminal that it is to have. */
  readonly pty?: StepRequest['pty'];
  /** Whether it ends with the run only. */
  readonly endless: boolean;
  /** Whether a second channel will follow that it waits for. */
  readonly spare?: boolean;
  /** The channel that waits for this one. */
  readonly after?: StepChannel | undefined;
}

function exec(client: Client, { command, environment, pty }: ChannelRequest): Promise<Started> {
  const terminal = pty && { rows: pty.rows, cols: pty.columns, height: 0, width: 0, term: pty.type };
  beginSmall(client);
  return new Promise((resolve, reject) => {
    // On a connection that is gone this throws instead of calling back.
    client.exec(command, { env: environment, ...(terminal && { pty: terminal }) }, (error, channel) => {
      if (error) {
        reject(error);
        return;
      }
      // Listened for now, not a turn later: one packet may hold the start and the end of a program that ends at once.
      const ended = new Promise<ChannelExit>((tell) => {
        channel.once('exit', (code: number | null, signal?: string) => tell(code === null ? { signal: signal ?? 'SIGKILL' } : { code }));
        channel.once('close', () => tell(undefined));
      });
      const gone = new Promise<void>((tell) => channel.once('close', () => tell()));
      resolve({ channel, ended, gone });
    });
  });
}

/** The slot that is kept for a second channel, until that is there: what is kept later is another's. */
function spareOf(slots: ChannelSlots): NonNullable<StepChannel['spare']> {
  let isSettled = false;
  return {
    use: () => (isSettled ? undefined : slots.useSpare()),
    settle: () => {
      if (isSettled) return;
      isSettled = true;
      slots.paired();
    },
  };
}

/** Calls `lost` at the end of the connection, unless what comes back was called before: then the connection holds nothing of the channel any more. */
function whenClosed(closed: Promise<unknown>, lost: () => void): () => void {
  let tell: (() => void) | undefined = lost;
  void closed.then(() => tell?.());
  return () => {
    tell = undefined;
  };
}

/** Whether the server said no to one channel more (RFC 4254, section 5.1: reasons 1, prohibited, 2, connect failed, and 4, resource shortage). */
function isRefusal(error: unknown): boolean {
  const { reason } = error as { readonly reason?: unknown };
  return reason === 1 || reason === 2 || reason === 4;
}

/**
 * Starts a command in a channel of its own, when there is a free one. Only a bare `exec` of plain words is understood by every login shell,
 * fish and tcsh too. `closed` is the connection's end.
 */
export async function openChannel(
  client: Client,
  slots: ChannelSlots,
  closed: Promise<unknown>,
  request: ChannelRequest,
): Promise<StepChannel> {
  try {
    return await opened(client, slots, closed, request);
  } finally {
    request.after?.spare?.settle();
  }
}

async function opened(client: Client, slots: ChannelSlots, closed: Promise<unknown>, request: ChannelRequest): Promise<StepChannel> {
  let started: Started;
  const use: SlotUse = { endless: request.endless, spare: request.spare === true, second: request.after !== undefined };
  for (let others = request.after?.spare?.use(); ; others = undefined) {
    others ??= await slots.take(use);
    try {
      started = await exec(client, request);
      break;
    } catch (error) {
      if (!isRefusal(error)) {
        slots.free(use);
        if (use.spare === true) slots.paired();
        throw error;
      }
      const again = slots.refused(others, use);
      if (again === 'never') throw new NoSession('the server opens no session channel', { cause: error });
      if (again === 'soon') await delay(50);
    }
  }
  const { channel, ended, gone } = started;
  guardWindow(channel);
  channel.on('error', () => {});
  const spare = request.spare === true ? spareOf(slots) : undefined;
  let free = (): void => {
    free = () => {};
    spare?.settle();
    slots.free(use);
  };
  const exited = new Promise<ChannelExit>((resolve) => {
    void ended.then(resolve);
    const forget = whenClosed(closed, () => {
      resolve(undefined);
      free();
    });
    void gone.then(() => {
      free();
      forget();
    });
  });
  return {
    stdin: channel,
    stdout: channel,
    stderr: channel.stderr,
    exited,
    close: () => {
      channel.close();
      setTimeout(() => free(), 2000).unref();
    },
    kill: () => void sendSignal(channel, 'KILL'),
    ...(spare && { spare }),
    ...(request.pty && { resize: ({ rows, columns }) => channel.setWindow(rows, columns, 0, 0) }),
  };
}
