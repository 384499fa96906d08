import { hostsOf } from '../runbook/host-places.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { BlockOptions } from '../runbook/model.ts';
import type { ReadBlock, ReadRunbook } from '../runbook/parse-runbook.ts';
import { namedBlocks } from '../runbook/references.ts';
import { attributeOf } from '../runbook/attribute-edits.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Two attributes that cannot both be meant; `first` is undefined where one of them lacks the other. */
interface Contradiction {
  readonly first: string | undefined;
  readonly second: string;
  readonly when: (options: BlockOptions) => boolean;
  readonly message: (options: BlockOptions) => string;
}

const says = (text: string) => (): string => text;

const contradictions: readonly Contradiction[] = [
  {
    first: 'part',
    second: 'replace',
    when: ({ part, replace }) => part === true && replace === true,
    message: says('`part` changes a part of the file and `replace` puts another in its place: only one of them can be meant'),
  },
  {
    first: 'interactive',
    second: 'background',
    when: ({ interactive, background }) => interactive === true && background === true,
    message: says('A step in a terminal is waited for, so it cannot be in the `background` too'),
  },
  {
    first: 'interactive',
    second: 'detach',
    when: ({ interactive, detach }) => interactive === true && detach === true,
    message: says('A step in a terminal ends with its connection, so it cannot be `detach` too'),
  },
  {
    first: 'background',
    second: 'detach',
    when: ({ background, detach }) => background === true && detach === true,
    message: says('`background` ends the step with its host and `detach` lets it run on: only one of them can be meant'),
  },
  {
    first: 'background',
    second: 'capture',
    when: ({ background, capture }) => background === true && capture !== undefined,
    message: says('A step in the background has not ended when later steps run, so there is nothing to `capture` for them'),
  },
  {
    first: 'reboot',
    second: 'background',
    when: ({ reboot, background }) => reboot === true && background === true,
    message: says('A reboot is waited for, so it cannot be in the `background` too'),
  },
  {
    first: 'check',
    second: 'fixes',
    when: ({ check, fixes }) => check === true && fixes !== undefined,
    message: says('A check only looks, so it cannot mend anything: `fixes` belongs on the block that does'),
  },
  {
    first: 'check',
    second: 'undoes',
    when: ({ check, undoes }) => check === true && undoes !== undefined,
    message: says('A check only looks, so it cannot take a block back'),
  },
  {
    first: 'check',
    second: 'reboot',
    when: ({ check, reboot }) => check === true && reboot === true,
    message: says('A check is safe at any time, and a `reboot` is not'),
  },
  {
    first: undefined,
    second: 'retry-delay',
    when: ({ retries, retryDelay }) => retryDelay !== undefined && (retries ?? 0) === 0,
    message: says('`retry-delay` is the pause between two tries, and without `retries` there is only one'),
  },
  {
    first: 'fixes',
    second: 'when',
    when: ({ fixes, when }) => fixes !== undefined && when?.name === fixes && !when.not,
    message: ({ fixes }) => `It mends \`${fixes}\` and runs only when \`${fixes}\` is healthy: it never has anything to do`,
  },
  {
    first: 'fixes',
    second: 'requires',
    when: ({ fixes, requires }) => fixes !== undefined && requires?.includes(fixes) === true,
    message: ({ fixes }) => `It mends \`${fixes}\` and requires that \`${fixes}\` went well: it never has anything to do`,
  },
  {
    first: 'requires',
    second: 'when',
    when: ({ requires, when }) => when?.not === true && requires?.includes(when.name) === true,
    message: ({ when }) => `It requires that \`${when?.name}\` went well and runs only when it did not: it never runs`,
  },
];

/** Attributes of one fence that cannot all be meant. */
export const contradiction: RunbookRule = {
  id: 'runbook-contradiction',
  severity: 'warning',
  summary: 'Attributes of one fence that cannot all be meant',
  why: 'The runner keeps to one of them, or the block never runs. Which of the two was meant, only its author knows.',
  story:
    'A remedy had `fixes=disk-free` and, copied from the step above it, `requires=disk-free`. It ran on every healthy host, where there was nothing to do, and was skipped on the one whose disk was full.',
  bad: '---\nrunbook:\n---\n\n```sh {name=free check=true}\ntest -w /var\n```\n\n```sh {name=mend fixes=free requires=free}\ntrue\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {name=free check=true}\ntest -w /var\n```\n\n```sh {name=mend fixes=free}\ntrue\n```\n',
  *check({ project, runbook }) {
    const named = namedBlocks(runbook);
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const { first, second, when, message } of contradictions) {
        if (!when(block.options)) continue;
        // What names no check at all is told as that.
        if (second === 'fixes' && named.get(block.options.fixes ?? '')?.options.check !== true) continue;
        const at = attributeOf(block, second);
        const other = first === undefined ? undefined : attributeOf(block, first);
        if (at === undefined) continue;
        yield {
          span: at.span,
          message: message(block.options),
          ...(other !== undefined && { related: [{ span: other.span, message: `\`${first}\` is here` }] }),
        };
      }
      const src = attributeOf(block, 'src');
      if (src !== undefined && block.kind === 'file' && block.text.trim() !== '')
        yield { span: src.span, message: '`src` takes the bytes of another file, so the fence was expected to be empty' };
      const several = manyHosts(runbook, block, project.inventory);
      const terminal = attributeOf(block, 'interactive');
      if (several !== undefined && terminal !== undefined)
        yield { span: terminal.span, message: `A terminal is for one host, and this block is for ${several}` };
    }
  },
};

function manyHosts(runbook: ReadRunbook, block: ReadBlock, inventory: Inventory): number | undefined {
  if (block.options.interactive !== true) return undefined;
  const names = hostsOf(runbook, block, inventory);
  return names !== undefined && names.length > 1 ? names.length : undefined;
}
