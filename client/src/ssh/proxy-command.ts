import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ConnectError } from './connect-error.ts';
import type { HostDetails } from './connection.ts';
import { placeOf } from './explain-failure.ts';

/** How a process ended, as Node tells it. */
type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/**
 * The stream of a `ProxyCommand` (ssh_config(5)): run by the user's shell with `exec`, its standard input and output are the connection. When
 * it ends before the stream does, the stream fails with what it said.
 */
export function proxyCommand(host: HostDetails, command: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const shell = process.env['SHELL'] || '/bin/sh';
    const child = spawn(shell, ['-c', `exec ${command}`], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-2000);
    });
    child.once('error', (error) =>
      reject(new ConnectError('unreachable', `${placeOf(host)}: \`ProxyCommand ${command}\`: ${error.message}`)),
    );
    child.once('spawn', () => {
      const { stdin, stdout } = child;
      // What the command's end says is better than the broken pipe that it leaves, which often comes first.
      stdin.on('error', () => undefined);
      const stream = new Duplex({
        read: () => void stdout.resume(),
        write: (chunk: Buffer, _encoding, done) => void stdin.write(chunk, () => done()),
        final: (done) => void stdin.end(() => done()),
      });
      // It may fail before anybody listens; who looks later finds it in `errored`.
      stream.on('error', () => undefined);
      stdout.on('data', (chunk: Buffer) => {
        if (!stream.push(chunk)) stdout.pause();
      });
      const ended = new Promise<Ended>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
      const wordsRead = new Promise<void>((resolve) => child.stderr.once('end', resolve));
      // Output that ends tells less than the command's own end, which is about to come; one that goes on without is not waited for.
      stdout.once('end', async () => {
        const how = await Promise.race([ended, delay(1000, undefined, { ref: false })]);
        if (how === undefined || how.code === 0) stream.push(null);
      });
      void ended.then(async ({ code, signal }) => {
        if (code === 0) return;
        // Another may hold its standard error.
        await Promise.race([wordsRead, delay(200)]);
        const words = said.trim() === '' ? '' : `: ${said.trim().split('\n').at(-1)}`;
        const how = signal === null ? `exit status ${code}` : signal;
        stream.destroy(new ConnectError('unreachable', `${placeOf(host)}: \`ProxyCommand ${command}\` ended with ${how}${words}`));
      });
      // As ssh does (sshconnect.c, ssh_kill_proxy_command).
      stream.once('close', () => child.kill('SIGHUP'));
      resolve(stream);
    });
  });
}
