import { setTimeout as delay } from 'node:timers/promises';
import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { lostStepText } from '../ssh/host-side/sweep-text.ts';
import { HostTrouble } from './connections.ts';
import { runHostScript } from './host-script.ts';
import { loginOf, whereabouts } from './make-plan.ts';
import type { RunContext } from './run-context.ts';

/** Milliseconds for which a host is tried again that was lost. */
const PATIENCE = 5000;

/**
 * Asks a host again about a step of `block` whose connection went, by the step's mark, and ends what still runs of it there. Resolves with the
 * end of a sentence that says what is known, within some seconds.
 */
export async function askAfterLoss(context: RunContext, block: DraftBlock, host: string, mark: string): Promise<string> {
  const given = new AbortController();
  const end = AbortSignal.any([context.signal, given.signal]);
  const late = delay(PATIENCE, undefined, { signal: end }).catch(() => undefined);
  const said = await Promise.race([ask(context, block, host, mark, end), late]);
  given.abort();
  const [word, ...left] = said?.trim().split(' ') ?? [];
  if (word === 'ended') return 'asked again, the host has nothing left of it: it has ended, nobody knows how';
  if (word === 'stopped') return 'asked again, it still ran there, and was ended';
  if (word === 'running') return `asked again, it still runs there and withstands: process ${left.join(', ')}`;
  return `the host could not be asked again within ${PATIENCE / 1000} s; the step ends there when its connection is seen to be gone, at the latest at its timeout`;
}

async function ask(context: RunContext, block: DraftBlock, host: string, mark: string, end: AbortSignal): Promise<string | undefined> {
  const login = loginOf(block, host);
  const planned = context.plan.hosts.find((each) => each.name === host && each.login === login);
  for (;;) {
    try {
      const open = await context.environment.connections.get(host, login);
      // Another host now has its place: it knows nothing of the step.
      if (whereabouts(host, open).hostKey !== planned?.hostKey) return undefined;
      const script = lostStepText(mark, block.grace);
      const { end: came, stdout } = await runHostScript(
        open.connection,
        { script, environment: {}, sudo: block.sudo, timeout: block.grace + PATIENCE, grace: 500 },
        4096,
        end,
      );
      if (came.kind === 'exit' && came.code === 0) return stdout;
    } catch (error) {
      if (!(error instanceof HostTrouble)) throw error;
    }
    if (end.aborted) return undefined;
    await delay(300, undefined, { signal: end }).catch(() => undefined);
    if (end.aborted) return undefined;
  }
}
