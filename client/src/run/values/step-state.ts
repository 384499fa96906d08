import type { StepState } from '../../ssh/connection.ts';
import type { Carried } from '../host-part.ts';

/** Names that tell of the shell that is running, not of what a step meant to leave. */
const own = /^(_|SHLVL|PWD|OLDPWD|RANDOM|SECONDS|LINENO|BASH_EXECUTION_STRING|(OPSBOOK|RUNBOOK)_.*)$/;

/** `before` with what the last shell changed: what it set, took away, and the folder it went to. */
export function carriedOn(before: Carried | undefined, { began, ended, cwd }: StepState): Carried {
  const set = new Map(before?.set);
  const unset = new Set(before?.unset);
  for (const [name, value] of Object.entries(ended)) {
    if (own.test(name) || began[name] === value) continue;
    set.set(name, value);
    unset.delete(name);
  }
  for (const name of Object.keys(began)) {
    if (own.test(name) || Object.hasOwn(ended, name)) continue;
    set.delete(name);
    unset.add(name);
  }
  return { set, unset, cwd: cwd === '' || cwd === began['PWD'] ? before?.cwd : cwd };
}
