import type { Growing } from './follow-events.ts';

/** A file that grows: who writes it says so, and each who follows it is woken. */
export interface Growth {
  readonly over: boolean;
  grown(): void;
  end(): void;
  /** A view for one follower; what was added since its last look is never missed. */
  follow(): Growing;
}

/** The growth of a file; `over` from the start for one that nobody writes any more. */
export function growth(over = false): Growth {
  const wakers = new Set<() => void>();
  const tell = (): void => {
    for (const wake of wakers) wake();
  };
  return {
    get over() {
      return over;
    },
    grown: tell,
    end() {
      over = true;
      tell();
    },
    follow() {
      let dirty = true;
      let waiting: (() => void) | undefined;
      const wake = (): void => {
        dirty = true;
        waiting?.();
        waiting = undefined;
      };
      wakers.add(wake);
      return {
        get over() {
          return over;
        },
        async more() {
          if (!dirty && !over)
            await new Promise<void>((resolve) => {
              waiting = resolve;
            });
          dirty = false;
        },
        stop() {
          wakers.delete(wake);
          wake();
        },
      };
    },
  };
}
