import type { Document } from '../document.ts';
import { hostExpression } from '../inventory/host-expression.ts';
import type { Hover } from '../language.ts';
import type { Project } from '../project.ts';
import { attributeRecord } from '../runbook/attribute-table.ts';
import { hostPlaces } from '../runbook/host-places.ts';
import type { ReadRunbook } from '../runbook/parse-runbook.ts';
import { namedBlocks } from '../runbook/references.ts';
import { keysAt } from '../runbook/front-matter-table.ts';
import { touches } from '../text/span.ts';
import { infoAt } from './block-at.ts';
import { describe } from './complete-front-matter.ts';
import { frontMatterAt } from './front-matter-at.ts';
import { runbookNameAt } from './runbook-names.ts';

/** At most this many hosts are named in a hover. */
const SHOWN = 20;

/** What is known of the word of a runbook at `offset`: an attribute, a key of the front matter, a host expression, the name of a block or value. */
export function hoverRunbook(project: Project, document: Document, offset: number): Hover | undefined {
  const { runbook } = document;
  if (runbook === undefined) return undefined;
  return attribute(document, offset) ?? hosts(project, runbook, offset) ?? name(document, runbook, offset) ?? key(document, offset);
}

function attribute(document: Document, offset: number): Hover | undefined {
  const info = infoAt(document, offset);
  if (info?.attribute === undefined || info.block.kind === 'plain') return undefined;
  const { key: word, keySpan } = info.attribute;
  const record = attributeRecord(word);
  if (record === undefined || !touches(keySpan, offset)) return undefined;
  const owner = record.owner === 'runme' ? '\n\nShared with Runme, and read as Runme reads it.' : '';
  return { span: keySpan, markdown: `**${word}**: ${record.description}.\n\nOn: ${record.on.join(', ')}.${owner}` };
}

function hosts(project: Project, runbook: ReadRunbook, offset: number): Hover | undefined {
  for (const { text, span } of hostPlaces(runbook)) {
    if (!touches(span, offset)) continue;
    const { names, troubles } = hostExpression(text, project.inventory);
    if (troubles.some(({ kind }) => kind === 'syntax') || names.length === 0) return undefined;
    const lines = names.slice(0, SHOWN).map((one) => {
      const { address, port, user } = project.inventory.hosts.get(one) ?? {};
      const where =
        address === undefined ? '' : `: ${user === undefined ? '' : `${user}@`}${address}${port === undefined ? '' : `:${port}`}`;
      return `- \`${one}\`${where === '' ? '' : ` ${code(where.slice(2))}`}`;
    });
    const more = names.length > SHOWN ? `\n- and ${names.length - SHOWN} more` : '';
    return { span, markdown: `**${names.length === 1 ? '1 host' : `${names.length} hosts`}**\n\n${lines.join('\n')}${more}` };
  }
  return undefined;
}

function name(document: Document, runbook: ReadRunbook, offset: number): Hover | undefined {
  const found = runbookNameAt(document, offset);
  if (found?.space === 'block') {
    const block = namedBlocks(runbook).get(found.name);
    if (block === undefined) return undefined;
    const text = block.text.split('\n').slice(0, 8).join('\n').trimEnd();
    const mark = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((match) => match[0].length + 1)));
    const what = block.options.check === true ? 'check' : block.kind;
    return {
      span: found.span,
      markdown: `**${found.name}**: ${what}, line ${document.lines.positionAt(block.span.start).line + 1}\n\n${mark}${/^[\w-]*$/.test(block.language) ? block.language : ''}\n${text}\n${mark}`,
    };
  }
  if (found?.space !== 'value') return undefined;
  const input = runbook.frontMatter.inputs.find((one) => one.name === found.name);
  if (input === undefined) {
    const giver = runbook.blocks.find(({ kind, options }) => kind !== 'plain' && options.capture === found.name);
    return giver && { span: found.span, markdown: `**${found.name}**: what \`${giver.name}\` prints` };
  }
  const facts = [
    input.description,
    input.secret ? 'A secret: asked for each time, never stored' : undefined,
    // What a secret would be is shown nowhere.
    input.default === undefined || input.secret ? undefined : `Default: ${code(input.default)}`,
    input.choices && `One of ${input.choices.map(code).join(', ')}`,
    input.pattern === undefined ? undefined : `Matches ${code(input.pattern)}`,
  ].filter((fact) => fact !== undefined);
  return { span: found.span, markdown: `**${found.name}**: input\n\n${facts.join('\n\n')}` };
}

function key(document: Document, offset: number): Hover | undefined {
  const place = frontMatterAt(document, offset);
  if (place === undefined) return undefined;
  const word = document.text.slice(place.word.start, place.word.end);
  const record = keysAt(place.level).find((one) => one.key === word);
  return record && place.key === undefined ? { span: place.word, markdown: `**${word}**: ${describe(record)}` } : undefined;
}

function code(text: string): string {
  const mark = '`'.repeat(Math.max(1, ...[...text.matchAll(/`+/g)].map((match) => match[0].length + 1)));
  const inner = text.replace(/\s/g, ' ');
  return /^`|`$/.test(inner) ? `${mark} ${inner} ${mark}` : `${mark}${inner}${mark}`;
}
