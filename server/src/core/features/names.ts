import type { Fact } from '../facts.ts';
import { languageNamed } from '../languages/registry.ts';
import type { Project } from '../project.ts';
import { unitsInScope, unitsOfTree } from '../scope.ts';
import { type Span, touches } from '../text/span.ts';
import type { Unit } from '../unit.ts';
import { runbookNameAt, runbookNames } from './runbook-names.ts';
import { shellNameAt } from './shell-names.ts';
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
  /** Of which language and namespace it is; `runbook` for its own (`block`, `value`, `host`), `shell` for a step's (`variable`, `function`). */
  readonly language: string;
  readonly space: string;
  /** Names of the same kind in the same runbook: none of them can be the new name. */
  readonly taken?: ReadonlySet<string>;
}

/** Why `name` cannot be the new name of what was found, as a sentence without full stop; undefined where it can. */
export function nameTrouble(found: FoundName, name: string): string | undefined {
  const own = languageNamed(found.language)?.nameTrouble;
  if (own !== undefined) return own(found.space, name);
  if (found.language === 'shell' && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return `\`${name}\` cannot be a name in a shell: letters, digits and \`_\` were expected`;
  if (found.space === 'value' && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return `\`${name}\` cannot be the name of a value: letters, digits and \`_\` were expected`;
  if (name !== found.name && found.taken?.has(name) === true) return `\`${name}\` is taken already in this runbook`;
  return /^[^\s"'{}=,]+$/.test(name)
    ? undefined
    : `\`${name}\` cannot be a name here: blanks, quotes, braces, \`=\` and \`,\` are not allowed`;
}

/** The name at `offset` and everywhere that its scope speaks of it; undefined where no name stands. */
export function nameAt(project: Project, path: string, offset: number): FoundName | undefined {
  const own = runbookNameOf(project, path, offset);
  if (own !== undefined) return own;
  const place = unitAt(project, path, offset);
  const document = project.documents.get(path);
  if (place === undefined) return document && shellNameAt(document, offset);
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

function runbookNameOf(project: Project, path: string, offset: number): FoundName | undefined {
  const document = project.documents.get(path);
  const found = document && runbookNameAt(document, offset);
  if (document === undefined || found === undefined) return undefined;
  const places: NamePlace[] = [];
  const taken = new Set<string>();
  for (const { space, name, span, extent, defines } of runbookNames(document)) {
    if (space !== found.space) continue;
    taken.add(name);
    if (name === found.name) places.push({ file: path, span, extent, defines });
  }
  return { name: found.name, span: found.span, places, language: 'runbook', space: found.space, taken };
}
