import { StringDecoder } from 'node:string_decoder';
import type { TerminalSize } from '../ssh/connection.ts';
import type { Place } from './events.ts';
import type { MaskStream } from './values/mask.ts';

/** The terminal of a running step, for the one who sits at it. */
export interface StepTerminal extends Place {
  /** What is typed, as a terminal sends it. */
  keys(text: string): void;
  resize(size: TerminalSize): void;
  /** Ends the step, as closing a terminal's window would: by the ladder. */
  hangUp(): void;
}

/** Somebody who sits at a step's terminal. */
export interface Seat {
  readonly size: TerminalSize;
  /** What `TERM` is to be. */
  readonly type: string;
  /** The step is there and takes keys. */
  begin(): void;
  /** What the step prints: escapes as they are, secrets masked. Resolves when there is room for more. */
  show(text: string): Promise<void>;
  /** The step has ended, or never began. */
  leave(): void;
}

/** Gives a step's terminal to somebody; undefined where nobody is there. */
export type TakeTerminal = (terminal: StepTerminal) => Promise<Seat | undefined>;

/** Milliseconds for which the beginning of what may be a secret is not shown: whoever types sees each key's echo. */
const patience = 100;

/** Shows a step's bytes at a seat, in whole characters and masked. */
export function showAt(seat: Seat, mask: MaskStream): { next(chunk: Buffer): Promise<void>; end(): Promise<void> } {
  const decoder = new StringDecoder('utf8');
  let late: NodeJS.Timeout | undefined;
  const show = async (text: string): Promise<void> => {
    if (text !== '') await seat.show(text);
  };
  return {
    async next(chunk) {
      clearTimeout(late);
      const text = mask.next(decoder.write(chunk));
      late = setTimeout(() => void show(mask.end()), patience);
      await show(text);
    },
    async end() {
      clearTimeout(late);
      await show(mask.next(decoder.end()) + mask.end());
    },
  };
}
