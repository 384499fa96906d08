import type { RunbookRule } from './runbook-rule.ts';

/** Two blocks of one name. */
export const nameTwice: RunbookRule = {
  id: 'runbook-name-twice',
  severity: 'error',
  summary: 'Two blocks of one name',
  why: 'Names are how blocks refer to each other (`fixes=`, `reload=`, `requires=`) and how one is run alone. With two of a name nobody can tell which is meant, so nothing runs.',
  story:
    'A check was copied, and both were called `disk`. `fixes=disk` stood below the second and was meant for the first; with one of the two names lost, the remedy ran on the wrong sign.',
  bad: '---\nrunbook:\n---\n\n```sh {name=look}\nuptime\n```\n\n```sh {name=look}\ndate\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {name=look}\nuptime\n```\n\n```sh {name=look-again}\ndate\n```\n',
  *check({ runbook }) {
    const first = new Map<string, { start: number; end: number }>();
    for (const block of runbook.blocks) {
      if (!block.explicitName || block.kind === 'plain') continue;
      const attribute = block.attributes.findLast(({ key }) => key === 'name');
      const span = attribute?.valueSpan ?? attribute?.span ?? block.infoSpan;
      const before = first.get(block.name);
      if (before === undefined) first.set(block.name, span);
      else
        yield {
          span,
          message: `A block above is called \`${block.name}\` too; names are unique in a runbook`,
          related: [{ span: before, message: `the other \`${block.name}\`` }],
        };
    }
  },
};
