import type { BlockEnd } from '../../run/events.ts';

/** How a program ended, where that says more than its outcome: `exit status 3`, `signal KILL`; else ''. */
export function exitText({ exit, signal }: BlockEnd): string {
  if (signal !== undefined) return `signal ${signal}`;
  return exit === undefined || exit === 0 ? '' : `exit status ${exit}`;
}
