import type { WriteStream } from 'node:tty';

/** A stream for lines, with one more line below them that changes, where the stream is a terminal. */
export interface Screen {
  print(text: string | Uint8Array): void;
  /** Shows `line` below what was printed; '' takes it away. Shown at most ten times a second, the last one in any case. */
  status(line: string): void;
  clear(): void;
}

/** The screen of a stream; without a terminal there is no status line. */
export function screen(stream: NodeJS.WriteStream): Screen {
  let shown = '';
  let at = 0;
  let later: NodeJS.Timeout | undefined;
  const show = (line: string): void => {
    at = Date.now();
    clear();
    // Cut so that it never wraps: only one line can be taken back.
    const width = Math.max(10, ((stream as WriteStream).columns || 80) - 1);
    shown = [...line].slice(0, width).join('');
    stream.write(shown);
  };
  const clear = (): void => {
    clearTimeout(later);
    if (shown !== '') stream.write('\r\u001b[K');
    shown = '';
  };
  return {
    print(text) {
      if (text.length === 0) return;
      clear();
      stream.write(text);
    },
    status(line) {
      if (stream.isTTY !== true) return;
      if (line === '') return clear();
      clearTimeout(later);
      if (line === shown) return;
      const wait = at + 100 - Date.now();
      // What is told last may stand for long: nothing else happens while a step runs.
      if (wait > 0) later = setTimeout(show, wait, line).unref();
      else show(line);
    },
    clear,
  };
}
