import { setTimeout as delay } from 'node:timers/promises';
import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { StepEnd } from '../ssh/connection.ts';
import { lostStepText } from '../ssh/host-side/sweep-text.ts';
import { stepReport } from '../ssh/step-report.ts';
import { HostTrouble } from './connections.ts';
import { runHostScript } from './host-script.ts';
import { loginOf, whereabouts } from './make-plan.ts';
import { plannedHost } from './reach.ts';
import type { RunContext } from './run-context.ts';

/** Bytes of an answer: what a step wrote to `$OPSBOOK_OUTPUT`, and its environment, as base64. */
const ANSWER_LIMIT = 4 << 20;

/** Milliseconds for which a host is tried again that was lost. */
const PATIENCE = 5000;

type Lost = Extract<StepEnd, { readonly kind: 'lost' }>;

/**
 * Asks a host again about a step of `block` whose connection went, and ends what still runs of it there. Resolves within some seconds with how it
 * ended, where the host has kept that; else with the loss, and what is known of the step in its message. `byOutput`: what a step that exits well is
 * worth hangs on what it printed, of which the last may be missing; it stays lost.
 */
export async function askAfterLoss(context: RunContext, block: DraftBlock, host: string, lost: Lost, byOutput: boolean): Promise<StepEnd> {
  if (lost.asked === undefined) return lost;
  const given = new AbortController();
  const end = AbortSignal.any([context.signal, given.signal]);
  const late = delay(PATIENCE, undefined, { signal: end }).catch(() => undefined);
  const said = (await Promise.race([ask(context, block, host, lost.asked, end), late])) ?? '';
  given.abort();
  const [line = '', ...body] = said.split('\n');
  if (line.startsWith('report ')) {
    const told = stepReport(line, Buffer.from(body.join(''), 'base64'), []);
    if (!byOutput || told.kind !== 'exit' || !(block.script?.expect?.codes ?? [0]).includes(told.code)) return told;
    const message = `${lost.message}; asked again, it had ended with exit status ${told.code}, but its last output may be missing`;
    return { kind: 'lost', message };
  }
  return { ...lost, message: `${lost.message}; ${sentenceOf(line)}` };
}

/** The end of a sentence that says what an answer means. */
function sentenceOf(line: string): string {
  const [word, ...left] = line.trim().split(' ');
  if (word === 'ended') return 'asked again, the host has nothing left of it: it has ended, nobody knows how';
  if (word === 'stopped') return 'asked again, it still ran there, and was ended';
  if (word === 'running') return `asked again, it still runs there and withstands: process ${left.join(', ')}`;
  return `the host could not be asked again within ${PATIENCE / 1000} s; the step ends there when its connection is seen to be gone, at the latest at its timeout`;
}

async function ask(
  context: RunContext,
  block: DraftBlock,
  host: string,
  { mark, folder }: NonNullable<Lost['asked']>,
  end: AbortSignal,
): Promise<string | undefined> {
  const login = loginOf(block, host);
  const planned = plannedHost(context, host, login);
  for (;;) {
    try {
      const open = await context.environment.connections.get(host, login);
      // Another host now has its place: it knows nothing of the step.
      if (whereabouts(host, open.connection).hostKey !== planned?.hostKey) return undefined;
      const script = lostStepText(mark, folder, block.grace);
      const { end: came, stdout } = await runHostScript(
        open.connection,
        { script, environment: {}, sudo: block.sudo, timeout: block.grace + PATIENCE, grace: 500 },
        ANSWER_LIMIT,
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
