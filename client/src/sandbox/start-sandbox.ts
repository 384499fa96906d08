import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { platform, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { HostDetails } from '../ssh/connection.ts';
import { type Holder, isLock, takeLock } from './lock.ts';
import { machineLayout } from './machine-layout.ts';
import { type Sandbox, type SandboxOptions, SandboxTrouble } from './sandbox.ts';
import { seedLayers } from './seed-layers.ts';
import { setupScript } from './setup-script.ts';
import { isRunning, type RunningServer, spawnIsolated, spawnPlain } from './spawn-server.ts';
import { sudoScript, systemctlScript } from './stand-ins.ts';
import { type SandboxFolders, sandboxFolders, sandboxStateFolder } from './state-folder.ts';
import { thisMachine } from './this-machine.ts';
import { toolPath, whyItFailed, whyNotIsolated } from './why-not-isolated.ts';

/** What a second start reads of the first. */
type Shared = Pick<Sandbox, 'details' | 'mode' | 'notes' | 'filesUnder'>;

/**
 * Starts the practice host, or joins the one that this user already runs on the same state folder. It ends with `close`, and with this process
 * however that ends. Throws a SandboxTrouble when neither mode can be had.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (!existsSync(options.program)) throw new SandboxTrouble(`the sandbox's program \`${options.program}\` is not there: build it first`);
  const folders = sandboxFolders(options.stateFolder ?? sandboxStateFolder());
  mkdirSync(folders.state, { recursive: true, mode: 0o700 });
  chmodSync(folders.state, 0o700);
  const lock = takeLock(folders.lock);
  if (!isLock(lock)) return joinOther(folders, lock);
  try {
    rmSync(folders.run, { recursive: true, force: true });
    mkdirSync(folders.run, { mode: 0o700 });
    const listener = await listen();
    const { server, mode, notes, filesUnder } = await startServer(listener, folders, options);
    const { port } = listener.address() as { port: number };
    listener.close();
    const { child } = server;
    if (child.pid !== undefined) lock.also(child.pid);
    const shared: Shared = { details: writeKeys(folders, server, port, mode), mode, notes, filesUnder };
    writeFileSync(join(folders.run, 'sandbox.json'), JSON.stringify(shared), { mode: 0o600 });
    const gone = new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      child.once('exit', () => resolve());
    });
    void gone.then(() => {
      rmSync(folders.run, { recursive: true, force: true });
      lock.release();
    });
    // The pipe and the child are no reason for this process to stay.
    child.unref();
    for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref?(): void } | null)?.unref?.();
    return { ...shared, shared: false, close: () => closed(child, gone) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A listening socket on 127.0.0.1; its port is one that was free. What connects before the server has it is let go. */
async function listen(): Promise<Server> {
  const listener = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', resolve);
  });
  return listener;
}

async function startServer(listener: Server, folders: SandboxFolders, options: SandboxOptions) {
  let why = options.plain === true ? 'it was asked for' : whyNotIsolated(platform());
  if (why === undefined) {
    writeOwn(folders, options.program);
    const allIds = process.getuid?.() === 0 && mapsAllIds();
    const layout = machineLayout(thisMachine(folders.state));
    mkdirSync(folders.kept, { recursive: true, mode: 0o700 });
    for (const memory of [false, true]) {
      // Only the machine's own root owns the machine's files inside as well.
      if (!allIds && !memory) seedLayers(layout, join(folders.kept, 'upper'));
      const server = await spawnIsolated(listener, folders, { layout, memory, allIds });
      if (isRunning(server))
        return { server, mode: 'isolated' as const, notes: isolatedNotes(server, memory, allIds), filesUnder: undefined };
      why = whyItFailed(server.said, process.getuid?.() === 0);
      if (server.status !== 71) break;
    }
  }
  mkdirSync(folders.files, { recursive: true, mode: 0o700 });
  const me = userInfo();
  const server = await spawnPlain(listener, folders, options.program, {
    user: me.username,
    home: me.homedir,
    // Not the user's own: bash would read ~/.bashrc for each command, and in practice a step should not hang on what is there.
    shell: '/bin/sh',
    path: process.env['PATH'] ?? toolPath,
    filesUnder: folders.files,
    lifeline: true,
  });
  if (!isRunning(server)) {
    listener.close();
    throw new SandboxTrouble(
      `the sandbox did not start: ${server.said || `its server ended with ${server.status}`}; its log is \`${folders.log}\``,
    );
  }
  const notes = [
    `sandbox: plain, steps run on this machine, not isolated (${why}); files are written under \`${folders.files}\``,
    ...server.notes,
  ];
  return { server, mode: 'plain' as const, notes, filesUnder: folders.files };
}

function isolatedNotes(server: RunningServer, memory: boolean, allIds: boolean): string[] {
  const kept = memory
    ? 'changes are lost when it ends, since the file system of the state folder cannot carry an overlay'
    : 'changes are kept until `opsbook sandbox reset`';
  const notes = [`sandbox: isolated, a copy of this machine over which it has no power; ${kept}`];
  if (!allIds) notes.push('the sandbox has one user, root: files cannot be given to others there, since it was not started by root');
  return [...notes, ...server.notes];
}

/** Whether this root has the ids to give: in a rootless container it may not. */
function mapsAllIds(): boolean {
  try {
    return readFileSync('/proc/self/uid_map', 'utf8').trim().split(/\s+/).join(' ') === '0 0 4294967295';
  } catch {
    return false;
  }
}

function writeOwn(folders: SandboxFolders, program: string): void {
  mkdirSync(folders.own, { recursive: true, mode: 0o700 });
  copyFileSync(program, join(folders.own, 'sandbox.cjs'));
  // The bundle that it may share with what runs.
  const shared = join(dirname(program), 'ssh2.cjs');
  if (existsSync(shared)) copyFileSync(shared, join(folders.own, 'ssh2.cjs'));
  for (const [name, text] of [
    ['systemctl', systemctlScript],
    ['service', systemctlScript],
    ['sudo', sudoScript],
    ['setup.sh', setupScript],
  ] as const)
    writeFileSync(join(folders.own, name), text);
}

function writeKeys(folders: SandboxFolders, { ready }: RunningServer, port: number, mode: Sandbox['mode']): HostDetails {
  const identity = join(folders.run, 'identity');
  const knownHosts = join(folders.run, 'known_hosts');
  writeFileSync(identity, ready.userKey.endsWith('\n') ? ready.userKey : `${ready.userKey}\n`, { mode: 0o600 });
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${ready.hostKey.trim()}\n`, { mode: 0o600 });
  return {
    name: 'sandbox',
    address: '127.0.0.1',
    port,
    user: mode === 'isolated' ? 'root' : userInfo().username,
    identityFiles: [identity],
    identitiesOnly: true,
    agent: undefined,
    knownHostsFiles: [knownHosts],
    hostKeyAlias: `[127.0.0.1]:${port}`,
    connectTimeout: 10_000,
  };
}

async function joinOther(folders: SandboxFolders, holder: Holder): Promise<Sandbox> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    try {
      const shared = JSON.parse(readFileSync(join(folders.run, 'sandbox.json'), 'utf8')) as Shared;
      const notes = [...shared.notes, `the sandbox was started by process ${holder.pid} and ends with it`];
      return { ...shared, filesUnder: shared.filesUnder ?? undefined, notes, shared: true, close: async () => undefined };
    } catch {
      await delay(100);
    }
  }
  throw new SandboxTrouble(
    `the sandbox is being started by process ${holder.pid}, which does not get on with it: its log is \`${folders.log}\``,
  );
}

async function closed(child: RunningServer['child'], gone: Promise<void>): Promise<void> {
  child.ref();
  child.stdin?.end();
  const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(killer);
}
