import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { StepRequest, TerminalSize } from './connection.ts';
import type { ChannelExit, StepChannel } from './step-channel.ts';

const isLinux = process.platform === 'linux' || process.platform === 'android';

/** script(1): util-linux takes the command behind `-c`, BSD as its last words. */
function scriptWords(command: string): readonly string[] {
  return isLinux ? ['-q', '-f', '-e', '-c', command, '/dev/null'] : ['-q', '/dev/null', '/bin/sh', '-c', command];
}

/** Gives a terminal of this machine its size; resolves when that is done, or cannot be. */
function setSize(device: string, { rows, columns }: TerminalSize): Promise<void> {
  if (!device.startsWith('/dev/')) return Promise.resolve();
  const which = isLinux ? '-F' : '-f';
  return new Promise((done) => {
    const stty = spawn('stty', [which, device, 'rows', String(Math.trunc(rows)), 'cols', String(Math.trunc(columns))], { stdio: 'ignore' });
    stty.once('error', () => done());
    stty.once('exit', () => done());
  });
}

/** Sizes one after the other, of several that wait the last; what is typed meanwhile comes after them, as it would over ssh. */
function inOrder(keys: Writable, set: (size: TerminalSize) => Promise<void>): (size: TerminalSize) => void {
  let next: TerminalSize | undefined;
  let busy = false;
  return async (size) => {
    next = size;
    if (busy) return;
    busy = true;
    keys.cork();
    while (next !== undefined) {
      const now = next;
      next = undefined;
      await set(now);
    }
    keys.uncork();
    busy = false;
  };
}

/**
 * Runs a command of this machine on a terminal of its own, which script(1) makes: Node has none. Rejects where that is missing. The command is
 * text for /bin/sh; `environment` is the whole of it.
 */
export function openTerminalChild(
  command: string,
  pty: NonNullable<StepRequest['pty']>,
  options: { readonly environment?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<StepChannel & { readonly pid: number | undefined }> {
  const size = `rows ${Math.trunc(pty.rows)} cols ${Math.trunc(pty.columns)}`;
  return new Promise((resolve, reject) => {
    // Without a terminal of its own script(1) turns the echo off.
    const child = spawn('script', scriptWords(`tty >&3; exec 3>&-; stty sane ${size} 2>/dev/null; ${command}`), {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: true,
      env: options.environment ?? process.env,
      ...(options.cwd !== undefined && { cwd: options.cwd }),
    });
    let device = '';
    const names = child.stdio[3] as Readable;
    names.setEncoding('utf8');
    names.on('data', (text: string) => {
      device += text;
    });
    names.on('error', () => {});
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'ENOENT' ? new Error('`script` is missing (Debian: bsdutils), which makes terminals here', { cause: error }) : error,
      );
    });
    child.once('spawn', () => {
      const exited = new Promise<ChannelExit>((tell) => {
        child.once('exit', (code, signal) => tell(signal === null ? { code: code ?? 0 } : { signal }));
      });
      resolve({
        pid: child.pid,
        stdin: child.stdin,
        stdout: child.stdout,
        stderr: child.stderr,
        exited,
        close: () => {
          child.stdin.destroy();
          child.stdout.destroy();
          child.stderr.destroy();
          // It ends with its terminal, which hangs up what is left on it.
          child.kill('SIGTERM');
        },
        kill: () => child.kill('SIGKILL'),
        resize: inOrder(child.stdin, (size) => setSize(device.trim(), size)),
      });
    });
  });
}
