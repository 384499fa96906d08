import { marginedLinesModule } from './margined-lines-module.ts';

/** Puts a margin in front of lines. What it gives is good until it is called again. */
export interface MarginedLines {
  /**
   * `first`, then whole lines of `text` without the last line feed, each but the first behind `margin` (ASCII), then a
   * line feed. Undefined where `text` holds anything but printable ASCII, tabs and line feeds: something else may steer a terminal.
   */
  next(first: string, text: Uint8Array, margin: string): Uint8Array | undefined;
}

/** Bytes of a text, and of a margin, at most. */
const MOST = 65_536;
const WIDEST = 24;

/** Where in the module's memory of 2 MiB margin, text and result lie: of MOST line feeds each may have its margin behind it. */
const MARGIN = 0;
const TEXT = 64;
const RESULT = TEXT + MOST + 64;

/** By a module of WebAssembly, which takes a quarter of JavaScript's time. Undefined where there is none to be had: its memory is reserved whole. */
export function marginedLines(): MarginedLines | undefined {
  let exports: WebAssembly.Exports;
  try {
    ({ exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(marginedLinesModule, 'base64'))));
  } catch {
    return undefined;
  }
  const memory = Buffer.from((exports['memory'] as WebAssembly.Memory).buffer);
  const lines = exports['lines'] as (from: number, end: number, to: number, margin: number, size: number) => number;
  return {
    next(first, text, margin) {
      if (text.length > MOST || margin.length > WIDEST) return undefined;
      memory.write(margin, MARGIN, 'latin1');
      memory.set(text, TEXT);
      const begun = RESULT + memory.write(first, RESULT);
      const end = lines(TEXT, TEXT + text.length, begun, MARGIN, margin.length);
      if (end === 0) return undefined;
      memory[end] = 10;
      return memory.subarray(RESULT, end + 1);
    },
  };
}
