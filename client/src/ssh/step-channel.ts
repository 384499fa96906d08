import type { Readable, Writable } from 'node:stream';
import type { TerminalSize } from './connection.ts';

/** How the program at the other end of a channel ended; undefined where nobody told. */
export type ChannelExit = { readonly code: number } | { readonly signal: string } | undefined;

/** A started `/bin/sh` at the other end of three streams: an ssh channel or a child process. */
export interface StepChannel {
  /** Our end is the step's lifeline: it stays open as long as the step may run. */
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles once, when the program ended or the channel is gone; never rejects. */
  readonly exited: Promise<ChannelExit>;
  /** Lets go of the channel, whatever its state. Idempotent. */
  readonly close: () => void;
  /** Sends a signal to the session as a last resort. */
  readonly kill: () => void;
  /** Of a channel with a terminal: tells it its size. */
  readonly resize?: (size: TerminalSize) => void;
  /** The place that is kept for a second channel beside: `use` takes it, once, and tells how many others are open; `settle` says that it is there or will not be. */
  readonly spare?: { use(): number | undefined; settle(): void };
}
