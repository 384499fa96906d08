import type { TerminalSize } from '../../ssh/connection.ts';
import type { Seat, StepTerminal, TakeTerminal } from '../terminal.ts';

/** How one window shows terminals; each call rejects when the window is gone. */
export interface TerminalWindow {
  /** Shows a terminal; its size, or undefined where this window does not. */
  open(terminal: { readonly id: string; readonly block: string; readonly host: string }): Promise<TerminalSize | undefined>;
  show(id: string, text: string): Promise<void>;
  /** The step has ended, or another window has taken its terminal. */
  close(id: string): Promise<void>;
}

/** The terminals of one run. One window has a terminal at a time; where it goes another may take it, and what is printed between is in the record alone. */
export interface Terminals {
  readonly take: TakeTerminal;
  /** One more window: it is offered the terminals that nobody has. Returns how to leave. */
  attend(window: TerminalWindow): () => void;
  /** The open terminal of that id; undefined where it has ended. */
  find(id: string): StepTerminal | undefined;
}

interface Open {
  readonly id: string;
  readonly terminal: StepTerminal;
  holder: TerminalWindow | undefined;
  /** Called with the size when a window takes it. */
  taken: (size: TerminalSize) => void;
}

/** Terminals that wait `patience` milliseconds for a window; then nobody is there. */
export function terminals(patience: number): Terminals {
  const windows = new Set<TerminalWindow>();
  const all = new Map<string, Open>();
  let count = 0;
  const offer = (open: Open, window: TerminalWindow): void => {
    const { id, terminal } = open;
    window.open({ id, block: terminal.block, host: terminal.host }).then(
      (size) => {
        if (size === undefined) return;
        if (open.holder !== undefined || all.get(id) !== open) {
          void window.close(id).catch(() => undefined);
          return;
        }
        open.holder = window;
        open.taken(size);
      },
      () => undefined,
    );
  };
  return {
    async take(terminal) {
      const id = `terminal-${++count}`;
      const open: Open = { id, terminal, holder: undefined, taken: () => undefined };
      all.set(id, open);
      let late: NodeJS.Timeout | undefined;
      const size = await new Promise<TerminalSize | undefined>((resolve) => {
        open.taken = resolve;
        late = setTimeout(() => resolve(undefined), patience);
        for (const window of windows) offer(open, window);
      });
      clearTimeout(late);
      if (size === undefined) {
        all.delete(id);
        return undefined;
      }
      // Who takes it later has a size of its own.
      open.taken = (next) => terminal.resize(next);
      const seat: Seat = {
        size,
        type: 'xterm-256color',
        begin: () => undefined,
        show: async (text) => {
          await open.holder?.show(id, text).catch(() => undefined);
        },
        leave: () => {
          all.delete(id);
          void open.holder?.close(id).catch(() => undefined);
        },
      };
      return seat;
    },
    attend(window) {
      windows.add(window);
      for (const open of all.values()) if (open.holder === undefined) offer(open, window);
      return () => {
        windows.delete(window);
        for (const open of all.values()) {
          if (open.holder !== window) continue;
          open.holder = undefined;
          for (const other of windows) offer(open, other);
        }
      };
    },
    find: (id) => all.get(id)?.terminal,
  };
}
