import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recordIds } from './read-record.ts';
import { outputsFolder } from './record-files.ts';

/** How long records are kept, and how much they may hold together. */
export interface KeepLimits {
  /** Milliseconds. */
  readonly age: number;
  readonly bytes: number;
}

const DAY = 86_400_000;
export const keepLimits: KeepLimits = { age: 90 * DAY, bytes: 1 << 30 };

/**
 * Takes away records that are older than the limit, and the oldest of the rest where they hold too much together; before a record goes for
 * want of room, the files of output of older ones do. One that was written to within the last day stays, whatever it holds: its run may be
 * under way. Returns the ids of those that went whole; never throws.
 */
export function cleanRecords(folder: string, now: number, limits: KeepLimits = keepLimits): readonly string[] {
  const gone: string[] = [];
  let records = 0;
  let outputs = 0;
  for (const id of recordIds(folder)) {
    try {
      const own = sizeOf(join(folder, id));
      const much = sizeOf(join(folder, id, outputsFolder));
      const touched = Math.max(own.touched, much.touched);
      const isYoung = now - touched < DAY;
      records += own.bytes;
      if (!isYoung && (now - touched > limits.age || records > limits.bytes)) {
        rmSync(join(folder, id), { recursive: true, force: true });
        records -= own.bytes;
        gone.push(id);
        continue;
      }
      outputs += much.bytes;
      if (isYoung || records + outputs <= limits.bytes) continue;
      rmSync(join(folder, id, outputsFolder), { recursive: true, force: true });
      outputs -= much.bytes;
    } catch {
      // One that cannot be looked at now is looked at next time.
    }
  }
  return gone;
}

/** Bytes in the files of a folder, and when one was last written to; nothing where there is no folder. */
function sizeOf(folder: string): { readonly bytes: number; readonly touched: number } {
  let bytes = 0;
  let touched = 0;
  if (!existsSync(folder)) return { bytes, touched };
  for (const entry of readdirSync(folder)) {
    const found = statSync(join(folder, entry));
    if (!found.isFile()) continue;
    bytes += found.size;
    touched = Math.max(touched, found.mtimeMs);
  }
  return { bytes, touched };
}
