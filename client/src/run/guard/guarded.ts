import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import type { StepRequest } from '../../ssh/connection.ts';
import { HostTrouble } from '../connections.ts';
import type { HostPart } from '../host-part.ts';
import type { RunContext } from '../run-context.ts';
import { runFiles } from './run-files.ts';
import { armScript, askScript, cleanScript, disarmScript, fireScript, startScript } from './switch-scripts.ts';
import { type Talk, talk } from './talk.ts';

/** What ran detached under a switch. */
export interface GuardedRun {
  /** Its exit status; undefined where it still ran when its switch went off, which ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a switch is to guard. */
export interface GuardedWork {
  /** Milliseconds from its arming. */
  readonly window: number;
  /** The real path of the file that is to change; undefined: none. */
  readonly real: string | undefined;
  /** What runs detached after the change, and what takes it back. */
  readonly main: StepRequest | undefined;
  readonly undo: StepRequest | undefined;
  /** Whether the file that comes is the old one to both: `main` is the step that undoes a reload, and `undo` the reload. */
  readonly back?: boolean;
  /** Whether the change itself takes back what this run did. */
  readonly takesBack?: true;
  /** Changes the file, unless the path `armed` is gone from the host. `nothing`: it is as it was; `lost`: why it is not known whether it was changed. */
  readonly change: (armed: string) => Promise<'changed' | 'nothing' | { readonly lost: string }>;
  /** Judges what ran; a sentence where it did not go well. */
  readonly judge: (run: GuardedRun) => Promise<string | undefined>;
  /** Asks the checks, over a login that is new; a sentence where one does not hold. */
  readonly prove: () => Promise<string | undefined>;
}

/** Why a change was taken back, and what the host says came of that. */
export interface Fired {
  readonly kind: 'fired';
  readonly why: string;
  /** Exit status of what takes the change back, 98 where the file could not be put back; a sentence where nobody knows. */
  readonly code: number | string;
  /** The last that it printed. */
  readonly words: string;
}

/** How a guarded change ended: proven, without any change, never armed, or taken back. */
export type GuardedEnd = { readonly kind: 'kept' | 'nothing' } | { readonly kind: 'not-armed'; readonly why: string } | Fired;

/** What is said where the host is not heard of any more. */
export const unanswered = 'the switch goes off by itself, but the host has not answered since';

const noLogin = 'no new login got in within the window (has it got another address?)';

/** Milliseconds behind the window that a host which says nothing may still take to answer: an interface that asks for its address takes a minute. */
const SILENCE = 120_000;

/** Milliseconds that a question to the host may take before another connection is tried. */
const PATIENCE = 4000;

/** Makes a change under a dead man's switch on its host; see the format's section 6.3. May throw a HostTrouble before anything was armed. */
export async function guarded(context: RunContext, block: DraftBlock, part: HostPart, work: GuardedWork): Promise<GuardedEnd> {
  const seconds = Math.max(1, Math.ceil(work.window / 1000));
  const token = randomBytes(12).toString('hex');
  const host = talk(context, block, part, {
    OPSBOOK_GUARD_TOKEN: token,
    OPSBOOK_GUARD_WINDOW: String(seconds),
    OPSBOOK_GUARD_REAL: work.real ?? '',
    OPSBOOK_GUARD_RUN: `${context.id}${work.takesBack ? '/back' : ''} ${block.name}`,
    OPSBOOK_GUARD_WAIT: 'yes',
  });
  try {
    const files = [
      work.main === undefined ? '' : runFiles('main', work.main, true, work.back),
      work.undo === undefined ? '' : runFiles('undo', work.undo, true, work.back),
    ];
    const began = performance.now();
    const left = (): number => seconds * 1000 - (performance.now() - began);
    const armed = await host.say(armScript(files.join('')), 30_000);
    if (armed === undefined || !/^alive \d+$/m.test(armed)) {
      const why = /^trouble (.*)/m.exec(armed ?? '')?.[1] ?? 'the host did not answer';
      return { kind: 'not-armed', why: `nothing was changed: the switch that would take it back could not be armed: ${why}` };
    }
    const note = noteOf(context, block, part);
    const what = work.takesBack ? 'what this run wrote comes back' : 'it goes back';
    await note(`armed: ${what} by itself in ${seconds} s unless a new login proves that we still get in`, Date.now() + seconds * 1000);
    const attempt = await attempted(context, host, work, { token, seconds, left, note });
    if (attempt.trouble === undefined) {
      const said = await insist(host, disarmScript, /^(disarmed|fired)$/m, left);
      if (said === 'disarmed') {
        await host.say(cleanScript, PATIENCE);
        return { kind: attempt.changed ? 'kept' : 'nothing' };
      }
      if (!attempt.changed) return { kind: 'nothing' };
    } else await host.say(fireScript, PATIENCE);
    return await takenBack(host, work, attempt, seconds, left, { note, signal: context.signal });
  } finally {
    host.close();
  }
}

interface Attempt {
  readonly changed: boolean;
  readonly trouble: string | undefined;
  /** Whether something was begun of which nothing could be heard. */
  readonly unheard?: boolean;
}

/** Tells a sentence on a block once, however often it is to be told; `goesBackAt` where it says that a switch is armed. */
type Note = (message: string, goesBackAt?: number) => Promise<void>;

function noteOf(context: RunContext, block: DraftBlock, part: HostPart): Note {
  const told = new Set<string>();
  return async (message, goesBackAt) => {
    if (told.has(message)) return;
    told.add(message);
    const armed = goesBackAt === undefined ? {} : { goesBackAt };
    await context.emit({ type: 'note', block: block.name, host: part.name, level: 'info', message, ...armed });
  };
}

interface Window {
  readonly token: string;
  readonly seconds: number;
  /** Milliseconds until it ends. */
  readonly left: () => number;
  readonly note: Note;
}

const underWay = (seconds: number): string => `the window of ${seconds} s ended while the proof was under way`;

/** Changes, runs and proves; why it must go back, where it must. */
async function attempted(context: RunContext, host: Talk, work: GuardedWork, { token, seconds, left, note }: Window): Promise<Attempt> {
  const bad = (trouble: string): Attempt => ({ changed: true, trouble });
  try {
    const change = await work.change(`/var/lib/opsbook/guard/${token}/armed`);
    if (change === 'nothing') return { changed: false, trouble: undefined };
    if (change !== 'changed') return bad(change.lost);
    if (work.main !== undefined) {
      await host.say(startScript, PATIENCE);
      const run = await ended(context, host, left, note);
      if (run === undefined) {
        const name = work.main.environment['OPSBOOK_STEP'];
        const why = `\`${name}\` did not end within the window, or the host could not be asked (has it got another address?)`;
        return { changed: true, trouble: context.signal.aborted ? 'the run was cancelled' : why, unheard: true };
      }
      const trouble = await work.judge(run);
      if (trouble !== undefined) return bad(trouble);
    }
    if (context.signal.aborted) return bad('the run was cancelled');
    const login = await newLogin(host, left, note, context.signal);
    if (context.signal.aborted) return bad('the run was cancelled');
    if (!login.isIn) return bad(login.why);
    // The host counts whole seconds and may be done some moments before us: who gets in then gets into what was taken back.
    if (await hasFired(host)) return bad(login.why);
    const doubt = await work.prove();
    // So does a check that is asked when it is over: it finds the symptom there.
    const late = doubt !== undefined && (await hasFired(host));
    return { changed: true, trouble: late ? underWay(seconds) : doubt };
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
    return bad(error.message);
  }
}

/** Waits for the end of what runs detached, over whatever connection there is; undefined where it cannot be told within the window. */
async function ended(context: RunContext, host: Talk, left: () => number, note: Note): Promise<GuardedRun | undefined> {
  while (left() > 0 && !context.signal.aborted) {
    const said = await host.say(askScript, Math.min(PATIENCE, left()));
    if (said === undefined) {
      if (left() > 0) await note('the host does not answer since the change; it is asked until the window ends');
      await another(host, left());
    } else {
      const run = runOf(said);
      if (run.code !== undefined) return run;
      if (!/^state armed$/m.test(said)) return undefined;
    }
  }
  return undefined;
}

/** What the host knows of what ran detached. */
function runOf(said: string): GuardedRun {
  const code = /^rc (\d+)$/m.exec(said)?.[1];
  return { code: code === undefined ? undefined : Number(code), stdout: output(said, 'main.out'), stderr: output(said, 'main.err') };
}

/** A login from the beginning: reached, key verified, authenticated. `why` says what stood in its way, or would where it came too late. */
async function newLogin(
  host: Talk,
  left: () => number,
  note: Note,
  signal: AbortSignal,
): Promise<{ readonly isIn: boolean; readonly why: string }> {
  let last = '';
  while (left() > 0 && !signal.aborted) {
    try {
      // Who gets in once the window is over gets into what was taken back.
      if ((await host.renew(left())) && left() > 0) return { isIn: true, why: `${noLogin}${last}` };
    } catch (error) {
      if (!(error instanceof HostTrouble)) throw error;
      last = `: ${error.message}`;
      // Who answers and says no will not say yes by waiting.
      if (error.outcome === 'refused') break;
      await note('no new login gets in yet; it is tried until the window ends');
      await delay(300);
    }
  }
  return { isIn: false, why: left() > 0 ? `no new login gets in${last}` : `${noLogin}${last}` };
}

/** Whether the switch has gone off; no where the host does not say. */
async function hasFired(host: Talk): Promise<boolean> {
  return /^state fired$/m.test((await host.say(askScript, PATIENCE)) ?? '');
}

/** Asks until the answer has the word that is looked for, or the window and some seconds are over. */
async function insist(host: Talk, script: string, word: RegExp, left: () => number): Promise<string | undefined> {
  while (left() > -30_000) {
    const said = word.exec((await host.say(script, PATIENCE)) ?? '')?.[1];
    if (said !== undefined) return said;
    await another(host, PATIENCE);
  }
  return undefined;
}

/** Another connection, if there is one to be had now. */
async function another(host: Talk, limit: number): Promise<void> {
  try {
    await host.renew(Math.min(limit, PATIENCE));
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
  }
  await delay(300);
}

/** After the switch was told to fire, or will do so by itself: what the host says came of it. */
async function takenBack(
  host: Talk,
  work: GuardedWork,
  { trouble, unheard }: Attempt,
  seconds: number,
  left: () => number,
  { note, signal }: { readonly note: Note; readonly signal: AbortSignal },
): Promise<Fired> {
  const known = trouble ?? underWay(seconds);
  const longest = 30_000 + Math.max(work.undo?.timeout ?? 0, work.main?.timeout ?? 0);
  let heard = performance.now();
  // What answers is waited for as long as its steps may take; what is silent, and what nobody waits for any more, is not.
  const isSilent = (): boolean => Math.min(-left(), performance.now() - heard) > (signal.aborted ? SILENCE / 12 : SILENCE);
  while (left() > -longest && !isSilent()) {
    const said = await host.say(askScript, PATIENCE);
    if (said !== undefined) heard = performance.now();
    else if (left() <= 0)
      await note(`the window is over, and the host puts it back by itself; it does not answer yet, and is asked for ${SILENCE / 1000} s`);
    const code = /^done (\d+)$/m.exec(said ?? '')?.[1];
    if (code !== undefined) {
      await host.say(cleanScript, PATIENCE);
      // Only now it can be asked how that went which cut it off.
      const isKnown = unheard && !signal.aborted && /^begun$/m.test(said ?? '');
      const why = isKnown ? ((await work.judge(runOf(said ?? ''))) ?? noLogin) : known;
      const words = output(said ?? '', 'undo.out')
        .trim()
        .split('\n')
        .slice(-3)
        .join(' ');
      return { kind: 'fired', why, code: Number(code), words };
    }
    // This machine slept, say.
    if (/^state gone$/m.test(said ?? ''))
      return { kind: 'fired', why: known, code: 'the switch is over, and another run was told how it went', words: '' };
    if (said === undefined) await another(host, PATIENCE);
    else await delay(200);
  }
  return { kind: 'fired', why: known, code: unanswered, words: '' };
}

function output(said: string, name: string): string {
  const line = said.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? '' : Buffer.from(line.slice(name.length + 1), 'base64').toString('utf8');
}
