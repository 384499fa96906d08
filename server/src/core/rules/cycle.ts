import { namedBlocks, type Reference, references } from '../runbook/references.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Blocks that wait for each other. */
export const cycle: RunbookRule = {
  id: 'runbook-cycle',
  severity: 'error',
  summary: 'Blocks that wait for each other, or a block that names itself',
  why: 'What `requires` and `fixes` name runs first. Where that leads back to the block itself, none of them can be the first, and a run refuses the runbook.',
  story:
    'The check of a database got `requires=start`, so that it would not fail on a stopped one; `start` had `fixes=` that check. Each then waited for the other, which the author saw in the night when the runbook was needed and refused to run.',
  bad: '---\nrunbook:\n---\n\n```sh {name=a requires=b}\ntrue\n```\n\n```sh {name=b requires=a}\ntrue\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {name=a}\ntrue\n```\n\n```sh {name=b requires=a}\ntrue\n```\n',
  *check({ runbook }) {
    const named = namedBlocks(runbook);
    const first = new Map<string, Reference[]>();
    for (const reference of references(runbook)) {
      const { block, key, name } = reference;
      // Of two blocks with one name the other is meant by nobody; that they are two is told elsewhere.
      if (named.get(block.name) !== block || !block.explicitName || !named.has(name)) continue;
      if (name === block.name) yield { span: reference.span, message: `\`${key}\` names the block itself` };
      else if (key === 'requires' || key === 'fixes') {
        const known = first.get(block.name);
        if (known === undefined) first.set(block.name, [reference]);
        else known.push(reference);
      }
    }
    const done = new Set<string>();
    for (const begin of first.keys()) yield* walk(begin, first, done);
  },
};

/** Goes along the references from `begin`, depth first and without recursion, and tells of each that leads back to where it came from. */
function* walk(begin: string, first: ReadonlyMap<string, readonly Reference[]>, done: Set<string>) {
  if (done.has(begin)) return;
  const path: { readonly name: string; next: number }[] = [{ name: begin, next: 0 }];
  const on = new Set([begin]);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const reference = first.get(top.name)?.[top.next++];
    if (reference === undefined) {
      done.add(top.name);
      on.delete(top.name);
      path.pop();
      continue;
    }
    const { name, key, span } = reference;
    if (on.has(name)) {
      const round = path.slice(path.findIndex((step) => step.name === name)).map((step) => `\`${step.name}\``);
      yield {
        span,
        message: `\`${key}\` leads back to where it came from: ${[...round, `\`${name}\``].join(' waits for ')}`,
      };
    } else if (!done.has(name)) {
      on.add(name);
      path.push({ name, next: 0 });
    }
  }
}
