import type { Fact } from '../facts.ts';
import type { Project } from '../project.ts';
import { unitsInScope } from '../scope.ts';
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

/** The name at `offset` and everywhere that its scope speaks of it; undefined where no name stands. */
export function nameAt(
  project: Project,
  path: string,
  offset: number,
): { readonly name: string; readonly span: Span; readonly places: readonly NamePlace[] } | undefined {
  const place = unitAt(project, path, offset);
  if (place === undefined) return blockNameAt(project, path, offset);
  const fact = place.unit.parsed.facts.find(
    (candidate) => (candidate.kind === 'defines' || candidate.kind === 'uses') && touches(candidate.span, place.offset),
  );
  if (fact === undefined) return undefined;
  const places = unitsInScope(project, place.unit).flatMap((unit) =>
    unit.parsed.facts.filter((other) => same(fact, other)).map((other) => placeOf(unit, other)),
  );
  return { name: fact.name, span: place.unit.map.toDocument(fact.span), places };
}

function same(a: Fact, b: Fact): boolean {
  return (b.kind === 'defines' || b.kind === 'uses') && a.space === b.space && a.name === b.name;
}

function placeOf(unit: Unit, fact: Fact): NamePlace {
  return {
    file: unit.file,
    span: unit.map.toDocument(fact.span),
    extent: unit.map.toDocument(fact.extent ?? fact.span),
    defines: fact.kind === 'defines',
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
  return { name: here.name, span: here.place.span, places: all.filter(({ name }) => name === here.name).map(({ place }) => place) };
}
