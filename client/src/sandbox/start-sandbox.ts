import { chmodSync, closeSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { account } from '../../../server/src/host/account.ts';
import { makeFolder } from '../make-folder.ts';
import type { HostDetails } from '../ssh/connection.ts';
import { joinSandbox, type SharedSandbox } from './join-sandbox.ts';
import { letGo } from './let-go.ts';
import { type Lifeline, makeLifeline, removeLifeline } from './lifeline.ts';
import { holderOf, isLock, type Lock, takeLock } from './lock.ts';
import { machineLayout } from './machine-layout.ts';
import { type Sandbox, type SandboxOptions, SandboxTrouble } from './sandbox.ts';
import { seedLayers } from './seed-layers.ts';
import { setupScript } from './setup-script.ts';
import { nameUse } from './use.ts';
import { isRunning, type RunningServer, type ServerLife, spawnIsolated, spawnPlain } from './spawn-server.ts';
import { sudoScript, systemctlScript } from './stand-ins.ts';
import { type SandboxFolders, sandboxFolders, sandboxStateFolder } from './state-folder.ts';
import { thisMachine } from './this-machine.ts';
import { toolPath, whyItFailed, whyNotIsolated } from './why-not-isolated.ts';

/** How long another start is waited for, in milliseconds. */
const patience = 30_000;

/**
 * Starts the practice host, or joins the one that this user already runs on the same state folder. It ends when all who use it have closed it
 * or are gone, however they went. Throws a SandboxTrouble when neither mode can be had.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (!existsSync(options.program)) throw new SandboxTrouble(`the sandbox's program \`${options.program}\` is not there: build it first`);
  const folders = sandboxFolders(options.stateFolder ?? sandboxStateFolder());
  try {
    return await startIn(folders, options);
  } catch (error) {
    if (error instanceof SandboxTrouble || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    const elsewhere = options.stateFolder === undefined && platform() === 'linux' ? '; `XDG_STATE_HOME` can name another place' : '';
    throw new SandboxTrouble(
      `the practice host is kept below \`${folders.state}\`, and that failed: ${(error as Error).message}${elsewhere}`,
    );
  }
}

async function startIn(folders: SandboxFolders, options: SandboxOptions): Promise<Sandbox> {
  makeFolder(folders.state);
  chmodSync(folders.state, 0o700);
  for (const begun = performance.now(); ; await delay(100)) {
    const lock = takeLock(folders.lock);
    if (isLock(lock)) return startOwn(folders, lock, options);
    const joined = await joinSandbox(folders, lock);
    if (joined !== undefined) return joined;
    if (performance.now() - begun > patience)
      throw new SandboxTrouble(
        `the sandbox is being started by process ${lock.pid}, which does not get on with it: its log is \`${folders.log}\``,
      );
  }
}

async function startOwn(folders: SandboxFolders, lock: Lock, options: SandboxOptions): Promise<Sandbox> {
  let lifeline: Lifeline | undefined;
  let listener: Server | undefined;
  try {
    rmSync(folders.run, { recursive: true, force: true });
    mkdirSync(folders.run, { mode: 0o700 });
    const use = nameUse(folders.users);
    lifeline = makeLifeline(folders.lifeline);
    use.holds();
    const { writer, reader, path } = lifeline;
    listener = await listen();
    const { server, mode, notes, filesUnder } = await startServer(
      listener,
      folders,
      { lifeline, spawned: (pid) => lock.also(pid) },
      options,
    );
    const { port } = listener.address() as { port: number };
    listener.close();
    closeSync(reader);
    const { child } = server;
    const own = { details: writeKeys(folders, server, port, mode), mode, notes, filesUnder };
    const shared: SharedSandbox = { ...own, lifeline: path, server: holderOf(child.pid ?? 0) };
    writeFileSync(folders.details, JSON.stringify(shared), { mode: 0o600 });
    const gone = new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      child.once('exit', () => resolve());
    });
    void gone.then(() => {
      rmSync(folders.run, { recursive: true, force: true });
      removeLifeline(path);
      lock.release();
    });
    // The pipe and the child are no reason for this process to stay.
    child.unref();
    (child.stdout as unknown as { unref?(): void } | null)?.unref?.();
    const wait = async (): Promise<void> => {
      child.ref();
      const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(killer);
    };
    return { ...own, shared: false, close: letGo(folders, use, writer, wait) };
  } catch (error) {
    // A socket that listens would keep this process from its end.
    listener?.close();
    if (lifeline !== undefined) {
      closeSync(lifeline.writer);
      removeLifeline(lifeline.path);
    }
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

async function startServer(listener: Server, folders: SandboxFolders, life: ServerLife, options: SandboxOptions) {
  let why = options.plain === true ? 'it was asked for' : whyNotIsolated(platform());
  if (why === undefined) {
    writeOwn(folders, options.program);
    const allIds = process.getuid?.() === 0 && mapsAllIds();
    const layout = machineLayout(thisMachine(folders.state));
    mkdirSync(folders.kept, { recursive: true, mode: 0o700 });
    for (const memory of [false, true]) {
      // Only the machine's own root owns the machine's files inside as well.
      if (!allIds && !memory) seedLayers(layout, join(folders.kept, 'upper'));
      const server = await spawnIsolated(listener, folders, life, { layout, memory, allIds });
      if (isRunning(server))
        return { server, mode: 'isolated' as const, notes: isolatedNotes(server, memory, allIds), filesUnder: undefined };
      why = whyItFailed(server.said, process.getuid?.() === 0);
      if (server.status !== 71) break;
    }
  }
  mkdirSync(folders.files, { recursive: true, mode: 0o700 });
  const me = account();
  const server = await spawnPlain(listener, folders, life, options.program, {
    user: me.username,
    home: me.homedir,
    // Not the user's own: bash would read ~/.bashrc for each command, and in practice a step should not hang on what is there.
    shell: '/bin/sh',
    path: process.env['PATH'] ?? toolPath,
    filesUnder: folders.files,
    lifeline: true,
  });
  if (!isRunning(server)) {
    throw new SandboxTrouble(
      `the sandbox did not start: ${server.said || `its server ended with ${server.status}`}; its log is \`${folders.log}\``,
    );
  }
  const notes = [
    `sandbox: plain, steps run on this machine, not isolated (${why}); files are written under \`${folders.files}\`, where no step looks for them`,
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
    user: mode === 'isolated' ? 'root' : account().username,
    identityFiles: [identity],
    identitiesOnly: true,
    agent: undefined,
    knownHostsFiles: [knownHosts],
    hostKeyAlias: `[127.0.0.1]:${port}`,
    connectTimeout: 10_000,
  };
}
