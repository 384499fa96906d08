import type { Draft, DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import type { RunEvent } from '../events.ts';
import type { ReadRecord } from '../records/read-record.ts';

/** Why a detached step is lost that does not go on. */
export const endedUnheard = 'it ended on the host without a status: it was killed, or the host went down';

/** The steps of a run that went on when it was cut off, or its client killed: by their block and host the names under which the host keeps them. */
export function leftDetached(events: readonly RunEvent[]): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const left = new Map<string, Record<string, string>>();
  for (const event of events) {
    if (event.type === 'note' && event.detached !== undefined)
      left.set(event.block, { ...left.get(event.block), [event.host]: event.detached });
    else if (event.type === 'block-ended' && (event.outcome !== 'lost' || event.message === endedUnheard)) {
      const { [event.host]: _, ...others } = left.get(event.block) ?? {};
      if (Object.keys(others).length > 0) left.set(event.block, others);
      else left.delete(event.block);
    }
  }
  return left;
}

/** What fetches the status and the output of the steps that a run left detached, as a draft: nothing is begun. Without any block where it left none. */
export function fetchDraft({ plan, events, run }: ReadRecord): Draft {
  const { draft } = plan;
  const left = leftDetached(events);
  const blocks = draft.blocks.flatMap((block): DraftBlock[] => {
    const { script } = block;
    const fetch = left.get(block.name);
    if (script === undefined || fetch === undefined) return [];
    const { needs: _needs, ...rest } = script;
    const { cwd: _cwd, fixes: _fixes, then: _then, undoes: _undoes, when: _when, confirm: _confirm, dangers: _dangers, ...plain } = block;
    return [
      {
        ...plain,
        targets: block.targets.filter((host) => Object.hasOwn(fetch, host)),
        inOrder: true,
        requires: [],
        retries: 0,
        continueOnFailure: true,
        attributes: { detach: 'true' },
        script: { ...rest, text: '', fetch },
      },
    ];
  });
  return {
    ...draft,
    title: `Rest of ${run}: ${(draft.title === '' ? draft.file : draft.title).replace(/^Rest of \S+: /, '')}`,
    blocks,
    batches: [[...new Set(blocks.flatMap(({ targets }) => targets))]],
    maxFailures: '100%',
    problems: [],
    // What they printed is masked.
    missing: draft.inputs.filter(({ name, secret }) => secret && blocks.some(({ script }) => script?.secrets.includes(name))),
    refusals:
      blocks.length > 0
        ? []
        : [{ line: 1, message: `there is nothing to fetch of the run \`${run}\`: no step of it went on when it was over (\`detach\`)` }],
  };
}
