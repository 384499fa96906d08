import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { ConnectError } from './connect-error.ts';
import type { HostDetails } from './connection.ts';
import { placeOf } from './explain-failure.ts';

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
      const stream = Duplex.from({ writable: child.stdin, readable: child.stdout });
      child.stdin.on('error', () => undefined);
      // It may fail before anybody listens; who looks later finds it in `errored`.
      stream.on('error', () => undefined);
      child.once('exit', (code, signal) => {
        if (code === 0) return;
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
