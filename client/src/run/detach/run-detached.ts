import { setTimeout as delay } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import type { RunningStep, StepEnd, StepRequest } from '../../ssh/connection.ts';
import { outputVariables } from '../../ssh/output-variables.ts';
import { HostTrouble } from '../connections.ts';
import { endedUnheard } from './fetch-draft.ts';
import { runFiles } from '../guard/run-files.ts';
import type { Talk } from '../guard/talk.ts';
import { askScript, cleanScript, piece, startScript, stopScript } from './detach-scripts.ts';

/** Milliseconds that a question to the host may take before another connection is tried. */
const PATIENCE = 6000;

/**
 * Runs a step that goes on whatever becomes of the connection: its output and status lie in a folder on the host, and are fetched over
 * whatever connection there is. `host` must talk as the account that runs it. `told` hears of the folder, once. `fetches`: another run has begun
 * it; it is neither waited for nor ended.
 */
export function runDetached(host: Talk, request: StepRequest, told: (folder: string) => Promise<void>, fetches: boolean): RunningStep {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const cancelled = new AbortController();
  const end = follow(host, request, told, fetches, stdout, stderr, cancelled.signal).finally(() => {
    stdout.end();
    stderr.end();
    host.close();
  });
  return {
    stdout,
    stderr,
    end,
    async cancel() {
      cancelled.abort();
      await end;
    },
  };
}

async function follow(
  host: Talk,
  request: StepRequest,
  told: (folder: string) => Promise<void>,
  fetches: boolean,
  stdout: PassThrough,
  stderr: PassThrough,
  cancelled: AbortSignal,
): Promise<StepEnd> {
  // Before it can have begun: what its own timeout(1) ends then lasted for its timeout on this clock too.
  const began = performance.now();
  const started = fetches ? undefined : await host.say(startScript(runFiles('main', request, false)), 30_000);
  // Where no answer came it may have begun: it is asked for, not begun again.
  const trouble = /^trouble (.*)/m.exec(started ?? '')?.[1];
  if (trouble !== undefined) return { kind: 'refused', message: trouble };
  let isTold = false;
  const tell = async (said: string | undefined): Promise<void> => {
    const folder = /^started (.+)/m.exec(said ?? '')?.[1];
    if (isTold || folder === undefined) return;
    isTold = true;
    await told(folder);
  };
  await tell(started);
  let [out, err] = [0, 0];
  let silent = 0;
  let caughtUp = 0;
  for (;;) {
    if (fetches && cancelled.aborted) return { kind: 'cancelled' };
    const over = !fetches && request.timeout > 0 && performance.now() - began > request.timeout + request.grace + 2000;
    if (cancelled.aborted || over) {
      const said = await stop(host, request.grace);
      if (!said) return { kind: 'lost', message: 'the host does not answer, and it goes on there, detached' };
      await host.say(cleanScript, PATIENCE);
      return over && !cancelled.aborted ? { kind: 'timed-out' } : { kind: 'cancelled' };
    }
    const said = await host.say(askScript(out, err), PATIENCE);
    if (said === undefined || !/^(here|gone)$/m.test(said)) {
      if (++silent > (fetches ? 3 : request.timeout === 0 ? 100 : Number.POSITIVE_INFINITY))
        return { kind: 'lost', message: 'the host does not answer, and it goes on there, detached' };
      await another(host);
      continue;
    }
    silent = 0;
    if (!fetches) await tell(said);
    const [newOut, newErr] = [bytes(said, 'out'), bytes(said, 'err')];
    out += newOut.length;
    err += newErr.length;
    await write(stdout, newOut);
    await write(stderr, newErr);
    const code = /^rc (\d+)$/m.exec(said)?.[1];
    if (code !== undefined) {
      // timeout(1) ends with 124, or 137 where only KILL was heard.
      const took = fetches ? Number(/^took (\d+)$/m.exec(said)?.[1]) * 1000 : performance.now() - began;
      const late = /^(124|137)$/.test(code) && request.timeout > 0 && took >= request.timeout;
      if (late) await stop(host, request.grace);
      await host.say(cleanScript, PATIENCE);
      if (late) return { kind: 'timed-out' };
      const { variables, problems } = outputVariables(bytes(said, 'output').toString('utf8'));
      return { kind: 'exit', code: Number(code), output: variables, ...(problems.length > 0 && { outputProblems: problems }) };
    }
    if (/^gone$/m.test(said)) {
      if (fetches && !/^started /m.test(said))
        return { kind: 'lost', message: 'the host has nothing of it any more: it was fetched before, or nobody did for a week' };
      await host.say(cleanScript, PATIENCE);
      return { kind: 'lost', message: endedUnheard };
    }
    // Of one that has ended the next answer has the status.
    if (fetches && Math.max(newOut.length, newErr.length) < piece && ++caughtUp > 1) {
      await tell(said);
      return { kind: 'lost', message: 'it still runs on the host, detached; this is what it has printed so far' };
    }
  }
}

async function stop(host: Talk, grace: number): Promise<boolean> {
  for (let time = 0; time < 5; time++) {
    if (/^ended$/m.test((await host.say(stopScript(grace), grace + PATIENCE)) ?? '')) return true;
    await another(host);
  }
  return false;
}

/** Another connection, if there is one to be had now. */
async function another(host: Talk): Promise<void> {
  try {
    await host.renew(PATIENCE);
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
  }
  await delay(300);
}

async function write(stream: PassThrough, piece: Buffer): Promise<void> {
  if (piece.length > 0 && !stream.write(piece)) await new Promise((resolve) => stream.once('drain', resolve));
}

function bytes(said: string, name: string): Buffer {
  const line = said.split('\n').find((each) => each.startsWith(`${name} `));
  return Buffer.from(line?.slice(name.length + 1) ?? '', 'base64');
}
