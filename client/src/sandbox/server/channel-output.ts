import type { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { ServerChannel } from 'ssh2';

/** What of a channel of ssh2 1.17 is used here although it is not announced. */
interface Insides {
  readonly outgoing: { readonly id: number; window: number; readonly packetSize: number; readonly state: string };
  readonly _client: {
    readonly _protocol: { channelData(id: number, data: Buffer): void; channelExtData(id: number, data: Buffer, type: number): void };
  };
  /** When set, the next window adjustment calls `_chunkcb` (ssh2's lib/server.js, CHANNEL_WINDOW_ADJUST). */
  _waitWindow: boolean;
  _chunkcb: (() => void) | undefined;
}

/** SSH_EXTENDED_DATA_STDERR, RFC 4254 section 5.2. */
const standardError = 1;

/**
 * Sends standard output and error on one channel, within the window that both share. ssh2's own streams lose track when both wait for the
 * window: a piece of one is sent again, and the other never goes on. While the window is shut nothing is read, so the writer waits.
 * Nothing else may write to the channel as long as this does.
 */
export class ChannelOutput {
  readonly #channel: Insides;
  #last: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(channel: ServerChannel) {
    this.#channel = channel as unknown as Insides;
    channel.once('close', () => {
      this.#closed = true;
      this.#channel._chunkcb?.();
    });
  }

  /** Resolves when all of it is sent, or can no longer be; whatever is sent by several callers goes out in the order of the calls. */
  send(data: Buffer, isError: boolean): Promise<void> {
    this.#last = this.#last.then(() => this.#sendNow(data, isError));
    return this.#last;
  }

  /** Sends a stream to its end; resolves then, also if it breaks. */
  async sendAll(from: Readable, isError: boolean): Promise<void> {
    try {
      for await (const data of from as AsyncIterable<Buffer>) await this.send(data, isError);
    } catch {
      // Destroyed because the channel is gone.
    }
  }

  async #sendNow(data: Buffer, isError: boolean): Promise<void> {
    const { outgoing, _client } = this.#channel;
    let rest = data;
    while (rest.length > 0 && !this.#closed && outgoing.state === 'open') {
      if (outgoing.window === 0) {
        await this.#adjusted();
        continue;
      }
      const piece = rest.subarray(0, Math.min(outgoing.window, outgoing.packetSize));
      if (isError) _client._protocol.channelExtData(outgoing.id, piece, standardError);
      else _client._protocol.channelData(outgoing.id, piece);
      outgoing.window -= piece.length;
      rest = rest.subarray(piece.length);
    }
  }

  #adjusted(): Promise<void> {
    return new Promise((resolve) => {
      this.#channel._chunkcb = () => {
        this.#channel._chunkcb = undefined;
        resolve();
      };
      this.#channel._waitWindow = true;
    });
  }
}
