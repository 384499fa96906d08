import type { Completion } from '../language.ts';
import { languageNamed, languages } from '../languages/registry.ts';
import { alwaysThere } from '../inventory/host-expression.ts';
import type { Project } from '../project.ts';
import { attributeRecord, attributeTable } from '../runbook/attribute-table.ts';
import { stepLanguages } from '../runbook/fence-languages.ts';
import type { ReadBlock, ReadRunbook } from '../runbook/parse-runbook.ts';
import type { Span } from '../text/span.ts';
import { infoAt } from './block-at.ts';
import { featureContext, unitAt } from './unit-at.ts';

/** What may stand at `offset`, with spans of the document; empty where nothing is known. */
export function complete(project: Project, path: string, offset: number): readonly Completion[] {
  const document = project.documents.get(path);
  if (document === undefined || !document.ours) return [];
  const place = unitAt(project, path, offset);
  if (place !== undefined) {
    const found = languageNamed(place.unit.language)?.complete?.(featureContext(project, place)) ?? [];
    return found.map((item) => (item.span === undefined ? item : { ...item, span: place.unit.map.toDocument(item.span) }));
  }
  const info = infoAt(document, offset);
  return info === undefined || document.runbook === undefined ? [] : inInfo(project, document.runbook, info.block, document.text, offset);
}

function inInfo(project: Project, runbook: ReadRunbook, block: ReadBlock, text: string, offset: number): readonly Completion[] {
  const before = text.slice(block.infoSpan.start, offset);
  const brace = before.indexOf('{');
  if (brace === -1) {
    if (/\s\S*$/.test(before.trimStart())) return [];
    const span: Span = { start: block.infoSpan.start, end: offset };
    return [
      ...languages.map((language) => ({ label: language.id, detail: language.title })),
      ...Object.keys(stepLanguages).map((label) => ({ label, detail: 'step' })),
    ].map((item) => ({
      ...item,
      kind: 'keyword' as const,
      span,
    }));
  }
  const word = /[^\s{]*$/.exec(before)?.[0] ?? '';
  const equals = word.indexOf('=');
  if (equals === -1) {
    const present = new Set(block.attributes.map(({ key }) => key));
    const span: Span = { start: offset - word.length, end: offset };
    return attributeTable
      .filter((record) => (block.kind === 'plain' || record.on.includes(block.kind)) && (!present.has(record.key) || record.key === word))
      .map((record) => ({
        label: record.key,
        kind: 'property' as const,
        detail: record.owner === 'runme' ? 'shared with Runme' : 'opsbook',
        documentation: record.description,
        insert: record.type === 'flag' ? `${record.key}=true` : `${record.key}=`,
        span,
      }));
  }
  const values = valuesOf(project, runbook, block, word.slice(0, equals));
  const typed = word.slice(equals + 1);
  const last = Math.max(typed.lastIndexOf(','), typed.lastIndexOf('!'), typed.startsWith('"') ? 0 : -1) + 1;
  const span: Span = { start: offset - typed.length + last, end: offset };
  return values.map((label) => ({ label, kind: 'reference' as const, span }));
}

function valuesOf(project: Project, runbook: ReadRunbook, block: ReadBlock, key: string): readonly string[] {
  const others = runbook.blocks.filter((other) => other !== block && other.explicitName && other.kind !== 'plain');
  const names = (fits: (other: ReadBlock) => boolean): string[] => others.filter(fits).map(({ name }) => name);
  switch (key) {
    case 'fixes':
    case 'then':
      return names((other) => other.options.check === true);
    case 'reload':
      return names((other) => other.kind === 'step');
    case 'requires':
    case 'undoes':
      return names(() => true);
    case 'when':
      return names((other) => other.options.check === true || other.kind === 'file');
    case 'hosts':
    case 'at':
      return [...alwaysThere, ...project.inventory.hosts.keys(), ...[...project.inventory.groups.keys()].map((group) => `@${group}`)];
    case 'on-failure':
      return ['continue'];
    default:
      return attributeRecord(key)?.type === 'flag' ? ['true', 'false'] : [];
  }
}
