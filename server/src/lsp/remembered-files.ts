import type { Entry, Files, ReadResult } from '../host/files.ts';

/** How long an answer is good, in milliseconds. */
const GOOD = 10_000;

/** Of more answers than these those that are too old are dropped. */
const MANY = 20_000;

/** What there is in folders that somebody else holds, and what their files say. */
export type AskedFiles = Pick<Files, 'read' | 'list' | 'kindOf'>;

/**
 * `files` whose answers are good for some seconds, or until `forget`: where each takes a second on a network nobody may wait for the same one at each
 * keystroke. What a path is, is told by the listing of its folder, which answers for all that is in it.
 */
export function rememberedFiles(files: AskedFiles, now: () => number = Date.now): AskedFiles & { readonly forget: () => void } {
  const reads = memory<ReadResult>(now);
  const lists = memory<ReadonlyMap<string, Entry['kind']> | undefined>(now);
  const kinds = memory<Entry['kind'] | undefined>(now);
  const listing = (path: string) =>
    lists.get(path, async () => {
      const entries = await files.list(path);
      return entries && new Map(entries.map(({ name, kind }) => [name, kind]));
    });
  return {
    read: (path) => reads.get(path, () => files.read(path)),
    list: async (path) => {
      const entries = await listing(path);
      return entries && [...entries].map(([name, kind]) => ({ name, kind }));
    },
    async kindOf(path) {
      const slash = path.lastIndexOf('/');
      const around = slash <= 0 || slash === path.length - 1 ? undefined : await listing(path.slice(0, slash));
      // Above the workspace nothing is listed, and the workspace's own folders are there all the same.
      return around === undefined ? kinds.get(path, () => files.kindOf(path)) : around.get(path.slice(slash + 1));
    },
    forget() {
      for (const each of [reads, lists, kinds]) each.clear();
    },
  };
}

interface Memory<Answer> {
  readonly get: (path: string, ask: () => Promise<Answer>) => Promise<Answer>;
  readonly clear: () => void;
}

/** Answers by path; one that is on its way is waited for by all who ask. */
function memory<Answer>(now: () => number): Memory<Answer> {
  const known = new Map<string, { readonly answer: Promise<Answer>; until: number }>();
  return {
    get(path, ask) {
      const before = known.get(path);
      if (before !== undefined && now() < before.until) return before.answer;
      if (known.size > MANY) for (const [each, { until }] of known) if (until <= now()) known.delete(each);
      const asked = { answer: ask(), until: Number.POSITIVE_INFINITY };
      known.set(path, asked);
      const answered = (): void => {
        asked.until = now() + GOOD;
      };
      asked.answer.then(answered, () => known.delete(path));
      return asked.answer;
    },
    clear: () => known.clear(),
  };
}
