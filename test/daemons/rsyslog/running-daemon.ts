import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Daemon, entering } from './isolated-daemon.ts';
import { fromBytes } from '../../../server/src/core/languages/rsyslog/try/bytes.ts';

const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
const last = 'the-last-message-of-this-run';

/** What a daemon wrote: bytes by file name. */
export type Written = ReadonlyMap<string, string>;

/**
 * Starts an rsyslogd in the foreground with a configuration of its own, hands it messages over one connection on loopback,
 * and gives what it wrote under `out/`. The configuration may use `OUT` for that folder. Throws with the daemon's words where it does
 * not start.
 */
export async function runDaemon({ root }: Daemon, configuration: string, messages: readonly string[]): Promise<Written> {
  const folder = mkdtempSync(join(root === '' ? tmpdir() : join(root, 'tmp'), 'opsbook-try-'));
  const inside = folder.slice(root.length);
  const out = join(folder, 'out');
  const done = join(folder, 'done');
  mkdirSync(out);
  const port = await freePort();
  writeFileSync(
    join(folder, 'rsyslog.conf'),
    `module(load="imptcp")
global(workDirectory="${inside}" localHostname="tester" net.enableDNS="off")
main_queue(queue.type="LinkedList" queue.workerThreads="1")
:msg, contains, "${last}" {
  action(type="omfile" file="${inside}/done")
  stop
}
${configuration.replaceAll('OUT', `${inside}/out`)}
input(type="imptcp" address="127.0.0.1" port="${port}")
`,
  );
  const [program = '', ...words] = [...entering(root), 'rsyslogd', '-n', '-f', `${inside}/rsyslog.conf`, '-i', `${inside}/pid`];
  const child = spawn(program, words, {
    env: { PATH: path, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await send(port, [...messages, `<13>Jan  1 00:00:00 tester end: ${last}`], () => running(child));
    for (let tries = 0; !existsSync(done) && tries < 1000 && running(child); tries++) await pause(10);
    if (!existsSync(done)) throw new Error(`rsyslogd did not work: ${child.signalCode ?? ''} ${said}`);
    child.kill('SIGTERM');
    await ended;
    const written = new Map<string, string>();
    // Names are bytes too: a dynamic one may be cut in the middle of a character.
    for (const name of readdirSync(out, { encoding: 'buffer' }))
      written.set(fromBytes(name.toString('latin1')), readFileSync(Buffer.concat([Buffer.from(`${out}/`), name]), 'latin1'));
    return written;
  } finally {
    if (running(child)) child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

function running({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** Sends messages of bytes, each with its length in front, once somebody listens. */
async function send(port: number, messages: readonly string[], alive: () => boolean): Promise<void> {
  const bytes = Buffer.concat(messages.map((message) => Buffer.from(`${message.length} ${message}`, 'latin1')));
  for (let tries = 0; tries < 500; tries++) {
    const socket = connect(port, '127.0.0.1');
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (connected) {
      await new Promise<void>((resolve) => socket.end(bytes, () => resolve()));
      return;
    }
    if (!alive()) return;
    await pause(10);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
