import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { SandboxTrouble } from './sandbox.ts';

/** What a sandbox lives by: a FIFO that it reads. It ends once no process has that open for writing, however they went. */
export interface Lifeline {
  readonly path: string;
  /** For the sandbox to read, as a descriptor of this process. */
  readonly reader: number;
  /** This process's own hold. */
  readonly writer: number;
}

/**
 * Makes one at `path`, held by this process, or in a folder for temporary files where the file system of `path` has no FIFOs.
 * Throws a SandboxTrouble when there is none to be had.
 */
export function makeLifeline(path: string): Lifeline {
  if (made(path)) return opened(path);
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-lifeline-'));
  const elsewhere = join(folder, 'lifeline');
  if (made(elsewhere)) return opened(elsewhere);
  rmSync(folder, { recursive: true });
  throw new SandboxTrouble(`the sandbox needs a FIFO, and mkfifo(1) could make none, neither as \`${path}\` nor in \`${tmpdir()}\``);
}

/** Removes the file at `path`, with the folder that was made for it. */
export function removeLifeline(path: string): void {
  rmSync(path, { force: true });
  if (basename(dirname(path)).startsWith('opsbook-lifeline-')) rmSync(dirname(path), { recursive: true, force: true });
}

function made(path: string): boolean {
  return spawnSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' }).status === 0;
}

function opened(path: string): Lifeline {
  // For both ends first: either alone would wait for the other (fifo(7)).
  const both = openSync(path, constants.O_RDWR);
  try {
    return { path, reader: openSync(path, constants.O_RDONLY), writer: openSync(path, constants.O_WRONLY) };
  } finally {
    closeSync(both);
  }
}

/** Says the line that an isolated sandbox waits for before it begins. */
export function sayGo({ writer }: Lifeline): void {
  writeSync(writer, '\n');
}

/** A further hold on the lifeline at `path`: a descriptor to be closed; undefined when no sandbox reads it any more. */
export function holdLifeline(path: string): number | undefined {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    // ENXIO: nobody reads (open(2)).
    if (['ENXIO', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
