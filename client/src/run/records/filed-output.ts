import { closeSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RunEvent, RunEventBody } from '../events.ts';
import { outputsFolder } from './record-files.ts';

type Filed = { readonly seq: number; readonly at: number } & Extract<RunEventBody, { type: 'filed' }>;

/** Output that lies in a file of the record as the event that it was; `folder` is the record's. Empty where the file is gone or cut off. */
export function unfiled(folder: string, { file, from, bytes, characters: _, ...event }: Filed): RunEvent {
  return { ...event, type: 'output', text: pieceOf(join(folder, outputsFolder, basename(file)), from, bytes) };
}

function pieceOf(path: string, from: number, bytes: number): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const piece = Buffer.alloc(bytes);
    let read = 0;
    for (let got = -1; got !== 0 && read < bytes; read += got) got = readSync(file, piece, read, bytes - read, from + read);
    return piece.toString('utf8', 0, read);
  } finally {
    closeSync(file);
  }
}
