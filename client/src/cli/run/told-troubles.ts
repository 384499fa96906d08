import type { BlockEnd, RunEvent } from '../../run/events.ts';

/** What was said already of hosts that cannot be worked on, so that it is said once: by the plan, or when it came about. */
export interface ToldTroubles {
  /** Whether a host's trouble is news. */
  isNew(trouble: Pick<RunEvent & { readonly type: 'host-trouble' }, 'host' | 'message'>): boolean;
  /** Takes a plan's troubles for said. */
  plan(event: RunEvent & { readonly type: 'run-started' }): void;
  /** An end without its message, where that is the trouble that was said, or the host is passed over for it from there on. */
  without<T extends Pick<BlockEnd, 'outcome' | 'message'>>(host: string, end: T): T;
}

/** Nothing is said so far. */
export function toldTroubles(): ToldTroubles {
  const said = new Map<string, Set<string>>();
  const fallen = new Set<string>();
  const say = (host: string, message: string): void => void said.set(host, new Set([...(said.get(host) ?? []), message]));
  return {
    isNew({ host, message }) {
      const isNew = said.get(host)?.has(message) !== true;
      say(host, message);
      return isNew;
    },
    plan({ plan }) {
      for (const { name, trouble } of plan.hosts) if (trouble !== undefined) say(name, trouble.message);
    },
    without(host, end) {
      if (end.message !== undefined && said.get(host)?.has(end.message) === true) fallen.add(host);
      else if (end.outcome !== 'skipped' || !fallen.has(host)) return end;
      const { message: _, ...rest } = end;
      return rest as typeof end;
    },
  };
}
