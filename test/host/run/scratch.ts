import { mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for one test file, taken away after it. It lies in the home folder: as root nothing is installed under a folder that others may write. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(homedir(), '.opsbook-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
