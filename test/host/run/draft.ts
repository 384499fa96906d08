import type { Draft, DraftBlock, DraftInstall, DraftScript } from '../../../server/src/core/runbook/draft-types.ts';

type BlockParts = Omit<Partial<DraftBlock>, 'script' | 'install'>;

/** A draft over `blocks`, on `local` in one batch. */
export function draftOf(blocks: readonly DraftBlock[], parts: Partial<Draft> = {}): Draft {
  return {
    format: 1,
    file: 'test.md',
    title: 'Test',
    blocks: blocks.map((block, index) => ({ ...block, index, line: index * 10 + 1 })),
    batches: [['local']],
    maxFailures: '0',
    parallel: 32,
    inputs: [],
    missing: [],
    refusals: [],
    ...parts,
  };
}

function block(name: string, parts: BlockParts): Omit<DraftBlock, 'script' | 'install'> {
  return {
    name,
    kind: 'step',
    index: 0,
    line: 1,
    targets: ['local'],
    inOrder: true,
    sudo: false,
    timeout: 20_000,
    retries: 0,
    retryDelay: 50,
    grace: 300,
    requires: [],
    continueOnFailure: false,
    sensitive: false,
    attributes: {},
    ...parts,
  };
}

/** A step on `local`. */
export function step(name: string, text: string, parts: BlockParts & { readonly script?: Partial<DraftScript> } = {}): DraftBlock {
  const { script, ...rest } = parts;
  return {
    ...block(name, rest),
    script: { interpreter: 'sh', strict: true, text, secrets: [], interactive: false, background: false, ...script },
  };
}

/** A check on `local`. */
export function check(name: string, text: string, parts: BlockParts & { readonly script?: Partial<DraftScript> } = {}): DraftBlock {
  return step(name, text, { kind: 'check', ...parts });
}

/** A file block on `local`. */
export function file(
  name: string,
  path: string,
  text: string,
  parts: BlockParts & { readonly install?: Partial<DraftInstall> } = {},
): DraftBlock {
  const { install, ...rest } = parts;
  return {
    ...block(name, { kind: 'file', ...rest }),
    install: {
      path,
      language: undefined,
      text,
      holes: [],
      sourceLines: text
        .split('\n')
        .slice(0, -1)
        .map((_, line) => 100 + line),
      part: false,
      replace: false,
      ...install,
    },
  };
}
