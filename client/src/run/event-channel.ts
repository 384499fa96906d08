import type { RunEvent, RunEventBody } from './events.ts';

/** A queue of events between the runner and who reads it: it holds its writers back while the reader is slow, so it stays small. */
export interface EventChannel {
  /** Resolves when there is room for more. After `close` it drops what it is given. */
  push(body: RunEventBody): Promise<void>;
  /** No more events; what is queued is still read. */
  close(): void;
  readonly events: AsyncIterable<RunEvent>;
}

const EVENTS = 256;
const CHARACTERS = 1 << 20;

/** A channel that numbers its events from 0 and stamps them with `now` (milliseconds since the epoch). */
export function eventChannel(now: () => number): EventChannel {
  const queue: RunEvent[] = [];
  let characters = 0;
  let seq = 0;
  let closed = false;
  let wakeReader: (() => void) | undefined;
  let writers: (() => void)[] = [];
  const size = (event: RunEvent): number => (event.type === 'output' ? event.text.length : 0);
  const full = (): boolean => queue.length >= EVENTS || characters >= CHARACTERS;
  async function* read(): AsyncGenerator<RunEvent> {
    for (;;) {
      const event = queue.shift();
      if (event !== undefined) {
        characters -= size(event);
        if (!full()) {
          const waiting = writers;
          writers = [];
          for (const wake of waiting) wake();
        }
        yield event;
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
      while (!closed && full()) await new Promise<void>((resolve) => writers.push(resolve));
      if (closed) return;
      const event = { seq: seq++, at: now(), ...body } as RunEvent;
      queue.push(event);
      characters += size(event);
      wake();
    },
    close() {
      closed = true;
      const waiting = writers;
      writers = [];
      for (const resume of waiting) resume();
      wake();
    },
    events: { [Symbol.asyncIterator]: read },
  };
}
