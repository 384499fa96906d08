import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { type Lifeline, sayGo } from './lifeline.ts';
import type { LayoutStep } from './machine-layout.ts';
import type { ServerOptions, ServerReady } from './server/options.ts';
import type { SandboxFolders } from './state-folder.ts';
import { toolPath } from './why-not-isolated.ts';

/** A server that listens. */
export interface RunningServer {
  readonly child: ChildProcess;
  readonly ready: ServerReady;
  /** What the setup wants the user to know. */
  readonly notes: readonly string[];
}

/** Why it does not: the exit status of the setup (71: no overlay there), and what was said. */
export interface FailedServer {
  readonly status: number | null;
  readonly said: string;
}

/** How the isolated one is started. */
export interface Isolation {
  readonly layout: readonly LayoutStep[];
  /** Layers in memory, lost at the end: for a state folder whose file system cannot carry an overlay. */
  readonly memory: boolean;
  /** Whether this process may map all user ids: root of the machine. */
  readonly allIds: boolean;
}

/** What a server lives by, and who is to know of it. */
export interface ServerLife {
  readonly lifeline: Lifeline;
  /** Is told its process id as soon as there is one, long before it listens. */
  readonly spawned: (pid: number) => void;
}

/** How long a server may take to listen (milliseconds); it makes two keys and some forty mounts. */
const patience = 30_000;

/** Starts the server in namespaces of its own. Its process id is that of unshare(1), whose end is the end of every process inside. */
export function spawnIsolated(
  listener: Server,
  folders: SandboxFolders,
  life: ServerLife,
  isolation: Isolation,
): Promise<RunningServer | FailedServer> {
  const namespaces = ['--mount', '--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child=KILL', '--propagation', 'private'];
  // Root's map is written from outside (uid_map takes more than one's own id only so), after the namespace is there: hence the wait for a line.
  const [command, ...args] = isolation.allIds
    ? ['unshare', '--user', 'sh', '-c', 'read -r _ && exec "$@"', 'sh', 'unshare', ...namespaces]
    : ['unshare', '--user', '--map-root-user', ...namespaces];
  const options: ServerOptions = { user: 'root', home: '/root', shell: '/bin/sh', path: toolPath, lifeline: false };
  const node = realpathSync(process.execPath);
  const environment = {
    PATH: toolPath,
    KEPT: folders.kept,
    OWN: folders.own,
    LAYOUT: isolation.layout.map(line).join(''),
    NODE: basename(node),
    NODE_FOLDER: dirname(node),
    OPTIONS: JSON.stringify(options),
    MEMORY: isolation.memory ? 'yes' : 'no',
  };
  const setup = [...args, '--', 'sh', join(folders.own, 'setup.sh')];
  const child = started(listener, folders, life, command as string, setup, { env: environment });
  if (isolation.allIds) mapAllIds(child, life.lifeline);
  return listening(child, folders);
}

/** Starts the server as an ordinary process of this machine. */
export function spawnPlain(
  listener: Server,
  folders: SandboxFolders,
  life: ServerLife,
  program: string,
  options: ServerOptions,
): Promise<RunningServer | FailedServer> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const args = [program, JSON.stringify(options)];
  return listening(started(listener, folders, life, process.execPath, args, { env, cwd: folders.files }), folders);
}

/** Tells one that listens from one that failed. */
export function isRunning(server: RunningServer | FailedServer): server is RunningServer {
  return 'child' in server;
}

function line(step: LayoutStep): string {
  const rest = step.kind === 'overlay' ? step.layer : step.kind === 'link' ? step.target : '';
  return `${step.kind}\t${step.path}\t${rest}\n`;
}

function started(
  listener: Server,
  folders: SandboxFolders,
  { lifeline, spawned }: ServerLife,
  command: string,
  args: string[],
  options: SpawnOptions,
): ChildProcess {
  const log = openSync(folders.log, 'w', 0o600);
  // A group of its own: Ctrl-C in a terminal reaches us, and we end it in order.
  const child = spawn(command, args, { ...options, detached: true, stdio: [lifeline.reader, 'pipe', log, descriptorOf(listener)] });
  closeSync(log);
  if (child.pid !== undefined) spawned(child.pid);
  return child;
}

/** The socket's descriptor: Node hands sockets only to children that speak its own protocol, which sh between us does not. -1 on Windows, where there is no sandbox. */
function descriptorOf(listener: Server): number {
  return (listener as unknown as { _handle: { fd: number } })._handle.fd;
}

/** Waits until unshare(1) has made the namespace (another link in /proc/PID/ns), then maps every id onto itself and says go. */
function mapAllIds(child: ChildProcess, lifeline: Lifeline): void {
  const { pid } = child;
  if (pid === undefined) return;
  const mine = namespaceOf('self');
  const timer = setInterval(() => {
    const theirs = namespaceOf(pid);
    if (theirs === mine && child.exitCode === null) return;
    clearInterval(timer);
    try {
      writeFileSync(`/proc/${pid}/uid_map`, '0 0 4294967295');
      writeFileSync(`/proc/${pid}/gid_map`, '0 0 4294967295');
      sayGo(lifeline);
    } catch {
      child.kill('SIGKILL');
    }
  }, 2);
  child.once('exit', () => clearInterval(timer));
}

function namespaceOf(pid: number | 'self'): number {
  try {
    return statSync(`/proc/${pid}/ns/user`).ino;
  } catch {
    return 0;
  }
}

function listening(child: ChildProcess, folders: SandboxFolders): Promise<RunningServer | FailedServer> {
  return new Promise((resolve) => {
    let text = '';
    let done = false;
    const end = (result: RunningServer | FailedServer): void => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      resolve(result);
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      end({ status: null, said: `it did not answer within ${patience / 1000} s` });
    }, patience);
    child.on('error', (error) => end({ status: null, said: error.message }));
    child.on('exit', (status) => end({ status, said: saidOf(folders) }));
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const at = text.indexOf('\n');
      if (at < 0 || done) return;
      const notes = saidOf(folders)
        .split('\n')
        .filter((said) => said.startsWith('note: '))
        .map((said) => said.slice(6));
      end({ child, ready: JSON.parse(text.slice(0, at)) as ServerReady, notes });
    });
  });
}

function saidOf(folders: SandboxFolders): string {
  try {
    return readFileSync(folders.log, 'utf8').trim();
  } catch {
    return '';
  }
}
