/** How often a window is told, in milliseconds: each time costs its page a frame, however little is told. */
const PAUSE = 100;

/** A sink for text that hands on what came within a tenth of a second in one piece. */
export interface PacedOutput {
  append(text: string): void;
  /** Hands on what waits, at once. */
  flush(): void;
}

/** Paces what goes to `append`. */
export function pacedOutput(append: (text: string) => void): PacedOutput {
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    append(text);
  };
  return {
    append(text) {
      if (text === '') return;
      waiting.push(text);
      timer ??= setTimeout(flush, PAUSE);
    },
    flush,
  };
}
