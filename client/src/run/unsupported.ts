import { type Draft, type DraftBlock, type DraftRefusal, isOn } from '../../../server/src/core/index.ts';
import { foldHosts } from './fold-hosts.ts';
import { undoerOf } from './undoer-of.ts';

/** What does not go together in a run, by the flag that stands in the way; undefined where it does not. */
const unsupported: Readonly<Record<string, (block: DraftBlock) => string | undefined>> = {
  reboot: ({ targets }) =>
    targets.some((name) => name === 'local' || name === 'sandbox')
      ? 'of `local` would end this run, and the sandbox has no boot of its own'
      : undefined,
  detach: ({ at, guard }) =>
    at === undefined && guard === undefined ? undefined : `and \`${at === undefined ? 'guard' : 'at'}\` do not go together`,
  interactive: ({ targets, attributes, guard }) => {
    if (targets.length > 1) return `is a terminal on one host, and the block is for ${targets.length}: ${foldHosts(targets)}`;
    const other = ['detach', 'background'].find((each) => isOn(attributes, each));
    if (other !== undefined) return `and \`${other}\` do not go together: nobody would sit at the terminal`;
    return guard === undefined ? undefined : 'and `guard` do not go together: a guarded step runs detached';
  },
};

/** What stands in the way of a run of `draft`, block by block and by the attribute's name. */
export function unsupportedIn(draft: Draft): readonly DraftRefusal[] {
  return draft.blocks.flatMap((block) => {
    const refusals = Object.entries(unsupported).flatMap(([name, troubleOf]) => {
      const why = isOn(block.attributes, name) ? troubleOf(block) : undefined;
      return why === undefined ? [] : [{ line: block.line, message: `\`${block.name}\`: \`${name}\` ${why}` }];
    });
    const why = guardTrouble(draft, block);
    if (why !== undefined) refusals.push({ line: block.line, message: `\`${block.name}\`: \`guard\` ${why}` });
    return refusals;
  });
}

/** Why a guarded block cannot be guarded. */
function guardTrouble(draft: Draft, block: DraftBlock): string | undefined {
  if (block.guard === undefined) return undefined;
  if (block.at !== undefined) return 'and `at` do not go together: it is the target that must be got into again';
  const main = block.install === undefined ? block : draft.blocks.find(({ name }) => name === block.install?.reload);
  const undo = main && undoerOf(draft, main);
  if (block.install === undefined && undo === undefined) return 'of a step needs the step that takes it back: one with `undoes`';
  if (block.script?.capture !== undefined) return 'and `capture` do not go together: the step runs detached';
  for (const step of [main, undo])
    if (step !== undefined && (step.sudo !== block.sudo || step.user !== block.user))
      return `needs \`${step.name}\` to run as the same account as the block: the switch runs it`;
  return undefined;
}
