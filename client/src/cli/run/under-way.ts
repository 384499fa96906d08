import type { RunEvent } from '../../run/events.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { Plan } from '../../run/plan.ts';
import { undoerOf } from '../../run/undoer-of.ts';
import { timeText } from './words.ts';

/** What of a run is under way, gathered from its events. */
export interface UnderWay {
  next(event: RunEvent): void;
  /** Lines on what may go on without us from `now` (milliseconds since the epoch) on; none where nothing runs. */
  lines(now: number): readonly string[];
}

/** A switch that is armed. */
interface Armed {
  /** When it goes off by itself. */
  readonly at: number;
  /** Whether it guards the block, and not what takes that back. */
  readonly isOfBlock: boolean;
}

/** What of a run of `plan` is under way: blocks that have begun, and switches that are armed, each with its hosts. */
export function underWay(plan: Plan): UnderWay {
  const running = new Map<string, Set<string>>();
  /** By block and host. */
  const armed = new Map<string, Map<string, Armed>>();
  return {
    next(event) {
      if (event.type === 'block-started') running.set(event.block, (running.get(event.block) ?? new Set()).add(event.host));
      else if (event.type === 'note' && event.goesBackAt !== undefined)
        armed.set(
          event.block,
          // What takes a block back begins when that has ended.
          (armed.get(event.block) ?? new Map()).set(event.host, {
            at: event.goesBackAt,
            isOfBlock: running.get(event.block)?.has(event.host) === true,
          }),
        );
      else if (event.type === 'block-ended') {
        running.get(event.block)?.delete(event.host);
        armed.get(event.block)?.delete(event.host);
      }
    },
    lines(now) {
      const left = [...running].flatMap(([block, hosts]) => (hosts.size === 0 ? [] : [`${block} on ${foldHosts([...hosts])}`]));
      const lines = left.length === 0 ? [] : [`this may still be running: ${left.join(', ')}`];
      for (const [block, hosts] of armed) {
        const same = new Map<string, string[]>();
        for (const [host, one] of hosts) {
          const back = goesBack(plan, block, host, one, now);
          same.set(back, [...(same.get(back) ?? []), host]);
        }
        for (const [back, those] of same) lines.push(`\`${block}\` on ${foldHosts(those)}: ${back}`);
      }
      return lines;
    },
  };
}

/** What a host whose switch is armed does by itself, and when. */
function goesBack({ draft, files }: Plan, name: string, host: string, { at, isOfBlock }: Armed, now: number): string {
  const block = draft.blocks.find((each) => each.name === name);
  const file = files.find((each) => each.block === name && each.host === host);
  const path = file?.path ?? block?.install?.path;
  const undoer = block && undoerOf(draft, block)?.name;
  const what = !isOfBlock
    ? `puts what this run wrote at \`${path}\` in place again`
    : path === undefined
      ? `takes it back with \`${undoer}\``
      : file?.state === 'new'
        ? `takes \`${path}\` away again`
        : `puts the old \`${path}\` back`;
  const when = at > now ? `at ${timeText(at)}, in ${Math.ceil((at - now) / 1000)} s, at the latest` : `since ${timeText(at)}`;
  return `the host itself ${what}, ${when}, unless a new login has proven that one still gets in`;
}
