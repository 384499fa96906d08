import type { ClientChannel } from 'ssh2';

interface Internals {
  readonly outgoing?: { readonly id: number; readonly state: string };
  readonly _client?: { readonly _protocol?: { signal?: (id: number, name: string) => void } };
}

/**
 * Sends a signal (`TERM`, without SIG) to a channel's session, also after our side's input has ended, which ssh2 1.17.0 (lib/Channel.js,
 * `signal`) keeps to itself. False where the channel is closing or the insides of ssh2 are not as expected.
 */
export function sendSignal(channel: ClientChannel, name: string): boolean {
  const { outgoing, _client } = channel as unknown as Internals;
  const protocol = _client?._protocol;
  if (typeof protocol?.signal !== 'function' || (outgoing?.state !== 'open' && outgoing?.state !== 'eof')) return false;
  protocol.signal(outgoing.id, name);
  return true;
}
