import type { Meant, SymptomMatch, SymptomMatcher } from '../../../server/src/core/index.ts';

/** What a log says for one runbook. */
export interface LogMatch<T extends Meant> {
  readonly runbook: T;
  /** How many of its lines do. */
  count: number;
  /** The first of them: its number, from 1, its text, and values for inputs from it. */
  readonly line: number;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  /** The number of the last. */
  last: number;
}

/** Bytes that are asked for at once: the text of so many is still made where V8 makes small things, which is several times as fast. */
const SIZE = 64 << 10;

/** A line without an end is cut here, so that memory stays flat. */
const LONGEST = 8 << 20;

/** Fills a part of a buffer with the next bytes of a log; resolves with how many, 0 at its end. */
export type ReadInto = (buffer: Buffer, offset: number, length: number) => Promise<number>;

/**
 * What a log of any size says, by runbook in the order of first appearance; bytes that are no UTF-8 are read as U+FFFD. Memory does not grow
 * with the log. `seen` is told the bytes read so far.
 */
export async function matchStream<T extends Meant>(
  read: ReadInto,
  matcher: SymptomMatcher<T>,
  seen: (bytes: number) => void = () => {},
): Promise<readonly LogMatch<T>[]> {
  const found = new Map<T, LogMatch<T>>();
  let buffer = Buffer.allocUnsafeSlow(2 * SIZE);
  /** Bytes at the beginning of the buffer that are no whole line yet. */
  let kept = 0;
  let lines = 0;
  let bytes = 0;
  const look = (end: number): void => {
    const text = buffer.toString('utf8', 0, end);
    let counted = 0;
    let at = lines;
    for (const { start, end: lineEnd, matches } of matcher.text(text)) {
      at += feeds(text, counted, start);
      counted = start;
      for (const match of matches) note(found, match, at + 1, text.slice(start, lineEnd));
    }
    lines = at + feeds(text, counted, text.length);
  };
  for (;;) {
    if (buffer.length - kept < SIZE) buffer = Buffer.concat([buffer.subarray(0, kept)], Math.max(buffer.length * 2, kept + SIZE));
    const count = await read(buffer, kept, SIZE);
    if (count === 0) break;
    bytes += count;
    const end = kept + count;
    const whole = buffer.lastIndexOf(10, end - 1) + 1;
    const cut = whole === 0 && end > LONGEST ? end : whole;
    if (cut > 0) look(cut);
    buffer.copyWithin(0, cut, end);
    kept = end - cut;
    seen(bytes);
  }
  look(kept);
  return [...found.values()];
}

function note<T extends Meant>(found: Map<T, LogMatch<T>>, { runbook, values }: SymptomMatch<T>, line: number, text: string): void {
  const before = found.get(runbook);
  if (before === undefined) found.set(runbook, { runbook, count: 1, line, text: text.slice(0, 2000), values, last: line });
  else if (before.last !== line) {
    before.count++;
    before.last = line;
  }
}

/** How many line feeds stand in a part of a text. */
function feeds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
