import { setTimeout as delay } from 'node:timers/promises';
import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { bootFunction, bootWords } from './boot.ts';
import { HostTrouble } from './connections.ts';
import type { BlockEnd } from './events.ts';
import { type Talk, talk } from './guard/talk.ts';
import type { HostPart } from './host-part.ts';
import type { RunContext } from './run-context.ts';

type End = Omit<BlockEnd, 'duration'>;

/** Says `boot ID`, and where systemd is the first process `system STATE` (systemctl(1), is-system-running). */
const bootScript = `${bootFunction}echo "boot $(boot)"
[ ! -d /run/systemd/system ] || echo "system $(systemctl is-system-running 2>/dev/null)"
`;

/**
 * Runs a step that takes its host down (`run`), and waits until a new connection to it, its key verified, shows another boot id, and under
 * systemd until the machine is up. The block's timeout counts for both.
 */
export async function awaitReboot(context: RunContext, block: DraftBlock, part: HostPart, run: () => Promise<End>): Promise<End> {
  const began = performance.now();
  const host = talk(context, { ...block, sudo: false }, part, {});
  try {
    const before = bootId(await host.say(bootScript, 15_000));
    if (before === undefined) return { outcome: 'failed', message: bootWords.untold };
    const end = await run();
    // Its connection goes with the host: that is no loss here.
    if (end.outcome !== 'ok' && end.outcome !== 'lost') return end;
    await context.emit({
      type: 'note',
      block: block.name,
      host: part.name,
      level: 'info',
      message: bootWords.awaited,
    });
    const over = (): boolean => block.timeout > 0 && performance.now() - began > block.timeout;
    let seen: string = bootWords.silent;
    while (!over() && !context.signal.aborted) {
      const found = await look(host);
      if (typeof found === 'string') seen = found;
      else if (found.refused !== undefined) return { outcome: 'refused', message: found.refused };
      else if (found.boot === before) seen = bootWords.same;
      else if (found.system !== undefined && !/^(running|degraded)$/.test(found.system)) seen = `it is ${found.system}`;
      else {
        // What a shell left there went with the machine's memory.
        part.carried.clear();
        const message = found.system === 'degraded' ? bootWords.degraded : undefined;
        return { outcome: 'ok', ...(message !== undefined && { message }) };
      }
      await delay(500, undefined, { signal: context.signal }).catch(() => undefined);
    }
    if (context.signal.aborted) return { outcome: 'cancelled', message: 'it was cancelled while the host was awaited' };
    return { outcome: 'timed-out', message: bootWords.late(block.timeout, seen) };
  } finally {
    host.close();
  }
}

interface Seen {
  readonly boot?: string;
  readonly system?: string;
  readonly refused?: string;
}

/** What a new connection shows; a sentence where there is none now. */
async function look(host: Talk): Promise<Seen | string> {
  try {
    if (!(await host.renew(20_000))) return bootWords.silent;
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
    // A host that comes up may refuse logins for a while (pam_nologin(8)); another host key is another host.
    return error.outcome === 'refused' && /host key/.test(error.message) ? { refused: error.message } : error.message;
  }
  const said = await host.say(bootScript, 15_000);
  host.close();
  const boot = bootId(said);
  const system = /^system (\S+)$/m.exec(said ?? '')?.[1];
  return boot === undefined ? 'it answers, but runs nothing yet' : { boot, ...(system !== undefined && { system }) };
}

function bootId(said: string | undefined): string | undefined {
  return /^boot (\S+)$/m.exec(said ?? '')?.[1];
}
