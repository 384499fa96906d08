import type { Fact } from '../facts.ts';
import { languageNamed } from '../languages/registry.ts';
import type { Project } from '../project.ts';
import { unitsInScope, unitsOfTree } from '../scope.ts';
import { type Span, touches } from '../text/span.ts';
import type { Unit } from '../unit.ts';
import { unitAt } from './unit-at.ts';

/** A place of a name: its document and the span there. */
export interface NamePlace {
  readonly file: string;
  readonly span: Span;
  readonly extent: Span;
  readonly defines: boolean;
}

/** A name that was found, and all places of it. */
export interface FoundName {
  readonly name: string;
  readonly span: Span;
  readonly places: readonly NamePlace[];
  /** Of which language and namespace it is; the language is `runbook` for the name of a block. */
  readonly language: string;
  readonly space: string;
}

/** Why `name` cannot be the new name of what was found, as a sentence without full stop; undefined where it can. */
export function nameTrouble(found: FoundName, name: string): string | undefined {
  const own = languageNamed(found.language)?.nameTrouble;
  if (own !== undefined) return own(found.space, name);
  return /^[^\s"'{}=,]+$/.test(name)
    ? undefined
    : `\`${name}\` cannot be a name here: blanks, quotes, braces, \`=\` and \`,\` are not allowed`;
}

/** The name at `offset` and everywhere that its scope speaks of it; undefined where no name stands. */
export function nameAt(project: Project, path: string, offset: number): FoundName | undefined {
  const place = unitAt(project, path, offset);
  if (place === undefined) return blockNameAt(project, path, offset);
  const fact = place.unit.parsed.facts.find((candidate) => named.has(candidate.kind) && touches(candidate.span, place.offset));
  if (fact === undefined) return undefined;
  const units = fact.space === 'path' ? unitsOfTree(project, place.unit) : unitsInScope(project, place.unit);
  const places = units.flatMap((unit) => unit.parsed.facts.filter((other) => same(fact, other)).map((other) => placeOf(unit, other)));
  return { name: fact.name, span: place.unit.map.toDocument(fact.span), places, language: place.unit.language, space: fact.space };
}

/** The kinds of fact that name something; those of a file make its path a name that several languages share. */
const named: ReadonlySet<Fact['kind']> = new Set(['defines', 'uses', 'writesFile', 'rotatesFile']);

function same(a: Fact, b: Fact): boolean {
  return named.has(b.kind) && a.space === b.space && a.name === b.name;
}

function placeOf(unit: Unit, fact: Fact): NamePlace {
  return {
    file: unit.file,
    span: unit.map.toDocument(fact.span),
    extent: unit.map.toDocument(fact.extent ?? fact.span),
    defines: fact.kind !== 'uses',
  };
}

/** The attributes whose value is the name of a block. */
const references: readonly string[] = ['fixes', 'then', 'undoes', 'requires', 'when', 'reload'];

function blockNameAt(project: Project, path: string, offset: number): ReturnType<typeof nameAt> {
  const runbook = project.documents.get(path)?.runbook;
  if (runbook === undefined || project.documents.get(path)?.ours !== true) return undefined;
  const all: { name: string; place: NamePlace }[] = [];
  for (const block of runbook.blocks) {
    if (block.kind === 'plain') continue;
    for (const { key, valueSpan } of block.attributes) {
      if (valueSpan === undefined || (key !== 'name' && !references.includes(key))) continue;
      const source = runbook.text.slice(valueSpan.start, valueSpan.end);
      for (const match of source.matchAll(/[^",!\s]+/g)) {
        const span = { start: valueSpan.start + match.index, end: valueSpan.start + match.index + match[0].length };
        all.push({ name: match[0], place: { file: path, span, extent: key === 'name' ? block.span : span, defines: key === 'name' } });
      }
    }
  }
  const here = all.find(({ place }) => touches(place.span, offset));
  if (here === undefined) return undefined;
  const places = all.filter(({ name }) => name === here.name).map(({ place }) => place);
  return { name: here.name, span: here.place.span, places, language: 'runbook', space: 'block' };
}
