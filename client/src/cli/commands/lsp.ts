import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Starts the language server of this installation over standard input and output; returns its exit status. */
export function lspCommand(folder: string): Promise<number> {
  return new Promise((done, fail) => {
    const server = spawn(process.execPath, [join(folder, 'server.cjs'), '--stdio'], { stdio: 'inherit' });
    server.on('error', fail);
    server.on('exit', (code) => done(code ?? 1));
  });
}
