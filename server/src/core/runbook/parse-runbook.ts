import type { Fence, Markdown } from '../markdown/parse-markdown.ts';
import type { Finding } from '../problem.ts';
import { attributeRecord } from './attribute-table.ts';
import { type AttributeNote, readAttributes } from './attributes.ts';
import { stepLanguages, transcriptLanguages } from './fence-languages.ts';
import { readFrontMatter } from './front-matter.ts';
import { generatedName, uniqueName } from './generated-name.ts';
import type { Block, BlockKind, Runbook } from './model.ts';
import { type BadValue, readOptions } from './options.ts';
import { infoLanguage } from './runme-attributes.ts';

/** A block, with what reading its info string found, for the rules. */
export interface ReadBlock extends Block {
  readonly notes: readonly AttributeNote[];
  readonly bad: readonly BadValue[];
  readonly closed: boolean;
}

/** A runbook whose blocks carry their notes. */
export interface ReadRunbook extends Runbook {
  readonly blocks: readonly ReadBlock[];
  readonly markdown: Markdown;
}

/** Reads a Markdown document as a runbook; `isConfig` tells which fence languages are config languages. Never throws. */
export function parseRunbook(text: string, markdown: Markdown, isConfig: (language: string) => boolean): ReadRunbook {
  const { frontMatter, problems } = readFrontMatter(text, markdown.frontMatter);
  const blocks: ReadBlock[] = [];
  const taken = new Set<string>();
  const read = markdown.fences.map((fence, index) => readOnce(fence, index, isConfig));
  for (const block of read) if (block.explicitName) taken.add(block.name);
  for (const [index, block] of read.entries()) {
    const verifies = block.language === 'output' && block.options.verify === true;
    const follows = index > 0 && ['step', 'transcript'].includes(blocks[index - 1]?.kind ?? '');
    const kind: BlockKind = block.kind === 'expectation' && !(follows && (block.language === 'expect' || verifies)) ? 'plain' : block.kind;
    if (block.explicitName) {
      blocks.push(as(block, kind, block.name));
      continue;
    }
    const name = uniqueName(generatedName(block.text, `block-${index + 1}`), taken);
    taken.add(name);
    blocks.push(as(block, kind, name));
  }
  const marked = blocks.some((block) => block.kind !== 'plain' && block.attributes.some(({ key }) => marks(key, block.kind)));
  const heading = markdown.headings[0]?.text;
  return {
    text,
    markdown,
    byContent: frontMatter.ours || marked,
    byFencesOnly: !frontMatter.ours && marked,
    title: frontMatter.title ?? heading ?? '',
    frontMatter,
    headings: markdown.headings,
    blocks,
    problems: problems as readonly Finding[],
  };
}

function marks(key: string, kind: BlockKind): boolean {
  const record = attributeRecord(key);
  return record?.marks === true && record.on.includes(kind);
}

/** What fences were read to: one that a change left as it is, is the same block. */
const reads = new WeakMap<Fence, { readonly isConfig: unknown; readonly block: ReadBlock }>();

function readOnce(fence: Fence, index: number, isConfig: (language: string) => boolean): ReadBlock {
  const known = reads.get(fence);
  if (known?.isConfig === isConfig && known.block.index === index) return known.block;
  const block = readFence(fence, index, isConfig);
  reads.set(fence, { isConfig, block });
  return block;
}

/** What a block was in its runbook, where that is not what its fence says. */
const named = new WeakMap<ReadBlock, ReadBlock>();

/** A block with a kind and a name; the same one for the same. */
function as(block: ReadBlock, kind: BlockKind, name: string): ReadBlock {
  if (block.kind === kind && block.name === name) return block;
  const known = named.get(block);
  if (known?.kind === kind && known.name === name) return known;
  const made = { ...block, kind, name };
  named.set(block, made);
  return made;
}

function readFence(fence: Fence, index: number, isConfig: (language: string) => boolean): ReadBlock {
  const language = infoLanguage(fence.info);
  const { attributes, notes } = readAttributes(fence.info, fence.infoSpan.start);
  const { options, bad } = readOptions(attributes);
  const said = attributes.findLast(({ key }) => key === 'name')?.value;
  const name = said !== undefined && said !== 'true' && said !== '' ? said : undefined;
  return {
    kind: kindOf(language, options.ignore === true, options.file !== undefined, options.interpreter !== undefined, isConfig),
    index,
    language,
    name: name ?? '',
    explicitName: name !== undefined,
    span: fence.span,
    infoSpan: fence.infoSpan,
    attributes,
    text: fence.text,
    map: fence.map,
    options,
    ours: attributes.some(({ key }) => attributeRecord(key)?.owner === 'opsbook'),
    notes,
    bad,
    closed: fence.closed,
  };
}

function kindOf(
  language: string,
  ignored: boolean,
  file: boolean,
  interpreter: boolean,
  isConfig: (language: string) => boolean,
): BlockKind {
  const word = language.toLowerCase();
  if (ignored) return 'plain';
  if (file) return 'file';
  if (isConfig(word)) return 'config';
  if (Object.hasOwn(stepLanguages, word) || interpreter) return 'step';
  if (transcriptLanguages.includes(word)) return 'transcript';
  if (word === 'expect' || word === 'output') return 'expectation';
  return 'plain';
}
