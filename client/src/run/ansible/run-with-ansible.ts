import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { sweepText } from '../../ssh/host-side/sweep-text.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';
import { askToConfirm } from '../ask-to-confirm.ts';
import { questionOf } from '../asks.ts';
import type { RunEvent, RunEventBody } from '../events.ts';
import { mayStart, RunRefused } from '../may-start.ts';
import { loginOf } from '../make-plan.ts';
import type { Plan } from '../plan.ts';
import type { RunEnvironment } from '../run-context.ts';
import { type Telling, toldRun } from '../told-run.ts';
import { ansibleEvents } from './ansible-events.ts';
import { follower } from './follow.ts';
import { inventoryOf } from './inventory.ts';
import { playbookOf } from './playbook.ts';
import { playbookText } from './playbook-text.ts';
import { ansibleRefusals } from './refusals.ts';
import { isUnseen } from './writer.ts';

/** What a run by Ansible needs besides what each run does. */
export interface AnsibleEnvironment extends RunEnvironment {
  /** `ansible-playbook`, and the folder with our callback `opsbook_events.py`; absolute. */
  readonly program: string;
  readonly callbacks: string;
  /** The ssh_config that ssh is to read instead of the user's own. */
  readonly sshConfig?: string;
  /** The password for sudo that was given while the plan was made and hosts were asked. */
  readonly sudoPassword?: () => string | undefined;
}

/** Milliseconds that ansible-playbook gets to end by itself. */
const patience = 5000;

/**
 * Runs a plan by ansible-playbook and tells what happens, as `run` does; throws a RunRefused before anything is done where the plan may not
 * run or has what Ansible cannot do. Nothing secret is in a file or on a command line, and nothing of the run's own files stays.
 */
export async function* runWithAnsible(plan: Plan, environment: AnsibleEnvironment): AsyncGenerator<RunEvent, void, undefined> {
  mayStart(plan, environment);
  const refusals = [...ansibleRefusals(plan.draft)];
  if (environment.undoOnFailure === true)
    refusals.push({ line: 1, message: '`--undo-on-failure` is not for Ansible: `opsbook undo RUN` takes back afterwards' });
  if (refusals.length > 0) throw new RunRefused(refusals);
  yield* toldRun(plan, environment, (telling) => runAll(plan, environment, telling));
}

/** Resolves with whether ansible-playbook could be started. */
async function runAll(plan: Plan, environment: AnsibleEnvironment, { id, signal, mask, now, emit }: Telling): Promise<boolean> {
  const confirmed = await confirmations(plan, environment, emit);
  if (!signal.aborted) await askSudo(plan, environment);
  let trouble = '';
  if (!signal.aborted) {
    const playbook = playbookOf(plan.draft, { engine: true });
    const follow = follower(plan, playbook, mask, now, emit);
    const mark = randomBytes(16).toString('hex');
    const password = environment.sudoPassword?.();
    if (password !== undefined) mask.add(password);
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-ansible-'));
    try {
      mkdirSync(join(folder, 'control'));
      writeFileSync(join(folder, 'playbook.yml'), playbookText(playbook.plays, []), { mode: 0o600 });
      writeFileSync(join(folder, 'inventory.json'), JSON.stringify(inventoryOf(plan)), { mode: 0o600 });
      const child = start(plan, environment, folder);
      const ended = new Promise<void>((resolve) => {
        child.once('error', (error) => {
          trouble = error.message;
          resolve();
        });
        child.once('close', () => resolve());
      });
      let words = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (data: Buffer) => (words = `${words}${data.toString('utf8')}`.slice(-8192)));
      const given = child.stdio[3] as Writable;
      given.on('error', () => undefined);
      given.end(
        JSON.stringify({
          ...Object.fromEntries(Object.entries(environment.secrets ?? {}).map(([name, value]) => [`opsbook_secret_${name}`, value])),
          ...(password !== undefined && { ansible_become_password: password }),
          opsbook_confirm: confirmed.join(','),
          opsbook_run: id,
          opsbook_mark: mark,
        }),
      );
      const cancel = (): void => void end(child, ended).then(() => undefined);
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
      try {
        let told = false;
        for await (const event of ansibleEvents(child.stdio[4] as Readable as AsyncIterable<Buffer>)) {
          told ||= event.kind === 'play';
          if (!signal.aborted) await follow.next(event);
        }
        await ended;
        if (!told && !signal.aborted) trouble ||= mask.text(words.trim()) || 'it ended without a word';
      } finally {
        signal.removeEventListener('abort', cancel);
      }
      if (signal.aborted) await sweep(environment, follow.running(), mark);
      await follow.end(signal.aborted);
      await closeControl(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (trouble !== '') {
    const [block] = plan.draft.blocks;
    for (const host of block?.targets ?? [])
      await emit({ type: 'host-trouble', host, outcome: 'failed', message: `ansible-playbook did not begin: ${trouble}` });
  }
  return trouble === '';
}

/** The blocks that were confirmed: Ansible asks nobody, so each is asked for before the first begins. */
async function confirmations(
  plan: Plan,
  environment: AnsibleEnvironment,
  emit: (body: RunEventBody) => Promise<void>,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const [index, block] of plan.draft.blocks.filter((each) => each.confirm !== undefined || isUnseen(plan.draft, each)).entries()) {
    const message =
      block.confirm === undefined ? `Install \`${block.install?.path}\`, whose difference is not known yet?` : questionOf(block);
    const question = { id: `confirm-${index + 1}`, message, block: block.name, hosts: block.targets };
    if (await askToConfirm(environment, emit, question, environment.confirmed?.has(block.name) === true)) names.push(block.name);
  }
  return names;
}

/** Lets each host that wants a password for sudo ask for it now, while somebody can answer. */
async function askSudo(plan: Plan, environment: AnsibleEnvironment): Promise<void> {
  const wanted = new Map<string, DraftBlock>();
  const hosts = new Map<string, string>();
  for (const block of plan.draft.blocks.filter(({ sudo }) => sudo !== false))
    for (const host of block.at === undefined ? block.targets : [block.at]) {
      wanted.set(`${block.user ?? ''}@${host}`, block);
      hosts.set(`${block.user ?? ''}@${host}`, host);
    }
  await Promise.all(
    [...wanted].map(async ([key, block]) => {
      const host = hosts.get(key) ?? '';
      try {
        const { connection } = await environment.connections.get(host, loginOf(block, host));
        await runQuietly(
          connection.run({
            interpreter: 'sh',
            strict: false,
            script: 'true',
            environment: {},
            sudo: block.sudo,
            timeout: 60_000,
            grace: 1000,
          }),
        );
      } catch {
        // Ansible will say what is wrong with it.
      }
    }),
  );
}

async function runQuietly(running: {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly end: Promise<unknown>;
}): Promise<void> {
  running.stdout.resume();
  running.stderr.resume();
  await running.end;
}

function start(plan: Plan, { program, callbacks, sshConfig }: AnsibleEnvironment, folder: string): ChildProcess {
  const ssh = ['-o', 'StrictHostKeyChecking=yes', '-o', 'BatchMode=yes', ...(sshConfig === undefined ? [] : ['-F', sshConfig])];
  const kept = Object.entries(process.env).filter(([name]) => !/^(ANSIBLE_|PYTHON)/.test(name));
  const env = {
    ...Object.fromEntries(kept),
    // Only what belongs to connections is left to the machine's own ansible.cfg.
    ANSIBLE_STDOUT_CALLBACK: 'opsbook_events',
    ANSIBLE_CALLBACK_PLUGINS: callbacks,
    ANSIBLE_CALLBACKS_ENABLED: '',
    ANSIBLE_HOST_KEY_CHECKING: 'True',
    ANSIBLE_SSH_COMMON_ARGS: ssh.map((word) => (/^[\w=./-]+$/.test(word) ? word : shellQuote(word))).join(' '),
    ANSIBLE_SSH_CONTROL_PATH_DIR: join(folder, 'control'),
    ANSIBLE_PIPELINING: 'True',
    ANSIBLE_SSH_PIPELINING: 'True',
    ANSIBLE_NO_TARGET_SYSLOG: 'True',
    ANSIBLE_LOG_PATH: '/dev/null',
    ANSIBLE_LOCAL_TEMP: join(folder, 'tmp'),
    ANSIBLE_RETRY_FILES_ENABLED: 'False',
    ANSIBLE_DEPRECATION_WARNINGS: 'False',
    ANSIBLE_LOCALHOST_WARNING: 'False',
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_INJECT_FACT_VARS: 'False',
    ANSIBLE_INTERPRETER_PYTHON: 'auto_silent',
    OPSBOOK_VARIABLES: '3',
    OPSBOOK_EVENTS: '4',
    LC_ALL: 'C.UTF-8',
  };
  const words = ['-i', join(folder, 'inventory.json'), '--forks', String(plan.draft.parallel), join(folder, 'playbook.yml')];
  // A group of its own: an interrupt at the terminal reaches us alone, and we end it with all that it forked.
  return spawn(program, words, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] });
}

/** Ends ansible-playbook and its forks. */
async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
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
}

/** Ends on the hosts what carries the run's mark, over our own connections. */
async function sweep(
  environment: AnsibleEnvironment,
  running: readonly { readonly block: DraftBlock; readonly host: string }[],
  mark: string,
): Promise<void> {
  await Promise.all(
    running.map(async ({ block, host }) => {
      try {
        const { connection } = await environment.connections.get(block.at ?? host, loginOf(block, block.at ?? host));
        const script = sweepText({ nonce: '', screen: '', mark, folder: mark }, '', '', block.grace);
        await runQuietly(
          connection.run({
            interpreter: 'sh',
            strict: false,
            script,
            environment: {},
            sudo: block.sudo,
            timeout: block.grace + 5000,
            grace: 100,
          }),
        );
      } catch {
        // The host is gone, and with it the way to end anything there; timeout(1) will.
      }
    }),
  );
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
