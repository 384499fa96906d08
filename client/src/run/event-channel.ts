import type { RunEvent, RunEventBody } from './events.ts';

/** A queue of events between the runner and who reads it: it holds its writers back while the reader is slow, so it stays small. */
export interface EventChannel {
  /** Resolves when there is room for more. After `close` it drops what it is given. */
  push(body: RunEventBody): Promise<void>;
  /** No more events; what is queued is still read. */
  close(): void;
  readonly events: AsyncIterable<RunEvent>;
}

/** What may be queued, in characters of output and a little for each event: by each host for certain, and by all together beyond that. */
const CERTAIN = 8192;
const COMMON = 1 << 18;
const EVENT = 256;

interface Queued {
  readonly event: RunEvent;
  /** What gets its credit back when it is read; undefined: the common pool. */
  readonly host: string | undefined;
  readonly cost: number;
}

interface Writer {
  readonly host: string;
  readonly wake: () => void;
}

/**
 * A channel that numbers its events from 0 and stamps them with `now` (milliseconds since the epoch). A host that prints more than the
 * reader takes lives on the common pool, where writers wait in turn; what the others have for certain it cannot use up.
 */
export function eventChannel(now: () => number): EventChannel {
  const queue: (Queued | undefined)[] = [];
  const own = new Map<string, number>();
  let common = 0;
  let seq = 0;
  let closed = false;
  let wakeReader: (() => void) | undefined;
  let writers: Writer[] = [];
  const hasOwn = (host: string): boolean => (own.get(host) ?? 0) < CERTAIN;
  const mayPush = (host: string): boolean => hasOwn(host) || common < COMMON;
  const giveBack = ({ host, cost }: Queued): void => {
    if (host === undefined) common -= cost;
    else own.set(host, (own.get(host) ?? 0) - cost);
    const next = writers.findIndex((writer) => mayPush(writer.host));
    if (next >= 0) writers.splice(next, 1)[0]?.wake();
  };
  async function* read(): AsyncGenerator<RunEvent> {
    for (let at = 0; ; ) {
      const next = queue[at];
      if (next !== undefined) {
        // What was read is not held until the head is cut off.
        queue[at++] = undefined;
        // A queue that is cut at its head for each event is moved in memory as often.
        if (at === 1024 || at === queue.length) {
          queue.splice(0, at);
          at = 0;
        }
        giveBack(next);
        yield next.event;
      } else if (closed) return;
      else
        await new Promise<void>((resolve) => {
          wakeReader = resolve;
        });
    }
  }
  const wake = (): void => {
    wakeReader?.();
    wakeReader = undefined;
  };
  return {
    async push(body) {
      const host = 'host' in body ? body.host : '';
      while (!closed && !mayPush(host)) await new Promise<void>((resolve) => writers.push({ host, wake: resolve }));
      if (closed) return;
      const cost = EVENT + (body.type === 'output' ? body.text.length : 0);
      const isOwn = hasOwn(host);
      if (isOwn) own.set(host, (own.get(host) ?? 0) + cost);
      else common += cost;
      queue.push({ event: { seq: seq++, at: now(), ...body } as RunEvent, host: isOwn ? host : undefined, cost });
      wake();
    },
    close() {
      closed = true;
      const waiting = writers;
      writers = [];
      for (const writer of waiting) writer.wake();
      wake();
    },
    events: { [Symbol.asyncIterator]: read },
  };
}
