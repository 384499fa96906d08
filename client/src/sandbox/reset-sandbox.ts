import { chmodSync, existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isLock, takeLock } from './lock.ts';
import { SandboxTrouble } from './sandbox.ts';
import { sandboxFolders, sandboxStateFolder } from './state-folder.ts';

/** Forgets every change that was made in the sandbox. Throws a SandboxTrouble while it runs. */
export function resetSandbox(stateFolder: string = sandboxStateFolder()): void {
  const folders = sandboxFolders(stateFolder);
  if (!existsSync(folders.state)) return;
  const lock = takeLock(folders.lock);
  if (!isLock(lock)) throw new SandboxTrouble(`the sandbox is in use by process ${lock.pid}: end it first, then reset it`);
  try {
    for (const folder of [folders.kept, folders.files, folders.own, folders.run]) {
      open(folder);
      rmSync(folder, { recursive: true, force: true });
    }
    rmSync(folders.log, { force: true });
  } finally {
    lock.release();
  }
}

/** Makes folders removable: overlayfs has work folders of mode 000, and steps make what they like. Links are not followed. */
function open(path: string): void {
  if (!existsSync(path) || !lstatSync(path).isDirectory()) return;
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true })) if (entry.isDirectory()) open(join(path, entry.name));
}
