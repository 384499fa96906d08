import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recordIds } from './read-record.ts';

/** How long records are kept, and how much they may hold together. */
export interface KeepLimits {
  /** Milliseconds. */
  readonly age: number;
  readonly bytes: number;
}

const DAY = 86_400_000;
export const keepLimits: KeepLimits = { age: 90 * DAY, bytes: 1 << 30 };

/**
 * Takes away records that are older than the limit, and the oldest of the rest where they hold too much together. One that was written to
 * within the last day stays, whatever it holds: its run may be under way. Returns the ids of those that went; never throws.
 */
export function cleanRecords(folder: string, now: number, limits: KeepLimits = keepLimits): readonly string[] {
  const gone: string[] = [];
  let held = 0;
  for (const id of recordIds(folder)) {
    try {
      const { bytes, touched } = sizeOf(join(folder, id));
      held += bytes;
      if (now - touched < DAY || (now - touched <= limits.age && held <= limits.bytes)) continue;
      rmSync(join(folder, id), { recursive: true, force: true });
      held -= bytes;
      gone.push(id);
    } catch {
      // One that cannot be looked at now is looked at next time.
    }
  }
  return gone;
}

/** Bytes in a record, and when it was last written to. */
function sizeOf(folder: string): { readonly bytes: number; readonly touched: number } {
  let bytes = 0;
  let touched = 0;
  for (const entry of readdirSync(folder)) {
    const { size, mtimeMs } = statSync(join(folder, entry));
    bytes += size;
    touched = Math.max(touched, mtimeMs);
  }
  return { bytes, touched };
}
