import type { Draft, DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';

/** The step that undoes a block; undefined where there is none. */
export function undoerOf(draft: Draft, { name }: DraftBlock): DraftBlock | undefined {
  return draft.blocks.find(({ undoes }) => undoes === name);
}

/** What runs when a file goes back that `reload` was run for: the step that undoes it or, where it is such a step itself, the one it undoes. */
export function wayBackOf(draft: Draft, reload: DraftBlock): DraftBlock | undefined {
  return undoerOf(draft, reload) ?? draft.blocks.find(({ name }) => name === reload.undoes);
}
