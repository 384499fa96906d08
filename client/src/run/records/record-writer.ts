import { closeSync, constants, fsyncSync, openSync, writeSync, writev as writevWithCallback } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeExit } from '../before-exit.ts';
import { outputsFolder } from './record-files.ts';

/**
 * Writes a record's files while this process goes on. Events are written at once as long as no output is on its way, else behind that. What
 * cannot be written is thrown by the next call.
 */
export interface RecordWriter {
  /** A line for the events' file, with its end. */
  line(text: string): void;
  /** Bytes of an output file, to be written from byte `from` on. */
  output(name: string, from: number, bytes: Uint8Array): void;
  /** No more comes for an output file. */
  done(name: string): void;
  /** Undefined where there is room for more; else it resolves when there is. */
  room(): Promise<void> | undefined;
  /** Writes what is left, brings the events to the disk and closes all. */
  close(): Promise<void>;
}

interface Batch {
  /** What is to be written is copied to here: bytes of packets that had to wait would be collected late, and memory would grow. */
  readonly slab: Buffer;
  used: number;
  readonly outputs: Map<string, { readonly from: number; readonly pieces: Uint8Array[] }>;
  readonly done: Set<string>;
  lines: string;
}

/** Bytes of a batch: while one is written the next is filled. */
const SLAB = 512 * 1024;
/** Bytes that are worth a write of their own, and milliseconds after which less is. */
const WORTH = SLAB / 2;
const SOON = 5;
/** Output files that are open at once. */
const OPEN = 32;

const writev = promisify(writevWithCallback);

/** A writer for the record in `folder`, whose events go to the descriptor `events`; `written` is called when there are more of them. */
export function recordWriter(folder: string, events: number, written: () => void): RecordWriter {
  const open = new Map<string, number>();
  let now = emptyBatch();
  let next = emptyBatch();
  let going: Promise<void> | undefined;
  let begin = (): void => {};
  let isClosing = false;
  let wake: (() => void) | undefined;
  let failure: { readonly error: unknown; told: boolean } | undefined;

  const close = (name: string): void => {
    const file = open.get(name);
    if (file !== undefined) closeSync(file);
    open.delete(name);
  };
  const descriptor = (name: string): number => {
    let file = open.get(name);
    const [oldest] = open.keys();
    if (file !== undefined) open.delete(name);
    else if (oldest !== undefined && open.size >= OPEN) close(oldest);
    // Not for appending: what is on its way when this process exits is written a second time, to the same place.
    file ??= openSync(join(folder, outputsFolder, name), constants.O_WRONLY | constants.O_CREAT, 0o600);
    open.set(name, file);
    return file;
  };
  const putLines = (batch: Batch): void => {
    if (batch.lines === '') return;
    writeAll(events, Buffer.from(batch.lines, 'utf8'), null);
    batch.lines = '';
    written();
  };
  const turn = (): void => {
    [now, next] = [next, emptyBatch(now.slab)];
    wake?.();
    wake = undefined;
  };
  const enough = (): Promise<void> =>
    new Promise((resolve) => {
      if (isClosing || next.used >= WORTH) return resolve();
      const timer = setTimeout(resolve, SOON);
      begin = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const work = async (): Promise<void> => {
    const forget = beforeExit(() => {
      for (const batch of [now, next]) {
        for (const [name, { from, pieces }] of batch.outputs) writeAll(descriptor(name), Buffer.concat(pieces), from);
        putLines(batch);
      }
    });
    try {
      while (!isEmpty(next)) {
        await enough();
        turn();
        for (const [name, { from, pieces }] of now.outputs) await writePieces(descriptor(name), pieces, from);
        putLines(now);
        for (const name of now.done) close(name);
      }
    } catch (error) {
      failure = { error, told: false };
      [now, next] = [emptyBatch(), emptyBatch()];
      wake?.();
    } finally {
      forget();
      going = undefined;
    }
  };
  /** Whether it can write at all; throws the first time that it cannot. */
  const works = (): boolean => {
    if (failure === undefined) return true;
    if (failure.told) return false;
    failure.told = true;
    throw failure.error;
  };
  return {
    line(text) {
      if (!works()) return;
      next.lines += text;
      if (going === undefined) putLines(next);
    },
    output(name, from, bytes) {
      if (!works()) return;
      if (next.slab.length === 0) next = { ...next, slab: Buffer.allocUnsafeSlow(SLAB) };
      const fits = next.used + bytes.length <= next.slab.length;
      const piece = fits ? next.slab.subarray(next.used, next.used + bytes.length) : Buffer.allocUnsafeSlow(bytes.length);
      piece.set(bytes);
      next.used += bytes.length;
      const file = next.outputs.get(name);
      if (file === undefined) next.outputs.set(name, { from, pieces: [piece] });
      else file.pieces.push(piece);
      going ??= work();
      if (next.used >= WORTH) begin();
    },
    done(name) {
      if (going === undefined) close(name);
      else next.done.add(name);
    },
    room() {
      if (!works() || next.used < SLAB - WORTH / 2) return undefined;
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    async close() {
      isClosing = true;
      begin();
      await going;
      for (const name of [...open.keys()]) close(name);
      try {
        if (works()) fsyncSync(events);
      } finally {
        closeSync(events);
      }
    },
  };
}

function emptyBatch(slab: Buffer = Buffer.alloc(0)): Batch {
  return { slab, used: 0, outputs: new Map(), done: new Set(), lines: '' };
}

function isEmpty({ outputs, done, lines }: Batch): boolean {
  return outputs.size === 0 && done.size === 0 && lines === '';
}

/** Writes pieces one behind the other; rejects where they do not go in whole. */
async function writePieces(file: number, pieces: readonly Uint8Array[], from: number): Promise<void> {
  for (let left = pieces, at = from; left.length > 0; ) {
    const { bytesWritten } = await writev(file, left, at);
    at += bytesWritten;
    // A disk that becomes full takes a part first, and says so when asked again.
    const rest = Buffer.concat(bytesWritten === sizeOf(left) ? [] : left).subarray(bytesWritten);
    left = rest.length === 0 ? [] : [rest];
  }
}

function sizeOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

/** Writes bytes now, from byte `from` on or, for null, behind what was written last. */
function writeAll(file: number, bytes: Uint8Array, from: number | null): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, from === null ? null : from + at);
}
