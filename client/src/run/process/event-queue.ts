import type { RunEvent } from '../events.ts';

/** Events on their way to who reads them; the sender waits until they are read. */
export interface EventQueue {
  /** Resolves when all of them were taken, or nobody reads any more. */
  push(events: readonly RunEvent[]): Promise<void>;
  end(): void;
  fail(message: string): void;
  readonly events: AsyncIterable<RunEvent>;
}

/** A queue for one reader. */
export function eventQueue(): EventQueue {
  const waiting: RunEvent[] = [];
  let over = false;
  let failure: string | undefined;
  let wake: (() => void) | undefined;
  let taken: (() => void)[] = [];
  const release = (): void => {
    const all = taken;
    taken = [];
    for (const each of all) each();
  };
  const wakeUp = (): void => {
    wake?.();
    wake = undefined;
  };
  async function* read(): AsyncGenerator<RunEvent, void, undefined> {
    try {
      for (;;) {
        const event = waiting.shift();
        if (event !== undefined) {
          yield event;
          continue;
        }
        release();
        if (failure !== undefined) throw new Error(failure);
        if (over) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      over = true;
      waiting.length = 0;
      release();
    }
  }
  return {
    async push(events) {
      if (over || failure !== undefined) return;
      waiting.push(...events);
      const read = new Promise<void>((resolve) => taken.push(resolve));
      wakeUp();
      await read;
    },
    end() {
      over = true;
      wakeUp();
    },
    fail(message) {
      if (!over) failure ??= message;
      wakeUp();
      release();
    },
    events: { [Symbol.asyncIterator]: read },
  };
}
