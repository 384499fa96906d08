import { type StatsListener, unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import { eventsFile } from '../../run/records/record-files.ts';

/** Milliseconds between two looks. A look is one call of stat(2) for the folder and one for each record that is followed. */
const INTERVAL = 3000;

/** Records that are followed until they have an end: whoever wrote an older one was ended. */
const FOLLOWED = 5;

/**
 * Tells of records that somebody else writes: the command line, another window. It looks again and again, because the folder may not be there
 * yet, and because watches of the kernel's tell nothing where a home is on the network.
 */
export class RecordWatch {
  readonly #folder: string;
  readonly #changed: () => void;
  readonly #interval: number;
  #followed: readonly string[] = [];
  #again: NodeJS.Timeout | undefined;

  /** `changed` is told when a record came into `folder`, went, or grew. */
  constructor(folder: string, changed: () => void, interval = INTERVAL) {
    this.#folder = folder;
    this.#changed = changed;
    this.#interval = interval;
    watchFile(folder, { interval, persistent: false }, this.#onFolder);
  }

  /** Follows the records of these runs, newest first; those that were followed before are not any more. */
  follow(runs: readonly string[]): void {
    const paths = runs.slice(0, FOLLOWED).map((run) => join(this.#folder, run, eventsFile));
    for (const path of this.#followed) if (!paths.includes(path)) unwatchFile(path, this.#onRecord);
    for (const path of paths)
      if (!this.#followed.includes(path)) watchFile(path, { interval: this.#interval, persistent: false }, this.#onRecord);
    this.#followed = paths;
  }

  dispose(): void {
    clearTimeout(this.#again);
    unwatchFile(this.#folder, this.#onFolder);
    this.follow([]);
  }

  readonly #onRecord: StatsListener = () => this.#changed();

  readonly #onFolder: StatsListener = () => {
    this.#changed();
    // A record's folder is made before what stands in it is written.
    clearTimeout(this.#again);
    this.#again = setTimeout(this.#changed, this.#interval);
    this.#again.unref();
  };
}
