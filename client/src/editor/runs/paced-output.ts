/** How often a window is told, in milliseconds: each time costs its page a frame, however little is told. */
const PAUSE = 100;

/** Characters that are told at once, a line more or less: a page takes about a millisecond for each thousand. */
const PIECE = 16_000;

/** A sink for text that hands on what came in pieces that a window can draw between two frames; what is too much at once waits its turn. */
export interface PacedOutput {
  append(text: string): void;
}

/** Paces what goes to `append`; whole lines stay together. */
export function pacedOutput(append: (text: string) => void): PacedOutput {
  let waiting: string[] = [];
  let isTimed = false;
  const handOn = (): void => {
    const text = waiting.join('');
    const end = text.length <= PIECE ? text.length : text.indexOf('\n', PIECE) + 1 || text.length;
    waiting = end < text.length ? [text.slice(end)] : [];
    isTimed = waiting.length > 0;
    if (isTimed) setTimeout(handOn, PAUSE);
    append(text.slice(0, end));
  };
  return {
    append(text) {
      if (text === '') return;
      waiting.push(text);
      if (!isTimed) setTimeout(handOn, PAUSE);
      isTimed = true;
    },
  };
}
