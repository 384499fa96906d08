import type { Client, ClientChannel } from 'ssh2';
import { type WindowPool, windowPool } from './window-pool.ts';

interface Protocol {
  channelWindowAdjust?: (id: number, amount: number) => void;
  session?: (id: number, window: number, packet: number) => void;
  /** Ours: the guarded channels, and by our number the first windows of sessions. */
  opsbookGuards?: Guards;
  opsbookFirst?: Map<number, number>;
}

/** The parts of ssh2 1.17.0 (lib/Channel.js, lib/client.js, lib/protocol/Protocol.js) that this file leans on. */
interface Internals {
  readonly incoming: { readonly id: number; window: number };
  readonly outgoing: { readonly id: number; readonly state: string };
  readonly _client: { readonly _protocol: Protocol };
  readonly _readableState: { highWaterMark: number };
  _read?: (size: number) => void;
}

interface Guards {
  /** By the other side's number of a channel: ssh2 would open its window by so much. */
  readonly opened: Map<number, (amount: number) => void>;
  /** Opens a channel's window. */
  readonly adjust: (id: number, amount: number) => void;
}

/** Bytes that each channel may have on their way for certain, and at most where the pool gives more. */
const CERTAIN = 64 * 1024;
const MOST = 2 * 1024 * 1024;
/** The window that ssh2 believes every channel begins with (lib/Channel.js, MAX_WINDOW). */
const BELIEVED = 2 * 1024 * 1024;
/** Bytes of a stream that wait for their reader before its window stays shut. */
const WAITING = 32 * 1024;

const common = windowPool(32 * 1024 * 1024);

/** Makes each session of a client begin with a small window. Nothing is done where the insides of ssh2 are not as expected. */
export function beginSmall(client: Client): void {
  const protocol = (client as unknown as { readonly _protocol?: Protocol })._protocol;
  if (protocol === undefined || protocol.opsbookFirst !== undefined || typeof protocol.session !== 'function') return;
  const first = new Map<number, number>();
  const session = protocol.session.bind(protocol);
  protocol.opsbookFirst = first;
  protocol.session = (id, _window, packet) => {
    first.set(id, CERTAIN);
    session(id, CERTAIN, packet);
  };
}

/**
 * Gives an ssh2 channel a window that holds what is on its way and what waits for its reader, both streams together: at first 64 KiB, which
 * every channel has for certain; more, up to 2 MiB, where its reader keeps up and the pool has it. So many hosts that print without end
 * cost little memory. (ssh2 has one flag for both streams, and traffic on one opens the window for the other, whose unread data then grows
 * without end.) False, and nothing done, where the insides of ssh2 are not as expected.
 */
export function guardWindow(channel: ClientChannel, pool: WindowPool = common): boolean {
  const inner = channel as unknown as Internals;
  const stderr = channel.stderr as unknown as Internals & typeof channel.stderr;
  const protocol = inner._client?._protocol;
  if (typeof inner.incoming?.window !== 'number' || typeof inner.outgoing?.id !== 'number') return false;
  if (typeof protocol?.channelWindowAdjust !== 'function' || typeof inner._read !== 'function' || typeof stderr._read !== 'function')
    return false;

  const guards = guardsOf(protocol);
  const { id } = inner.outgoing;
  const first = protocol.opsbookFirst?.get(inner.incoming.id);
  if (first !== undefined) {
    inner.incoming.window -= BELIEVED - first;
    protocol.opsbookFirst?.delete(inner.incoming.id);
  }
  inner._readableState.highWaterMark = WAITING;
  stderr._readableState.highWaterMark = WAITING;

  let size = CERTAIN;
  const settle = (): void => {
    if (inner.outgoing.state === 'closed' || channel.readableLength >= WAITING || channel.stderr.readableLength >= WAITING) return;
    if (inner.incoming.window > size / 2) return;
    const waiting = channel.readableLength + channel.stderr.readableLength;
    if (waiting === 0 && size < MOST && pool.take(size)) size *= 2;
    const amount = size - inner.incoming.window - waiting;
    if (amount <= 0) return;
    inner.incoming.window += amount;
    guards.adjust(id, amount);
  };
  // ssh2 has counted what it believes to have opened.
  guards.opened.set(id, (amount) => {
    inner.incoming.window -= amount;
    settle();
  });
  channel.once('close', () => {
    guards.opened.delete(id);
    pool.give(size - CERTAIN);
    size = CERTAIN;
  });
  // A stream asks before it takes away what is being read, and asks but once: looked at now it would still be full, for ever.
  const later = (): void => process.nextTick(settle);
  inner._read = later;
  stderr._read = later;
  return true;
}

/** Puts the guards of a connection's channels before its window messages, once. */
function guardsOf(protocol: Protocol): Guards {
  if (protocol.opsbookGuards) return protocol.opsbookGuards;
  const opened = new Map<number, (amount: number) => void>();
  const adjust = protocol.channelWindowAdjust?.bind(protocol) ?? ((): void => {});
  protocol.opsbookGuards = { opened, adjust };
  protocol.channelWindowAdjust = (id, amount) => (opened.get(id) ?? adjust.bind(undefined, id))(amount);
  return protocol.opsbookGuards;
}
