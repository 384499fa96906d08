import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { BlockEnd } from './events.ts';
import type { HostPart } from './host-part.ts';
import { performStep } from './perform-step.ts';
import type { RunContext } from './run-context.ts';

/** A step that goes on while later ones run. */
export interface BackgroundStep {
  /** Ends it by the ladder; what that leaves is well. */
  readonly stop: () => void;
  /** Resolves when its end was told; never rejects but with what nobody foresaw. */
  readonly done: Promise<void>;
}

/** Starts a step and goes on; `told` is given its end when it has come. Without a `timeout` of its own it has none. */
export function startBackground(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  told: (end: Omit<BlockEnd, 'duration'>) => Promise<unknown>,
): void {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const endless = block.attributes['timeout'] === undefined ? { ...block, timeout: 0 } : block;
  const done = performStep({ ...context, signal }, endless, part, { asking: context.signal }).then(async (end) => {
    const ended = stop.signal.aborted && !context.signal.aborted && end.outcome === 'cancelled';
    await told(ended ? { outcome: 'ok', message: 'it ran until the end of its host’s part' } : end);
  });
  // Who waits for it sees how it failed; until then that is no unhandled rejection.
  done.catch(() => undefined);
  part.background.push({ stop: () => stop.abort(), done });
}

/** Ends what still runs in the background of a host. */
export async function endBackground(part: HostPart): Promise<void> {
  const steps = part.background.splice(0);
  for (const { stop } of steps) stop();
  for (const { done } of steps) await done;
}
