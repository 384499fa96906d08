import { spawn } from 'node:child_process';
import { guardianScript } from './host-script.ts';

/** Starts the process that takes a bridge and a folder away when this one is gone, or when `end` is called (it resolves when that is done). */
export function startGuardian(bridge: string | undefined, folder: string): { end(): Promise<void> } {
  const child = spawn('sh', ['-c', guardianScript, 'sh', bridge ?? '-', folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    end: async () => {
      child.stdin.end();
      await exit;
    },
  };
}
