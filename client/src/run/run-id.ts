import { randomBytes } from 'node:crypto';

/** A name for a run that sorts by time and is safe as a file's name: `20261121T044612345Z-1f2e3d`. */
export function runId(now: number): string {
  return `${new Date(now).toISOString().replace(/[-:.]/g, '')}-${randomBytes(3).toString('hex')}`;
}
