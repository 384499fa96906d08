import type { Draft, DraftRefusal } from '../../../server/src/core/runbook/draft-types.ts';

/** Blocks that wait for each other by `requires`, `fixes`, `then` and `when`: none of them could ever run. One refusal for each circle's first block. */
export function circlesIn(draft: Draft): readonly DraftRefusal[] {
  const blocks = new Map(draft.blocks.map((block) => [block.name, block]));
  const done = new Set<string>();
  const way: string[] = [];
  const refusals: DraftRefusal[] = [];
  const visit = (name: string): void => {
    const block = blocks.get(name);
    if (block === undefined || done.has(name)) return;
    const at = way.indexOf(name);
    if (at >= 0) {
      const circle = [...way.slice(at), name].map((each) => `\`${each}\``).join(' → ');
      refusals.push({ line: block.line, message: `${circle} wait for each other (by \`requires\`, \`fixes\`, \`then\` or \`when\`)` });
      return;
    }
    way.push(name);
    // `when` of a file or step asks what has happened; only a check is run for it.
    const when = block.when !== undefined && blocks.get(block.when.name)?.kind === 'check' ? [block.when.name] : [];
    for (const next of [...block.requires, block.fixes, block.then, ...when]) if (next !== undefined) visit(next);
    way.pop();
    done.add(name);
  };
  for (const { name } of draft.blocks) visit(name);
  return refusals;
}
