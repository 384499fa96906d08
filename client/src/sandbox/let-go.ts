import { closeSync, renameSync } from 'node:fs';
import type { SandboxFolders } from './state-folder.ts';
import type { Use } from './use.ts';

/**
 * What ends a use of a sandbox and the hold on its lifeline, once, however often it is called. If it was the last use, it resolves when `gone`
 * has: the sandbox ends then.
 */
export function letGo(folders: SandboxFolders, use: Use, hold: number, gone: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= end(folders, use, hold, gone);
    return done;
  };
}

async function end(folders: SandboxFolders, use: Use, hold: number, gone: () => Promise<void>): Promise<void> {
  const aside = `${folders.details}.last`;
  let last = false;
  try {
    // Nobody can join any more; who did so before is named by now.
    renameSync(folders.details, aside);
    last = !use.others();
    if (!last) renameSync(aside, folders.details);
  } catch {
    // Another is just letting go, or it has ended by itself: there is nothing to wait for.
  }
  use.end();
  closeSync(hold);
  if (last) await gone();
}
