import { statSync } from 'node:fs';

/** Milliseconds in which a file may be written again and show the same time of change: some file systems count in twos of seconds. */
const unsettled = 2000;

/** What a file is told by from another one of its name; undefined where there is none, or it was changed a moment ago. */
function stampOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined || Date.now() - Number(found.ctimeMs) < unsettled) return undefined;
  return `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
}

/** Keeps what was made of files, each as long as it lies there unchanged: a run on many hosts reads the same few for every host. */
export class KeptFiles<T> {
  readonly #kept = new Map<string, { readonly stamp: string; readonly value: T }>();

  /** What `make` gives for the file at `path`, asked again when that is another one or was changed. What throws or rejects is not kept. */
  get(path: string, make: () => T): T {
    let stamp: string | undefined;
    try {
      stamp = stampOf(path);
    } catch {
      // `make` finds out what is wrong with it, and says so.
    }
    const kept = this.#kept.get(path);
    if (stamp !== undefined && kept?.stamp === stamp) return kept.value;
    this.#kept.delete(path);
    const value = make();
    if (stamp === undefined) return value;
    const fresh = { stamp, value };
    this.#kept.set(path, fresh);
    if (value instanceof Promise)
      value.catch(() => {
        if (this.#kept.get(path) === fresh) this.#kept.delete(path);
      });
    return value;
  }
}
