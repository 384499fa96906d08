import { randomBytes } from 'node:crypto';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import type { Connection, RunningStep, StepEnd } from '../../ssh/connection.ts';
import { sweepText } from '../../ssh/host-side/sweep-text.ts';
import { askToConfirm } from '../ask-to-confirm.ts';
import { questionOf } from '../asks.ts';
import { HostTrouble } from '../connections.ts';
import type { RunEvent, RunEventBody } from '../events.ts';
import { mayStart, RunRefused } from '../may-start.ts';
import { loginOf } from '../make-plan.ts';
import type { Plan } from '../plan.ts';
import type { RunEnvironment } from '../run-context.ts';
import { type Telling, toldRun } from '../told-run.ts';
import { ansibleEvents } from './ansible-events.ts';
import { type AnsibleWork, startHere } from './ansible-process.ts';
import { notStarted, startThere } from './control-node.ts';
import { follower } from './follow.ts';
import { inventoryOf } from './inventory.ts';
import { mergedParts } from './merged-parts.ts';
import { playbookOf } from './playbook.ts';
import { playbookText } from './playbook-text.ts';
import { ansibleRefusals, controlRefusals } from './refusals.ts';
import { isUnseen } from './writer.ts';

/** What a run by Ansible needs besides what each run does. */
export interface AnsibleEnvironment extends RunEnvironment {
  /** `ansible-playbook`, or the name of the host that it is run on; and the folder with our callback `opsbook_events.py`; absolute. */
  readonly program: string | { readonly control: string };
  readonly callbacks: string;
  /** The ssh_config that ssh is to read instead of the user's own. */
  readonly sshConfig?: string;
}

/**
 * Runs a plan by ansible-playbook and tells what happens, as `run` does; throws a RunRefused before anything is done where the plan may not
 * run or has what Ansible cannot do. Nothing secret is in a file or on a command line, and nothing of the run's own files stays.
 */
export async function* runWithAnsible(plan: Plan, environment: AnsibleEnvironment): AsyncGenerator<RunEvent, void, undefined> {
  const refusals = [...ansibleRefusals(plan.draft, true)];
  if (environment.undoOnFailure === true)
    refusals.push({ line: 1, message: '`--undo-on-failure` is not for Ansible: `opsbook undo RUN` takes back afterwards' });
  if (typeof environment.program !== 'string') refusals.push(...controlRefusals(plan.draft, environment.program.control));
  if (refusals.length > 0) throw new RunRefused(refusals);
  // After that: that nobody sits at a terminal is no reason where a step could have none.
  mayStart(plan, environment);
  yield* toldRun(plan, environment, (telling) => runAll(plan, environment, telling));
}

/** Resolves with whether ansible-playbook could be started. */
async function runAll(plan: Plan, environment: AnsibleEnvironment, { id, signal, mask, now, emit }: Telling): Promise<boolean> {
  const confirmed = await confirmations(plan, environment, emit);
  const passwords = signal.aborted ? new Map<string, ReadonlySet<string>>() : await askSudo(plan, environment);
  const accepted = [...passwords.values()].flatMap((each) => [...each]);
  for (const password of accepted) mask.add(password);
  const [twice] = [...passwords].find(([, each]) => each.size > 1) ?? [];
  let trouble =
    twice === undefined
      ? ''
      : `sudo on \`${twice}\` wants another password of one account than of another, and Ansible has one for each host`;
  if (!signal.aborted && trouble === '') {
    const playbook = playbookOf(plan.draft, { engine: true });
    const place = environment.program;
    const control = typeof place === 'string' ? undefined : await controlOf(environment, place.control);
    const parts = await mergedParts(plan, { ...environment, signal });
    const follow = follower(plan, playbook, mask, now, emit, parts.lines, typeof place === 'string' ? undefined : place.control);
    const mark = randomBytes(16).toString('hex');
    const work: AnsibleWork = {
      playbook: playbookText(playbook.plays, []),
      inventory: JSON.stringify(inventoryOf(plan, control !== undefined, [...passwords.keys()])),
      given: JSON.stringify({
        ...Object.fromEntries(Object.entries(environment.secrets ?? {}).map(([name, value]) => [`opsbook_secret_${name}`, value])),
        opsbook_become: accepted,
        opsbook_confirm: confirmed.join(','),
        opsbook_run: id,
        opsbook_mark: mark,
        opsbook_parts: parts.texts,
      }),
      forks: plan.draft.parallel,
      callbacks: environment.callbacks,
    };
    const child =
      control === undefined
        ? startHere(work, place as string, environment.sshConfig)
        : typeof control === 'string'
          ? notStarted(control)
          : startThere(work, control);
    try {
      const cancel = (): void => void child.end();
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
      let lost: string | undefined;
      try {
        let told = false;
        for await (const event of ansibleEvents(child.events)) {
          told ||= event.kind === 'play';
          if (!signal.aborted) await follow.next(event);
        }
        const ended = await child.ended;
        lost = ended.lost;
        trouble = ended.trouble ?? '';
        if (!told && !signal.aborted) trouble ||= lost ?? (mask.text(child.words().trim()) || 'it ended without a word');
      } finally {
        signal.removeEventListener('abort', cancel);
      }
      if (signal.aborted || lost !== undefined) await sweep(environment, follow.running(), mark);
      await follow.end(signal.aborted, lost);
    } finally {
      await child.close();
    }
  }
  if (trouble !== '') {
    const [block] = plan.draft.blocks;
    for (const host of block?.targets ?? [])
      await emit({ type: 'host-trouble', host, outcome: 'failed', message: `ansible-playbook did not begin: ${trouble}` });
  }
  return trouble === '';
}

/** The connection to the control node; a sentence where there is none. */
async function controlOf({ connections }: AnsibleEnvironment, name: string): Promise<Connection | string> {
  try {
    return (await connections.get(name)).connection;
  } catch (error) {
    if (error instanceof HostTrouble) return `the control node \`${name}\`: ${error.message}`;
    throw error;
  }
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
    if (environment.signal?.aborted === true) break;
    const question = { id: `confirm-${index + 1}`, message, block: block.name, hosts: block.targets };
    if (await askToConfirm(environment, emit, question, environment.confirmed?.has(block.name) === true)) names.push(block.name);
  }
  return names;
}

/**
 * Lets each host that wants a password for sudo ask for it now, while somebody can answer. Resolves with what each accepted, by name; one that
 * sudo did not accept is not among them, as more wrong ones may lock an account out.
 */
async function askSudo(plan: Plan, environment: AnsibleEnvironment): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const accepted = new Map<string, Set<string>>();
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
        const end = await runQuietly(
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
        const password = environment.connections.sudoPassword(connection.host);
        if (end.kind === 'exit' && password !== undefined) accepted.set(host, (accepted.get(host) ?? new Set()).add(password));
      } catch {
        // Ansible will say what is wrong with it.
      }
    }),
  );
  return accepted;
}

function runQuietly(running: RunningStep): Promise<StepEnd> {
  running.stdout.resume();
  running.stderr.resume();
  return running.end;
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
