import { type Context, createContext, Script } from 'node:vm';

const script = new Script('work()');
// One for all: to make one takes several times as long as most patterns.
let place: Context | undefined;

/**
 * What `work` gives, undefined where it takes longer than `milliseconds`: a regular expression may go on for hours over a text that a host
 * chose, and nothing else of the run would go on meanwhile. `work` must be pure and wait for nothing.
 */
export function inTime<T>(milliseconds: number, work: () => T): { readonly value: T } | undefined {
  place ??= createContext();
  place['work'] = work;
  try {
    return { value: script.runInContext(place, { timeout: milliseconds }) as T };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    place['work'] = undefined;
  }
}
