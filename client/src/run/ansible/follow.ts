import { constants } from 'node:os';
import { deploymentOf, markLinesMissing } from '../../../../server/src/core/index.ts';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import type { StepEnd } from '../../ssh/connection.ts';
import { bootWords } from '../boot.ts';
import type { BlockEnd, RunEventBody } from '../events.ts';
import { judgement, notTaken } from '../install/judgement.ts';
import { CAPTURE_LIMIT, EXPECT_LIMIT, judgeStep, type Verdict } from '../judge-step.ts';
import { cancelledBefore, failureLimit, notBegun, type Section, tooManyFailed } from '../order.ts';
import { isFailure, type Outcome } from '../outcome.ts';
import type { Plan } from '../plan.ts';
import { whenTrouble } from '../when-trouble.ts';
import type { Mask } from '../values/mask.ts';
import type { AnsibleEvent, TaskResult } from './ansible-events.ts';
import type { Playbook } from './playbook.ts';
import { rebooting } from './reboot-tasks.ts';
import { type Meaning, outcomeOf } from './writer.ts';

type End = Omit<BlockEnd, 'duration'>;
type Told = Extract<AnsibleEvent, { readonly result: TaskResult }>;

/** What has come of one host. */
interface HostState {
  readonly outcomes: Map<string, Outcome>;
  /** The last verdict on each block whose outcome is still to be told. */
  readonly verdicts: Map<string, Verdict & Partial<End>>;
  readonly started: Map<string, number>;
  /** File blocks whose outcome waits for their reload. */
  readonly waiting: Map<string, { readonly path: string; readonly kept: string | undefined; readonly changed: boolean }>;
  reached: boolean;
  /** Why a reload failed that ran again with the old files. */
  withOld?: string;
  over: string | undefined;
}

/** Makes of Ansible's events those of a run. */
export interface Follower {
  next(event: AnsibleEvent): Promise<void>;
  /** No more events come: what is open is ended, for `cancelled` where the run was, and as `lost` where that went which told them. */
  end(cancelled: boolean, lost?: string): Promise<void>;
  /** Steps that may be running: of each the block and the host. */
  running(): readonly { readonly block: DraftBlock; readonly host: string }[];
}

/**
 * Follows a run of `playbook`; `emit` gets events whose outputs are masked already. `partLines` gives for each line of a file that a part was
 * put into the document's line that it came from. `from` is the control node, if there is one.
 */
export function follower(
  plan: Plan,
  { meanings, sections }: Playbook,
  mask: Mask,
  now: () => number,
  emit: (body: RunEventBody) => Promise<void>,
  partLines: (block: string, host: string) => readonly (number | undefined)[] = () => [],
  from?: string,
): Follower {
  const { draft } = plan;
  const blocks = new Map(draft.blocks.map((block) => [block.name, block]));
  const hosts = new Map<string, HostState>();
  const running = new Map<string, { readonly block: DraftBlock; readonly host: string }>();
  const starts = new Map<string, number>();
  let section: Section | undefined;
  let sectionsBegun = 0;
  let blocksDone = 0;

  const stateOf = (host: string): HostState => {
    let state = hosts.get(host);
    if (state === undefined) {
      state = { outcomes: new Map(), verdicts: new Map(), started: new Map(), waiting: new Map(), reached: false, over: undefined };
      hosts.set(host, state);
    }
    return state;
  };
  const start = async (host: string, block: string, why: string | undefined, at: number): Promise<void> => {
    const { started } = stateOf(host);
    if (started.has(block)) return;
    started.set(block, at);
    await emit({ type: 'block-started', block, host, ...(why !== undefined && { why }) });
  };
  const end = async (host: string, block: string, given: End): Promise<void> => {
    const state = stateOf(host);
    const at = state.started.get(block) ?? now();
    state.started.delete(block);
    state.verdicts.delete(block);
    state.waiting.delete(block);
    state.outcomes.set(block, given.outcome);
    const passes = blocks.get(block)?.continueOnFailure === true && given.outcome !== 'unreachable' && given.outcome !== 'lost';
    if (isFailure(given.outcome) && !passes)
      state.over ??=
        given.outcome === 'refused' && given.message === notConfirmed
          ? `\`${block}\` was not confirmed`
          : `\`${block}\` ended \`${given.outcome}\` on \`${host}\``;
    await emit({ type: 'block-ended', block, host, ...given, duration: Math.max(0, now() - at) });
  };

  const output = async (host: string, block: DraftBlock, result: TaskResult): Promise<void> => {
    const { stdout = '', stderr = '' } = result;
    if (block.sensitive) {
      const bytes = Buffer.byteLength(stdout) + Buffer.byteLength(stderr);
      await emit({
        type: 'note',
        block: block.name,
        host,
        level: 'info',
        message: `${bytes} bytes of output are not shown: the block is \`sensitive\``,
      });
      return;
    }
    for (const [stream, text] of [
      ['stdout', stdout],
      ['stderr', stderr],
    ] as const)
      if (text !== '') await emit({ type: 'output', block: block.name, host, stream, text: mask.text(text) });
  };

  /** The verdict on a script that has ended, by the same rules as our own. */
  const verdictOf = (block: DraftBlock, host: string, event: Told): Verdict & Partial<End> => {
    const { result } = event;
    const check = block.kind === 'check';
    if (event.kind === 'unreachable') return unreachable(stateOf(host), result, from);
    if (result.rc === undefined) {
      const message = messageOf(result);
      if (/sudo|become|privilege/i.test(message)) return { outcome: check ? 'failed' : 'refused', message };
      if (/expected time frame/.test(message)) return judgeStep(block, { kind: 'timed-out' } as StepEnd, { kept: '', size: 0 });
      return { outcome: 'failed', message };
    }
    if (result.rc === 127 && result.start === undefined)
      return { outcome: 'failed', message: `Ansible’s module did not run; it needs Python 3 on the host: ${messageOf(result)}` };
    const { stdout = '' } = result;
    const bytes = Buffer.from(stdout, 'utf8');
    const keep = block.script?.expect?.pattern !== undefined || block.script?.expectOutput !== undefined ? EXPECT_LIMIT + 1 : CAPTURE_LIMIT;
    const stepEnd = stepEndOf(block, result);
    const verdict = judgeStep(block, stepEnd, { kept: bytes.subarray(0, keep).toString('utf8'), size: bytes.length });
    const captured = block.script?.capture !== undefined && verdict.outcome === 'ok' ? stdout.replace(/[\r\n]+$/, '') : undefined;
    if (captured !== undefined && block.sensitive) mask.add(captured);
    return {
      ...verdict,
      ...(stepEnd.kind === 'exit' && { exit: stepEnd.code }),
      ...(stepEnd.kind === 'signal' && { signal: stepEnd.signal }),
      ...(captured !== undefined && !block.sensitive && { captured: mask.text(captured) }),
    };
  };

  const told = async (event: Told, meaning: Meaning): Promise<void> => {
    const { host, result } = event;
    const state = stateOf(host);
    const block = blocks.get(meaning.block) as DraftBlock;
    const began = starts.get(`${event.task}\0${host}`) ?? now();
    starts.delete(`${event.task}\0${host}`);
    running.delete(`${meaning.block}\0${host}`);
    if (event.kind === 'skipped') return;
    if (event.kind === 'retry') {
      const verdict = verdictOf(block, host, event);
      await start(host, block.name, meaning.why, began);
      await output(host, block, result);
      const message = `${verdict.message ?? verdict.outcome}; tried again in ${block.retryDelay / 1000} s, ${event.left ?? 0} left`;
      await emit({ type: 'note', block: block.name, host, level: 'info', message });
      return;
    }
    const bad = event.kind !== 'ok' && event.ignored !== true;
    if (event.kind !== 'unreachable') state.reached = true;
    const of = meaning.of ?? meaning.block;
    if (event.kind === 'unreachable' && rebooting(block) && (meaning.role === 'run' || meaning.role === 'going')) {
      if (meaning.role === 'run') await awaited(host, block, meaning, began);
      return;
    }
    if (event.kind === 'unreachable') {
      if (state.over !== undefined) return;
      await start(host, of, meaning.why, began);
      await end(host, of, unreachable(state, result, from));
      return;
    }
    switch (meaning.role) {
      case 'run': {
        await start(host, block.name, meaning.why, began);
        await output(host, block, result);
        const verdict = verdictOf(block, host, event);
        state.verdicts.set(block.name, verdict);
        if (bad) await end(host, block.name, isFailure(verdict.outcome) ? verdict : { ...verdict, outcome: 'failed' });
        else if (event.kind === 'ok' && rebooting(block)) await awaited(host, block, meaning, began);
        return;
      }
      case 'boot':
        if (!bad) return;
        await start(host, block.name, meaning.why, began);
        await end(host, block.name, {
          outcome: 'failed',
          message: bootWords.untold,
        });
        return;
      case 'going':
        return;
      case 'awaited':
        if (bad) await end(host, block.name, notBack(block, result));
        else if (/^degraded$/m.test(result.stdout ?? '')) state.verdicts.set(block.name, { outcome: 'ok', message: bootWords.degraded });
        return;
      case 'look-failed': {
        const verdict = state.verdicts.get(block.name);
        if (bad) await end(host, block.name, { message: messageOf(result), ...verdict, outcome: 'failed' });
        return;
      }
      case 'again': {
        await start(host, block.name, meaning.why, began);
        await output(host, block, result);
        const verdict = verdictOf(block, host, event);
        const { over } = state;
        await end(host, block.name, verdict);
        // It is the block that it was asked for that has failed.
        state.over = over;
        if (event.kind === 'ok' || state.outcomes.get(of) === 'failed') return;
        const fixes = blocks.get(of)?.fixes === block.name && blocks.get(of)?.then !== block.name;
        const message = !fixes
          ? `after it \`${block.name}\` is \`${verdict.outcome}\``
          : verdict.outcome === 'symptom'
            ? `the symptom of \`${block.name}\` is still there`
            : `\`${block.name}\` is \`${verdict.outcome}\` after it`;
        const failed: End = { ...state.verdicts.get(of), outcome: 'failed', message };
        if (blocks.get(of)?.install === undefined || blocks.get(of)?.continueOnFailure === true) await end(host, of, failed);
        else state.verdicts.set(of, failed);
        return;
      }
      case 'confirm':
        if (bad) await end(host, block.name, { outcome: 'refused', message: notConfirmed });
        return;
      case 'lines': {
        const path = block.install?.path ?? '';
        if (bad)
          await end(host, block.name, {
            outcome: 'refused',
            message: `\`${result.stdout?.trim() || path}\`: ${markLinesMissing(block.name)}`,
          });
        return;
      }
      case 'planned': {
        if (!bad) return;
        const planned = plan.files.find((file) => file.block === block.name && file.host === host);
        const changed = `changed since the plan: \`${planned?.path ?? block.install?.path ?? ''}\` is not what the plan saw there`;
        const message = planned?.refused === true ? (planned.message ?? 'it was refused in the plan') : changed;
        await end(host, block.name, { outcome: 'refused', message });
        return;
      }
      case 'copy':
        await copied(event, meaning, block, state, began, bad);
        return;
      case 'now': {
        const waiting = state.waiting.get(block.name);
        const digest = result.stat?.checksum;
        if (waiting === undefined || digest === undefined) return;
        const { path, kept } = waiting;
        await emit({ type: 'installed', block: block.name, host, path, digest, ...(kept !== undefined && { kept }) });
        return;
      }
      case 'reload':
      case 'reload-again': {
        const waiting = [...state.waiting].filter(([, { changed }]) => changed).map(([name]) => `\`${name}\``);
        await start(
          host,
          block.name,
          meaning.why ?? (waiting.length === 0 ? 'owed from an earlier run' : `after ${waiting.join(', ')}`),
          began,
        );
        await output(host, block, result);
        const { over } = state;
        const verdict = verdictOf(block, host, event);
        const before = state.verdicts.get(block.name);
        await end(host, block.name, verdict);
        state.over = over;
        if (meaning.role === 'reload-again' && isFailure(verdict.outcome)) state.withOld = verdict.message ?? 'it failed';
        // What `reload-failed` tells is about the first try.
        state.verdicts.set(block.name, meaning.role === 'reload' ? verdict : (before ?? verdict));
        return;
      }
      case 'proof-failed': {
        if (!bad) return;
        const { message = 'its check failed' } = state.verdicts.get(block.name) ?? {};
        const changed = state.waiting.get(block.name)?.changed === true;
        await end(host, block.name, { outcome: 'failed', message: changed ? `taken back: ${message}` : message });
        return;
      }
      case 'put-back':
        if (result.items === undefined) {
          const path = state.waiting.get(block.name)?.path ?? '';
          if (!bad) await emit({ type: 'put-back', block: block.name, host, path });
          return;
        }
        for (const { path, failed } of result.items ?? []) {
          const file = [...state.waiting].find(([, waiting]) => waiting.path === path)?.[0];
          if (failed)
            await emit({ type: 'note', block: file ?? block.name, host, level: 'error', message: `\`${path}\` could not be put back` });
          else if (file !== undefined) await emit({ type: 'put-back', block: file, host, path });
        }
        return;
      case 'reload-failed': {
        if (!bad) return;
        const why = state.verdicts.get(block.name)?.message ?? 'it failed';
        const files = [...state.waiting].filter(([name]) => blocks.get(name)?.install?.reload === block.name);
        const some = files.some(([, { changed }]) => changed);
        const withOld = state.withOld === undefined ? '' : `; with the old files too \`${block.name}\` failed, ${state.withOld}`;
        for (const [name] of files)
          await end(host, name, {
            outcome: 'failed',
            message: some ? `taken back: \`${block.name}\` failed, ${why}${withOld}` : `\`${block.name}\` failed and is still owed: ${why}`,
          });
        return;
      }
      case 'outcome': {
        const outcome = result.ansible_facts?.[outcomeOf(block.name)];
        const verdict = state.verdicts.get(block.name);
        if (typeof outcome !== 'string' || state.outcomes.get(block.name) === 'failed') return;
        // The facts say `failed` where a failure is passed over; which one it was our own verdict says.
        const which = outcome === 'failed' && verdict !== undefined && isFailure(verdict.outcome) ? verdict.outcome : (outcome as Outcome);
        await end(host, block.name, { ...verdict, outcome: which });
        return;
      }
      default:
        if (bad && state.over === undefined) await end(host, block.name, { outcome: 'failed', message: messageOf(result) });
    }
  };

  /** What became of the script does not matter any more: the host is to go down and come back. */
  const awaited = async (host: string, block: DraftBlock, meaning: Meaning, began: number): Promise<void> => {
    await start(host, block.name, meaning.why, began);
    stateOf(host).verdicts.set(block.name, { outcome: 'ok' });
    await emit({ type: 'note', block: block.name, host, level: 'info', message: bootWords.awaited });
  };

  const copied = async (event: Told, meaning: Meaning, block: DraftBlock, state: HostState, began: number, bad: boolean): Promise<void> => {
    const { host, result } = event;
    const place = { block: block.name, host };
    await start(host, block.name, meaning.why, began);
    if (bad) {
      const message = messageOf(result);
      const path = result.dest ?? block.install?.path ?? '';
      if (!/^failed to validate/.test(message)) return end(host, block.name, { outcome: 'failed', message });
      // `blockinfile` puts the words into its message.
      const words = `${result.stdout ?? ''}\n${result.stderr ?? message.replace(/^failed to validate: rc:\S+ error:/, '')}`
        .split('\n')
        .filter((line) => line.trim() !== '');
      const sourceLines = block.install?.part === true ? partLines(block.name, host) : (block.install?.sourceLines ?? []);
      for (const { message: word, line } of block.sensitive
        ? []
        : judgement(words, deploymentOf(block.install?.language), [block.install?.path ?? '', path], sourceLines))
        await emit({ type: 'note', ...place, level: 'error', message: word, ...(line !== undefined && { line }) });
      return end(host, block.name, { outcome: 'failed', message: notTaken(block) });
    }
    const planned = plan.files.find((file) => file.block === block.name && file.host === host);
    const kept = result.backup_file;
    if (result.changed === true && planned !== undefined && planned.diff !== '')
      await emit({ type: 'difference', ...place, path: planned.path, diff: planned.diff });
    if (kept !== undefined) await emit({ type: 'note', ...place, level: 'info', message: `the old file is kept as \`${kept}\`` });
    state.waiting.set(block.name, {
      path: result.dest ?? result.path ?? block.install?.path ?? '',
      kept,
      changed: result.changed === true,
    });
  };

  /** Why a block did not come to its turn on a host, as our own engine says it. */
  const untouched = (block: DraftBlock, state: HostState, stopped: string | undefined): End => {
    const skipped = (message: string): End => ({ outcome: 'skipped', message });
    if (state.over !== undefined) return skipped(state.over);
    if (stopped !== undefined) return { ...skipped(stopped), stopped: true };
    if (block.when !== undefined) {
      const other = state.outcomes.get(block.when.name);
      const kind = blocks.get(block.when.name)?.kind;
      const well = other === 'ok' || other === 'fixed' || (kind !== 'file' && other === 'unchanged');
      const looked = other === 'ok' ? true : other === 'symptom' ? false : undefined;
      const trouble = whenTrouble(block.when, kind === 'check' ? looked : well, other);
      if (trouble !== undefined) return skipped(trouble);
    }
    for (const name of block.requires) {
      const other = state.outcomes.get(name);
      if (other !== 'ok' && other !== 'unchanged' && other !== 'fixed')
        return skipped(`it requires \`${name}\`, which is \`${other ?? 'not there'}\``);
    }
    if (block.fixes !== undefined) {
      const check = state.outcomes.get(block.fixes);
      if (check === 'ok') return { outcome: 'unchanged', message: `\`${block.fixes}\` is healthy` };
      return skipped(`\`${block.fixes}\`, which it fixes, is \`${check ?? 'not there'}\``);
    }
    return skipped('Ansible did not come to it');
  };

  /** Tells the end of the section's blocks up to `place` on every host. */
  const finish = async (place: number, stopped?: string): Promise<void> => {
    for (; section !== undefined && blocksDone < section.blocks.length; blocksDone++) {
      const block = section.blocks[blocksDone] as DraftBlock;
      if (draft.blocks.indexOf(block) >= place) return;
      const on = section.hosts.filter((host) => block.targets.includes(host));
      for (const host of on) {
        const state = stateOf(host);
        if (state.outcomes.has(block.name)) continue;
        const verdict = state.verdicts.get(block.name);
        const waiting = state.waiting.get(block.name);
        if (waiting !== undefined && stopped === undefined && state.over === undefined) continue;
        if (verdict !== undefined) await end(host, block.name, verdict);
        else if (waiting !== undefined) {
          const reload = block.install?.reload;
          const owed =
            waiting.changed && reload !== undefined ? `\`${reload}\` did not run and is owed: ${state.over ?? stopped}` : undefined;
          await end(host, block.name, { outcome: waiting.changed ? 'ok' : 'unchanged', ...(owed !== undefined && { message: owed }) });
        } else if (state.started.has(block.name))
          await end(host, block.name, {
            outcome: stopped === cancelledBefore ? 'cancelled' : 'failed',
            message: stopped ?? 'Ansible did not tell its end',
          });
        else await end(host, block.name, untouched(block, state, stopped));
      }
      await emit({ type: 'block-done', block: block.name, hosts: on });
    }
  };
  const limit = failureLimit(draft.maxFailures, new Set(draft.blocks.flatMap(({ targets }) => targets)).size);
  const stop = (): string | undefined =>
    [...hosts.values()].filter(({ over }) => over !== undefined).length > limit ? tooManyFailed(limit) : undefined;

  return {
    running: () => [...running.values()],
    async next(event) {
      switch (event.kind) {
        case 'play':
          await finish(Number.POSITIVE_INFINITY, stop());
          section = sections[sectionsBegun++];
          blocksDone = 0;
          if (section?.batch !== undefined) await emit({ type: 'batch-started', batch: section.batch, hosts: section.hosts });
          return;
        case 'end':
          return;
        case 'task': {
          const meaning = meanings.get(event.task);
          if (meaning !== undefined && !/^reload|^put-back/.test(meaning.role)) await finish(meaning.place);
          return;
        }
        case 'start': {
          const host = draftName(event.host);
          const meaning = meanings.get(event.task);
          const block = blocks.get(meaning?.block ?? '');
          if (meaning === undefined || block === undefined) return;
          starts.set(`${event.task}\0${host}`, now());
          if (!/^(run|again|reload|reload-again)$/.test(meaning.role)) return;
          running.set(`${block.name}\0${host}`, { block, host });
          const free = block.when === undefined && block.requires.length === 0 && block.fixes === undefined && block.inOrder;
          if (meaning.role === 'run' && meaning.why === undefined && free && block.targets.includes(host))
            await start(host, block.name, undefined, now());
          return;
        }
        default: {
          const meaning = meanings.get(event.task);
          if (meaning !== undefined) await told({ ...event, host: draftName(event.host) }, meaning);
        }
      }
    },
    async end(wasCancelled, lost) {
      if (wasCancelled || lost !== undefined) {
        for (const { block, host } of running.values()) {
          await start(host, block.name, undefined, now());
          await end(
            host,
            block.name,
            lost === undefined ? { outcome: 'cancelled', message: 'it was cancelled' } : { outcome: 'lost', message: lost },
          );
        }
        running.clear();
      }
      const stopped = wasCancelled ? cancelledBefore : (lost ?? stop());
      await finish(Number.POSITIVE_INFINITY, stopped);
      for (const { block, hosts: left } of notBegun(sections.slice(sectionsBegun))) {
        for (const host of left)
          if (!stateOf(host).outcomes.has(block.name)) await end(host, block.name, untouched(block, stateOf(host), stopped));
        await emit({ type: 'block-done', block: block.name, hosts: left });
      }
    },
  };
}

const notConfirmed = 'it was not confirmed';

const draftName = (host: string): string => (host === 'localhost' ? 'local' : host);

function messageOf({ msg, stderr }: TaskResult): string {
  const text = typeof msg === 'string' ? msg : msg === undefined ? (stderr ?? '') : JSON.stringify(msg);
  return text.trim() || 'it failed, and Ansible did not say why';
}

/** Why a host that was to boot is not back: `wait_for_connection` tells its last error, the proof exits with 3 or 4. */
function notBack(block: DraftBlock, result: TaskResult): Verdict {
  const message = messageOf(result);
  if (keyRefused.test(message)) return { outcome: 'refused', message };
  const seen = result.rc === 3 ? bootWords.same : result.rc === 4 ? `it is ${(result.stdout ?? '').trim()}` : bootWords.silent;
  return { outcome: 'timed-out', message: bootWords.late(block.timeout, seen) };
}

const keyRefused = /Host key verification failed|REMOTE HOST IDENTIFICATION|host key is known for/i;

/** What ssh says of a connection that there was (clientloop.c, packet.c); in a session it mostly says nothing, where it cannot connect it always does. */
const connectionWent = /closed by remote host|Shared connection to \S+ closed|server \S+ not responding|client_loop: /;

/** What Ansible calls unreachable, told apart: not let in, lost, or not reached. `from`: the control node, whose keys and network are others. */
function unreachable(state: HostState, result: TaskResult, from: string | undefined): Verdict {
  const said = messageOf(result).replace(
    /^(?:Failed to connect to the host via ssh:|Data could not be sent to remote host .* over ssh:)\s*/s,
    '',
  );
  const message = `${from === undefined ? '' : `from the control node \`${from}\`: `}${said || 'ssh does not say why'}`;
  if (keyRefused.test(message) || /Permission denied/i.test(message)) return { outcome: 'refused', message };
  return state.reached || said === '' || connectionWent.test(message)
    ? { outcome: 'lost', message: `the connection went while it ran: ${message}` }
    : { outcome: 'unreachable', message };
}

/** Ansible's result as the end of a step: timeout(1) says 124, or 137 where it had to kill. */
function stepEndOf(block: DraftBlock, { rc = 0, start, end }: TaskResult): StepEnd {
  const took = start === undefined || end === undefined ? 0 : Date.parse(end.replace(' ', 'T')) - Date.parse(start.replace(' ', 'T'));
  if ((rc === 124 || rc === 137 || rc === -9) && took >= block.timeout) return { kind: 'timed-out' };
  const signal = Object.entries(constants.signals).find(([, number]) => number === -rc)?.[0];
  return rc < 0 && signal !== undefined ? { kind: 'signal', signal } : { kind: 'exit', code: rc, output: {} };
}
