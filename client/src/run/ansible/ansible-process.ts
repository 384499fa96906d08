import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { ansibleSettings } from './ansible-settings.ts';

/** What ansible-playbook is to run, and how. */
export interface AnsibleWork {
  readonly playbook: string;
  /** JSON. */
  readonly inventory: string;
  /** Variables as JSON, secrets among them: never in a file or on a command line. */
  readonly given: string;
  readonly forks: number;
  /** The folder with our callback `opsbook_events.py`, on this machine. */
  readonly callbacks: string;
}

/** A running ansible-playbook. */
export interface AnsibleProcess {
  /** What our callback writes. */
  readonly events: AsyncIterable<Buffer>;
  /** The last that it printed. */
  words(): string;
  /** Resolves when it has ended, with why it did not begin, or was lost. */
  readonly ended: Promise<{ readonly trouble?: string; readonly lost?: string }>;
  /** Ends it and its forks. */
  end(): Promise<void>;
  /** Lets go of all that it kept; nothing of it stays. */
  close(): Promise<void>;
}

/** Milliseconds that ansible-playbook gets to end by itself. */
const patience = 5000;

/** Bytes of output that are kept for a message. */
export const WORDS_LIMIT = 8192;

/** Starts `program` (absolute) on this machine, with its files in a folder of its own. */
export function startHere(work: AnsibleWork, program: string, sshConfig: string | undefined): AnsibleProcess {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-ansible-'));
  mkdirSync(join(folder, 'control'));
  writeFileSync(join(folder, 'playbook.yml'), work.playbook, { mode: 0o600 });
  writeFileSync(join(folder, 'inventory.json'), work.inventory, { mode: 0o600 });
  const kept = Object.entries(process.env).filter(([name]) => !/^(ANSIBLE_|PYTHON)/.test(name));
  const env = { ...Object.fromEntries(kept), ...ansibleSettings({ folder, callbacks: work.callbacks, sshConfig }) };
  const words = ['-i', join(folder, 'inventory.json'), '--forks', String(work.forks), join(folder, 'playbook.yml')];
  // A group of its own: an interrupt at the terminal reaches us alone, and we end it with all that it forked.
  const child = spawn(program, words, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] });
  const ended = new Promise<{ readonly trouble?: string }>((resolve) => {
    child.once('error', (error) => resolve({ trouble: error.message }));
    child.once('close', () => resolve({}));
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (printed = `${printed}${data.toString('utf8')}`.slice(-WORDS_LIMIT)));
  const given = child.stdio[3] as Writable;
  given.on('error', () => undefined);
  given.end(work.given);
  return {
    events: child.stdio[4] as Readable as AsyncIterable<Buffer>,
    words: () => printed,
    ended,
    async end() {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
        try {
          if (child.pid !== undefined) process.kill(-child.pid, name);
        } catch {
          return;
        }
        let timer: NodeJS.Timeout | undefined;
        const over = await Promise.race([
          ended.then(() => true),
          new Promise<boolean>((resolve) => {
            timer = setTimeout(() => resolve(false), patience);
          }),
        ]);
        clearTimeout(timer);
        if (over) return;
      }
    },
    async close() {
      await closeControl(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lets go of the connections that ssh keeps for Ansible. */
async function closeControl(folder: string): Promise<void> {
  const sockets = readdirSync(join(folder, 'control'));
  await Promise.all(
    sockets.map(
      (name) =>
        new Promise<void>((resolve) => {
          const child = spawn('ssh', ['-o', `ControlPath=${join(folder, 'control', name)}`, '-O', 'exit', 'opsbook'], { stdio: 'ignore' });
          child.once('error', () => resolve());
          child.once('close', () => resolve());
        }),
    ),
  );
}
