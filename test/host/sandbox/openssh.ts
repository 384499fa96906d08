import { spawn } from 'node:child_process';
import type { HostDetails } from '../../../client/src/ssh/connection.ts';

/** How a program ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; `input` goes to its standard input. */
export function runProgram(command: string, args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'pipe' });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => undefined).end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Options of OpenSSH's clients that reach a host as its details say, and nothing of the user's own configuration. */
export function opensshOptions(host: HostDetails): string[] {
  const options = ['IdentitiesOnly=yes', 'BatchMode=yes', 'StrictHostKeyChecking=yes', 'GlobalKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
  options.push(`UserKnownHostsFile=${host.knownHostsFiles.join(' ')}`, `Port=${host.port}`, `User=${host.user}`);
  return ['-F', 'none', ...host.identityFiles.flatMap((file) => ['-i', file]), ...options.flatMap((option) => ['-o', option])];
}

/** OpenSSH's ssh. */
export function ssh(host: HostDetails, command: string, input = '', more: readonly string[] = []): Promise<Ended> {
  return runProgram('ssh', [...more, ...opensshOptions(host), host.address, command], input);
}

/** OpenSSH's sftp, with a batch of commands; it stops at the first that fails. */
export function sftp(host: HostDetails, batch: readonly string[]): Promise<Ended> {
  return runProgram('sftp', ['-q', ...opensshOptions(host), '-b', '-', host.address], `${batch.join('\n')}\n`);
}
