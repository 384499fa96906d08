import type { Draft, DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';

/** Blocks that go over the same hosts together, and over which. */
export interface Section {
  /** From 0; undefined for blocks that are in no batch. */
  readonly batch: number | undefined;
  readonly hosts: readonly string[];
  readonly blocks: readonly DraftBlock[];
}

/**
 * The blocks that run at their place, cut into sections: what stands above every batched block, each batch, what stands below. With one batch
 * every host belongs to it. Where a block lies between batched ones and has other hosts, a sentence that says so.
 */
export function sectionsOf(draft: Draft): readonly Section[] | string {
  const blocks = draft.blocks.filter((block) => block.inOrder && block.targets.length > 0);
  const all = [...new Set([...draft.batches.flat(), ...blocks.flatMap(({ targets }) => targets)])];
  if (draft.batches.length <= 1) return [{ batch: 0, hosts: all, blocks }];
  const batched = new Set(draft.batches.flat());
  const isIn = (block: DraftBlock): boolean => block.targets.some((host) => batched.has(host));
  const first = blocks.findIndex(isIn);
  const last = blocks.findLastIndex(isIn);
  if (first < 0) return [{ batch: undefined, hosts: all, blocks }];
  const inside = blocks.slice(first, last + 1);
  const stray = inside.find((block) => block.targets.some((host) => !batched.has(host)));
  if (stray !== undefined)
    return `\`${stray.name}\` (line ${stray.line}) stands between blocks that run batch by batch and has hosts that are in no batch; \`at=HOST\` runs it there once for each target`;
  const outside = (some: readonly DraftBlock[]): Section[] =>
    some.length === 0 ? [] : [{ batch: undefined, hosts: [...new Set(some.flatMap(({ targets }) => targets))], blocks: some }];
  return [
    ...outside(blocks.slice(0, first)),
    ...draft.batches.map((hosts, batch) => ({ batch, hosts, blocks: inside })),
    ...outside(blocks.slice(last + 1)),
  ];
}

/** The blocks of sections that were not begun, each once with all its hosts there: batches may be many. */
export function notBegun(sections: readonly Section[]): readonly { readonly block: DraftBlock; readonly hosts: readonly string[] }[] {
  return [...new Set(sections.flatMap(({ blocks }) => blocks))].map((block) => {
    const hosts = new Set(sections.filter(({ blocks }) => blocks.includes(block)).flatMap((section) => section.hosts));
    return { block, hosts: block.targets.filter((host) => hosts.has(host)) };
  });
}

/** How many hosts may fail: a number, or a share of `hosts`, rounded down; what is neither is 0. */
export function failureLimit(maxFailures: string, hosts: number): number {
  const share = /^(\d+(?:\.\d+)?)\s*%$/.exec(maxFailures.trim());
  if (share !== null) return Math.floor((hosts * Number(share[1])) / 100);
  return /^\d+$/.test(maxFailures.trim()) ? Number(maxFailures) : 0;
}

/** Why no other host is begun where more hosts failed than the `limit` allows. */
export function tooManyFailed(limit: number): string {
  return limit === 0 ? 'a host failed, and `max-failures` allows none' : `more than ${limit} host${limit === 1 ? '' : 's'} failed`;
}

/** Why a block is skipped that was not begun when the run was cancelled. */
export const cancelledBefore = 'the run was cancelled before it began';

/** Whether the file blocks that name one reload end at `index`: the next block that runs at its place is none of them. */
export function endsGroup(blocks: readonly DraftBlock[], index: number): boolean {
  const reload = blocks[index]?.install?.reload;
  const next = blocks[index + 1];
  // A guarded block pays its own reload, within its window.
  return reload === undefined || next?.install?.reload !== reload || next.guard !== undefined;
}

/** The last block, among those that run at their place, that fixes `check` on `host`. */
export function lastFixer(draft: Draft, check: string, host: string): string | undefined {
  return draft.blocks.findLast((block) => block.inOrder && block.fixes === check && block.targets.includes(host))?.name;
}
