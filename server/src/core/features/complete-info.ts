import { alwaysThere } from '../inventory/host-expression.ts';
import type { Completion } from '../language.ts';
import { languageNamed, languages } from '../languages/registry.ts';
import type { Project } from '../project.ts';
import { type AttributeRecord, attributeRecord, attributeTable } from '../runbook/attribute-table.ts';
import { stepLanguages, transcriptLanguages } from '../runbook/fence-languages.ts';
import type { ReadBlock, ReadRunbook } from '../runbook/parse-runbook.ts';
import { filledAttributes, namesOfValues } from '../runbook/value-names.ts';
import type { Span } from '../text/span.ts';
import { isJson, type JsonPlace, jsonPlace } from './json-place.ts';

/** What may stand at `offset` in the info string of a fence: languages, attributes, their values. */
export function completeInfo(project: Project, runbook: ReadRunbook, block: ReadBlock, offset: number): readonly Completion[] {
  const before = runbook.text.slice(block.infoSpan.start, offset);
  const brace = before.indexOf('{');
  if (brace === -1) return fenceLanguages(block, before, offset);
  const inside = before.slice(brace + 1);
  if (isJson(inside)) {
    const place = jsonPlace(inside);
    return place === undefined ? [] : completeJson(project, runbook, block, offset, place);
  }
  // In quotes blanks belong to the value.
  const quoted = /(?:^|\s)([\w-]+)="((?:[^"\\]|\\.)*)$/.exec(inside);
  const plain = /(?:^|\s)([\w-]+)=([^\s"]*)$/.exec(inside);
  const value = quoted ?? plain;
  if (value !== null) {
    const [, key = '', typed = ''] = value;
    const span = valueSpan(key, typed, offset);
    return valuesOf(project, runbook, block, key).map((label) => ({ label, kind: 'reference', span }));
  }
  const word = /[^\s{]*$/.exec(before)?.[0] ?? '';
  const present = new Set(block.attributes.map(({ key }) => key));
  const span: Span = { start: offset - word.length, end: offset };
  return keysFor(block, present, word).map((record) => ({
    ...described(record),
    insert: record.type === 'flag' ? `${record.key}=true` : `${record.key}=`,
    span,
  }));
}

/** The same where the attributes are a JSON object, as Runme writes them. A quote that stands behind the caret already is written over. */
function completeJson(project: Project, runbook: ReadRunbook, block: ReadBlock, offset: number, place: JsonPlace): readonly Completion[] {
  const { key, typed, open } = place;
  const end = open && runbook.text.charAt(offset) === '"' ? offset + 1 : offset;
  const quote = open ? '' : '"';
  if (key !== undefined) {
    const span = valueSpan(key, typed, offset);
    return valuesOf(project, runbook, block, key).map((label) => ({
      label,
      kind: 'reference',
      ...(open ? {} : { insert: label === 'true' || label === 'false' ? label : JSON.stringify(label) }),
      span,
    }));
  }
  const written = [...runbook.text.slice(block.infoSpan.start, block.infoSpan.end).matchAll(/"([\w-]+)"\s*:/g)].map(
    ([, name = '']) => name,
  );
  // Where the pair is whole already only its name is written anew.
  const whole = /^"?\s*:/.test(runbook.text.slice(offset, block.infoSpan.end));
  return keysFor(block, new Set(written), typed).map((record) => ({
    ...described(record),
    ...(whole
      ? { insert: open ? record.key : `"${record.key}"`, span: { start: offset - typed.length, end: offset } }
      : {
          insert: `${quote}${record.key}": ${record.type === 'flag' ? 'true' : '"$1"'}`,
          snippet: record.type !== 'flag',
          span: { start: offset - typed.length, end },
        }),
  }));
}

/** The piece of a value that completion writes anew: behind the last sign that joins several. */
function valueSpan(key: string, typed: string, offset: number): Span {
  const last = Math.max(typed.lastIndexOf(','), typed.lastIndexOf('!'), typed.lastIndexOf('&')) + 1;
  const dollar = filledAttributes.includes(key) ? typed.lastIndexOf('$') : -1;
  return { start: offset - typed.length + Math.max(last, dollar), end: offset };
}

function keysFor(block: ReadBlock, present: ReadonlySet<string>, word: string): readonly AttributeRecord[] {
  return attributeTable.filter(
    (record) => (block.kind === 'plain' || fits(block, record.on)) && (!present.has(record.key) || record.key === word),
  );
}

function described(record: AttributeRecord): Pick<Completion, 'label' | 'kind' | 'detail' | 'documentation'> {
  return {
    label: record.key,
    kind: 'property',
    detail: record.owner === 'runme' ? 'shared with Runme' : 'opsbook',
    documentation: record.description,
  };
}

/** A config block becomes a file block with `file=`, so what belongs there is offered too once that is said; `file` itself always. */
function fits(block: ReadBlock, on: readonly string[]): boolean {
  return on.includes(block.kind) || (on.includes('file') && on.length === 1 && block.kind !== 'transcript' && block.kind !== 'expectation');
}

function fenceLanguages(block: ReadBlock, before: string, offset: number): readonly Completion[] {
  if (/\s\S*$/.test(before.trimStart())) return [];
  const span: Span = { start: block.infoSpan.start + before.length - before.trimStart().length, end: offset };
  return [
    ...languages.map((language) => ({ label: language.id, detail: language.title })),
    ...Object.keys(stepLanguages).map((label) => ({ label, detail: 'step' })),
    ...transcriptLanguages.map((label) => ({ label, detail: 'transcript' })),
    { label: 'expect', detail: 'what the step above prints' },
  ].map((item) => ({ ...item, kind: 'keyword', span }));
}

const examples: Readonly<Record<string, readonly string[]>> = {
  duration: ['10s', '30s', '60s', '5m', '1h'],
  guard: ['60s', '90s', '5m', 'false'],
  mode: ['0644', '0640', '0600', '0755'],
  flag: ['true', 'false'],
  confirm: ['true'],
  validate: ['false'],
  expect: ['0', '0,1'],
  'on-failure': ['continue'],
};

function valuesOf(project: Project, runbook: ReadRunbook, block: ReadBlock, key: string): readonly string[] {
  const others = runbook.blocks.filter((other) => other !== block && other.explicitName && other.kind !== 'plain');
  const names = (fit: (other: ReadBlock) => boolean): string[] => others.filter(fit).map(({ name }) => name);
  const filled = filledAttributes.includes(key) ? [...namesOfValues(runbook)].map((name) => `$${name}`) : [];
  const { hosts, groups } = project.inventory;
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
      return [...alwaysThere, ...hosts.keys(), ...[...groups.keys()].map((group) => `@${group}`), ...filled];
    case 'sudo':
      return ['true', 'false'];
    case 'user':
    case 'owner':
    case 'group':
      return [
        'root',
        ...new Set(
          runbook.blocks
            .flatMap(({ options }) => [options.user, options.owner, options.group])
            .filter((name) => name !== undefined && name !== 'root') as string[],
        ),
        ...filled,
      ];
    case 'file':
      return [...places(block), ...filled];
    case 'interpreter':
      return [...new Set(Object.values(stepLanguages).filter((program) => program !== ''))];
    case 'promptEnv':
      return ['auto', 'always', 'no'];
    default:
      return [...(examples[attributeRecord(key)?.type ?? ''] ?? []), ...filled];
  }
}

/** Paths at which the block's language is read; folders end with a slash. */
function places(block: ReadBlock): readonly string[] {
  return (languageNamed(block.language)?.paths ?? [])
    .filter((glob) => glob.startsWith('**/'))
    .map((glob) => `/etc/${glob.slice(3).replace(/\*.*$/, '')}`);
}
