import type { Fact } from '../facts.ts';
import type { Project } from '../project.ts';
import { unitsInScope } from '../scope.ts';
import { contains, type Span, touches } from '../text/span.ts';
import type { Unit } from '../unit.ts';
import { unitAt } from './unit-at.ts';

/** A ruleset, or the input or file that hands messages to one; spans are the document's. */
export interface CallItem {
  readonly name: string;
  readonly detail?: string;
  readonly file: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** One end of calls, and the places of them in the caller's document. */
export interface CallEnd {
  readonly item: CallItem;
  readonly places: readonly Span[];
}

const space = 'rsyslog.ruleset';

/** The ruleset whose name stands at `offset`, defined or called; undefined where none is. */
export function callItemAt(project: Project, path: string, offset: number): CallItem | undefined {
  const place = unitAt(project, path, offset);
  const fact = place?.unit.parsed.facts.find((one) => one.space === space && touches(one.span, place.offset));
  return place && fact && definition(project, place.unit, fact.name);
}

/** Who hands messages to a ruleset. */
export function callersOf(project: Project, item: CallItem): readonly CallEnd[] {
  const ends = new Map<string, { item: CallItem; places: Span[] }>();
  for (const { unit, fact } of uses(project, item)) {
    if (fact.name !== item.name) continue;
    const caller = rulesetAround(unit, fact) ?? outside(project, unit, fact);
    const key = `${caller.file}:${caller.nameSpan.start}`;
    const end = ends.get(key) ?? { item: caller, places: [] };
    end.places.push(unit.map.toDocument(fact.span));
    ends.set(key, end);
  }
  return [...ends.values()];
}

/** The rulesets that a ruleset calls. */
export function calleesOf(project: Project, item: CallItem): readonly CallEnd[] {
  const ends = new Map<string, { item: CallItem; places: Span[] }>();
  for (const { unit, fact } of uses(project, item)) {
    const place = unit.map.toDocument(fact.span);
    if (unit.file !== item.file || !contains(item.span, place)) continue;
    const callee = definition(project, unit, fact.name);
    if (callee === undefined) continue;
    const end = ends.get(fact.name) ?? { item: callee, places: [] };
    end.places.push(place);
    ends.set(fact.name, end);
  }
  return [...ends.values()];
}

function unitOf(project: Project, item: CallItem): Unit | undefined {
  return unitAt(project, item.file, item.nameSpan.start)?.unit;
}

function* uses(project: Project, item: CallItem): Iterable<{ readonly unit: Unit; readonly fact: Fact }> {
  const own = unitOf(project, item);
  for (const unit of own === undefined ? [] : unitsInScope(project, own))
    for (const fact of unit.parsed.facts) if (fact.kind === 'uses' && fact.space === space) yield { unit, fact };
}

function definition(project: Project, from: Unit, name: string): CallItem | undefined {
  for (const unit of unitsInScope(project, from)) {
    const fact = unit.parsed.facts.find((one) => one.kind === 'defines' && one.space === space && one.name === name);
    if (fact !== undefined) return itemOf(unit, fact);
  }
  return undefined;
}

function itemOf(unit: Unit, { name, span, extent }: Fact): CallItem {
  return { name, detail: 'ruleset', file: unit.file, span: unit.map.toDocument(extent ?? span), nameSpan: unit.map.toDocument(span) };
}

function rulesetAround(unit: Unit, use: Fact): CallItem | undefined {
  const around = unit.parsed.facts.find(
    (one) =>
      one.kind === 'defines' && one.space === space && one.extent !== undefined && contains(one.extent, use.span) && one.span !== use.span,
  );
  return around && itemOf(unit, around);
}

/** An input or directive that stands in no ruleset: its own text is its name. */
function outside(project: Project, unit: Unit, use: Fact): CallItem {
  const extent = unit.map.toDocument(use.extent ?? use.span);
  const text = project.documents.get(unit.file)?.text.slice(extent.start, extent.end).split('\n', 1)[0] ?? use.name;
  return { name: text.length > 60 ? `${text.slice(0, 57)}...` : text, file: unit.file, span: extent, nameSpan: extent };
}
