import type { Draft, DraftBlock, DraftRefusal } from '../../../server/src/core/runbook/draft-types.ts';

/** Why a block cannot run yet because of one attribute; undefined where it does not stand in the way. */
type Refuse = (value: string, block: DraftBlock) => string | undefined;

const isFalse = (value: string): boolean => /^(false|f|0)$/i.test(value);
/** What does not go together in a run, by attribute. */
const unsupported: Readonly<Record<string, Refuse>> = {
  reboot: (value, block) =>
    isFalse(value) || !block.targets.some((name) => name === 'local' || name === 'sandbox')
      ? undefined
      : 'of `local` would end this run, and the sandbox has no boot of its own',
  detach: (value, block) =>
    isFalse(value) || (block.at === undefined && block.guard === undefined)
      ? undefined
      : `and \`${block.at === undefined ? 'guard' : 'at'}\` do not go together`,
  interactive: (value, block) => {
    if (isFalse(value)) return undefined;
    if (block.targets.length > 1)
      return `is a terminal on one host, and the block is for ${block.targets.length}: ${block.targets.join(', ')}`;
    const other = ['detach', 'background'].find((each) => block.attributes[each] !== undefined && !isFalse(block.attributes[each]));
    if (other !== undefined) return `and \`${other}\` do not go together: nobody would sit at the terminal`;
    return block.guard === undefined ? undefined : 'and `guard` do not go together: a guarded step runs detached';
  },
};

/** What stands in the way of a run of `draft`, block by block and by the attribute's name. */
export function unsupportedIn(draft: Draft): readonly DraftRefusal[] {
  return draft.blocks.flatMap((block) => {
    const refusals = Object.entries(block.attributes).flatMap(([name, value]) => {
      const why = Object.hasOwn(unsupported, name) ? unsupported[name]?.(value, block) : undefined;
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
  const undo = main === undefined ? undefined : draft.blocks.find(({ undoes }) => undoes === main.name);
  if (block.install === undefined && undo === undefined) return 'of a step needs the step that takes it back: one with `undoes`';
  if (block.script?.capture !== undefined) return 'and `capture` do not go together: the step runs detached';
  for (const step of [main, undo])
    if (step !== undefined && (step.sudo !== block.sudo || step.user !== block.user))
      return `needs \`${step.name}\` to run as the same account as the block: the switch runs it`;
  return undefined;
}
