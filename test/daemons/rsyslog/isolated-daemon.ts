import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
const last = 'the-last-message-of-this-run';

/** An rsyslogd to ask and to run: the installed one, or one in a folder to change root into. */
export interface Daemon {
  readonly root: string;
  readonly version: string;
}

/** The installed rsyslogd; undefined where there is none. */
export function installed(): Daemon | undefined {
  return daemonIn('');
}

/** The newest rsyslogd in its folder (`oracles/sid.sh` of the shared folder makes it); undefined where it is absent or may not be used. */
export function newest(): Daemon | undefined {
  const cache = process.env['OPSBOOK_ORACLES'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'opsbook-oracles');
  const root = join(cache, 'root/sid');
  return existsSync(join(root, 'ok')) && process.getuid?.() === 0 ? daemonIn(root) : undefined;
}

function daemonIn(root: string): Daemon | undefined {
  const [program = '', ...words] = [...entering(root), 'rsyslogd', '-v'];
  const { status, stdout } = spawnSync(program, words, { encoding: 'utf8', env: { PATH: path } });
  const version = status === 0 ? /^rsyslogd\s+(\d+\.\d+)/.exec(stdout)?.[1] : undefined;
  return version === undefined ? undefined : { root, version };
}

/** What a command begins with that is to run in that root. */
export function entering(root: string): readonly string[] {
  return root === '' ? [] : ['chroot', root];
}

/** What a daemon made of a configuration: whether `-N1` finds nothing hard to say, and what it wrote, bytes by file name. */
export interface Outcome {
  readonly accepted: boolean;
  readonly said: string;
  readonly written: ReadonlyMap<string, string>;
}

const harmless =
  /config validation run|End of config validation|warnings occurred in file|warning during parsing|warning:|deprecated|treated as ':omusrmsg:|no active actions|no working or state|is very low|insecure default|is set larger than|automatically|dedicated non-direct queue/;

/**
 * Asks a daemon for a configuration (`OUT` in it is a folder) and runs it, without a network, with messages over a local socket. The
 * configuration gets a first rule of the old kind by which its end is seen, before `convert` makes another one of it.
 */
export async function prove(
  daemon: Daemon,
  configuration: string,
  messages: readonly string[],
  convert: (text: string) => { readonly text: string; readonly name: string },
): Promise<Outcome> {
  const folder = mkdtempSync(join(daemon.root === '' ? tmpdir() : join(daemon.root, 'tmp'), 'opsbook-convert-'));
  const inside = folder.slice(daemon.root.length);
  const out = join(folder, 'out');
  mkdirSync(out);
  const whole = `:msg, contains, "${last}" ${inside}/done\n& stop\n${configuration.replaceAll('OUT', `${inside}/out`)}`;
  const { text, name } = convert(whole);
  writeFileSync(join(folder, name), text);
  writeFileSync(
    join(folder, 'main.conf'),
    `module(load="imptcp")
global(workDirectory="${inside}" localHostname="tester" net.enableDNS="off")
main_queue(queue.type="LinkedList" queue.workerThreads="1")
include(file="${inside}/${name}")
input(type="imptcp" path="${inside}/socket")
`,
  );
  const env = { PATH: path, LC_ALL: 'C', TZ: 'UTC' };
  const alone = process.getuid?.() === 0 ? ['unshare', '-n'] : ['unshare', '-rn'];
  const [asking = '', ...question] = [...entering(daemon.root), 'rsyslogd', '-N1', '-f', `${inside}/main.conf`];
  const asked = spawnSync(asking, question, { encoding: 'utf8', env });
  const said = `${asked.stdout}${asked.stderr}`.split('\n').filter((line) => line.trim() !== '' && !harmless.test(line));
  const [starting = '', ...words] = [
    ...alone,
    ...entering(daemon.root),
    'rsyslogd',
    '-n',
    '-f',
    `${inside}/main.conf`,
    '-i',
    `${inside}/pid`,
  ];
  const child = spawn(starting, words, { env, stdio: ['ignore', 'ignore', 'ignore'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await send(join(folder, 'socket'), [...messages, `<13>Jan  1 00:00:00 tester end: ${last}`], child);
    const done = join(folder, 'done');
    for (let tries = 0; !existsSync(done) && tries < 500 && running(child); tries++) await pause(10);
    const ran = existsSync(done);
    child.kill('SIGTERM');
    await Promise.race([ended, pause(10_000, undefined, { ref: false })]);
    const written = new Map<string, string>();
    if (ran) for (const [name, bytes] of filesIn(Buffer.from(out), '')) written.set(name, bytes.replaceAll(inside, 'FOLDER'));
    return {
      accepted: asked.status === 0 || (asked.status === 1 && said.length === 0),
      said: ran ? said.join('\n') : `did not run: ${said.join('\n')}`,
      written,
    };
  } finally {
    if (running(child)) child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files of a folder and those below it; names are bytes too, a dynamic one may be cut in the middle of a character. */
function* filesIn(folder: Buffer, before: string): Iterable<readonly [string, string]> {
  for (const name of readdirSync(folder, { encoding: 'buffer' })) {
    const path = Buffer.concat([folder, Buffer.from('/'), name]);
    const shown = `${before}${name.toString('latin1')}`;
    if (statSync(path).isDirectory()) yield* filesIn(path, `${shown}/`);
    else yield [shown, readFileSync(path, 'latin1')];
  }
}

function running({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function send(socketPath: string, messages: readonly string[], child: ChildProcess): Promise<void> {
  const bytes = Buffer.concat(messages.map((message) => Buffer.from(`${message.length} ${message}`, 'latin1')));
  for (let tries = 0; tries < 300 && running(child); tries++) {
    const socket = connect(socketPath);
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (connected) {
      socket.on('error', () => undefined);
      await new Promise<void>((resolve) => socket.end(bytes, () => resolve()));
      return;
    }
    await pause(10);
  }
}
