import type { ClientChannel } from 'ssh2';

/** The parts of ssh2 1.17.0 (lib/Channel.js, lib/client.js, lib/protocol/Protocol.js) that this file leans on. */
interface Internals {
  readonly incoming: { window: number };
  readonly outgoing: { readonly id: number; readonly state: string };
  readonly _client: {
    readonly _protocol: { channelWindowAdjust?: (id: number, amount: number) => void; opsbookGuards?: Map<number, Guard> };
  };
  _read?: (size: number) => void;
}

interface Guard {
  /** Whether a reader lags behind: then the window stays shut. */
  readonly isHeld: () => boolean;
  readonly takeBack: (amount: number) => void;
}

/**
 * Makes the window of an ssh2 channel open only when neither of its two streams is full. ssh2 has one flag for both, so traffic on one
 * opens the window for the other, whose unread data then grows without end. False, and nothing done, where the insides of ssh2 are not as
 * expected.
 */
export function guardWindow(channel: ClientChannel): boolean {
  const inner = channel as unknown as Internals;
  const stderr = channel.stderr as unknown as Internals & typeof channel.stderr;
  const protocol = inner._client?._protocol;
  if (typeof inner.incoming?.window !== 'number' || typeof inner.outgoing?.id !== 'number') return false;
  if (typeof protocol?.channelWindowAdjust !== 'function' || typeof inner._read !== 'function' || typeof stderr._read !== 'function')
    return false;

  const full = (stream: { readonly readableLength: number; readonly readableHighWaterMark: number }): boolean =>
    stream.readableLength >= stream.readableHighWaterMark;
  const isHeld = (): boolean => full(channel) || full(channel.stderr);
  const size = channel.readableHighWaterMark;
  const guards = guardsOf(protocol);
  const { id } = inner.outgoing;
  guards.set(id, {
    isHeld,
    takeBack: (amount) => {
      inner.incoming.window -= amount;
    },
  });
  channel.once('close', () => guards.delete(id));

  const settle = (): void => {
    const amount = size - inner.incoming.window;
    if (isHeld() || inner.outgoing.state === 'closed' || inner.incoming.window > size / 2 || amount <= 0) return;
    inner.incoming.window += amount;
    protocol.channelWindowAdjust?.(id, amount);
  };
  // A stream asks before it takes away what is being read, and asks but once: looked at now it would still be full, for ever.
  const later = (): void => process.nextTick(settle);
  inner._read = later;
  stderr._read = later;
  return true;
}

/** Puts the guards of a connection's channels before its window messages, once. */
function guardsOf(protocol: Internals['_client']['_protocol']): Map<number, Guard> {
  if (protocol.opsbookGuards) return protocol.opsbookGuards;
  const guards = new Map<number, Guard>();
  const adjust = protocol.channelWindowAdjust?.bind(protocol);
  protocol.opsbookGuards = guards;
  protocol.channelWindowAdjust = (id, amount) => {
    const guard = guards.get(id);
    if (guard?.isHeld()) guard.takeBack(amount);
    else adjust?.(id, amount);
  };
  return guards;
}
