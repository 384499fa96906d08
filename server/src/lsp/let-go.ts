/** Resolves when what else waits has had its turn. */
export function letGo(): Promise<void> {
  // A browser has no setImmediate.
  return new Promise((resume) => (typeof setImmediate === 'function' ? setImmediate(resume) : setTimeout(resume)));
}
