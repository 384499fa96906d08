import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joinSandbox } from '../../../client/src/sandbox/join-sandbox.ts';
import { type Lifeline, makeLifeline } from '../../../client/src/sandbox/lifeline.ts';
import { holderOf } from '../../../client/src/sandbox/lock.ts';
import { type SandboxFolders, sandboxFolders } from '../../../client/src/sandbox/state-folder.ts';
import { nameUse } from '../../../client/src/sandbox/use.ts';

/* A sandbox that is there, with its lifeline read and its server answering, may be one that has seen its end: nobody held it for a moment. */

/** No process has this number (proc(5), pid_max). */
const gone = { pid: 2 ** 22 + 1, started: '1' };
let folders: SandboxFolders;
let lifeline: Lifeline;
let server: Server;
beforeEach(async () => {
  folders = sandboxFolders(mkdtempSync(join(tmpdir(), 'opsbook-join-')));
  mkdirSync(folders.run);
  mkdirSync(folders.users);
  lifeline = makeLifeline(folders.lifeline);
  server = createServer((socket) => socket.end('SSH-2.0-x\r\n'));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const shared = { details: { port }, mode: 'isolated', notes: [], lifeline: folders.lifeline, server: gone };
  writeFileSync(folders.details, JSON.stringify(shared));
});
afterEach(() => {
  for (const descriptor of [lifeline.reader, lifeline.writer]) closeSync(descriptor);
  server.close();
  rmSync(folders.state, { recursive: true });
});

describe('a running sandbox', () => {
  it('is joined while one who holds it goes on, and by those who joined it', async () => {
    const starter = nameUse(folders.users);
    starter.holds();
    const joined = await joinSandbox(folders, holderOf(process.pid));
    expect(joined?.shared).toBe(true);
    starter.end();
    const third = await joinSandbox(folders, holderOf(process.pid));
    expect(third?.shared).toBe(true);
    await joined?.close();
    await third?.close();
    expect(readdirSync(folders.users)).toEqual([]);
  });

  it('is not joined where those who held it are gone, or have only named themselves', async () => {
    const other = nameUse(folders.users);
    expect(await joinSandbox(folders, holderOf(process.pid))).toBeUndefined();
    other.end();
    const child = spawn('sleep', ['60']);
    const { pid, started } = holderOf(child.pid ?? 0);
    writeFileSync(join(folders.users, `${pid} ${started} 0 held`), '');
    const joined = await joinSandbox(folders, holderOf(process.pid));
    expect(joined?.shared).toBe(true);
    await joined?.close();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(await joinSandbox(folders, holderOf(process.pid))).toBeUndefined();
    expect(readdirSync(folders.users)).toEqual([`${pid} ${started} 0 held`]);
  });
});
