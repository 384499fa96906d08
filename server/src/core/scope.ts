import { rootOf } from './host-root.ts';
import type { ScopedFact } from './language.ts';
import type { Document } from './document.ts';
import { familyOf } from './languages/registry.ts';
import type { Project } from './project.ts';
import { mayMeet } from './runbook/host-places.ts';
import type { Unit } from './unit.ts';

/** At most this many bare files are judged together: each looks at all the others, and no host reads more. Of more, each is judged by itself. */
const MOST = 1000;

/** The units that are judged together with `unit`, itself first. */
export function unitsInScope(project: Project, unit: Unit): readonly Unit[] {
  const document = project.documents.get(unit.file);
  if (unit.block !== undefined) return document?.runbook === undefined ? [unit] : [unit, ...blocksInScope(project, document, unit)];
  if (unit.path === undefined) return [unit];
  const together = treesOf(project.documents).get(treeKey(unit)) ?? [];
  return together.length > MOST ? [unit] : [unit, ...together.filter((other) => other !== unit)];
}

/** The bare files of a project by the tree that they lie in; made once for each project's documents, which never change. */
const trees = new WeakMap<Project['documents'], ReadonlyMap<string, readonly Unit[]>>();

function treesOf(documents: Project['documents']): ReadonlyMap<string, readonly Unit[]> {
  const known = trees.get(documents);
  if (known !== undefined) return known;
  const out = new Map<string, Unit[]>();
  for (const { units } of documents.values()) {
    for (const unit of units) {
      if (unit.block !== undefined) continue;
      const key = treeKey(unit);
      const together = out.get(key);
      if (together === undefined) out.set(key, [unit]);
      else together.push(unit);
    }
  }
  trees.set(documents, out);
  return out;
}

/** Units of one key are read by one daemon: those of a family in the same mirrored root, or in the same folder where there is none. */
function treeKey({ language, file }: Unit): string {
  const root = rootOf(file);
  return `${familyOf(language)}\n${root === undefined ? `in ${folderOf(file) ?? `\n${file}`}` : `below ${root}`}`;
}

/** At most this many blocks on each side of one are judged with it, so that a runbook of thousands of them takes no time of its square. */
const NEIGHBOURS = 250;

/**
 * The blocks of a runbook that the daemon of `unit` reads together with it: those in its folder, and where both lie under `/etc` all of its
 * language. Two versions of one file are never there at once, and blocks for other hosts are somebody else's. Of very many the nearest.
 */
function blocksInScope(project: Project, document: Document, unit: Unit): readonly Unit[] {
  const { runbook, units } = document;
  const { path } = unit;
  const block = runbook?.blocks[unit.block ?? -1];
  const { places, positions } = placesOf(document);
  const own = positions.get(unit) ?? -1;
  const place = places[own];
  if (path === undefined || runbook === undefined || block === undefined || place === undefined) return [];
  const { family, folder, inEtc } = place;
  const together = (at: number): boolean => {
    const theirs = places[at];
    if (theirs === undefined || theirs.family !== family || (theirs.folder !== folder && !(theirs.inEtc && inEtc))) return false;
    const other = units[at] as Unit;
    const candidate = runbook.blocks[other.block ?? -1];
    if (candidate === undefined) return false;
    if (other.path === path && block.options.part !== true && candidate.options.part !== true) return false;
    return mayMeet(runbook, block, candidate, project.inventory);
  };
  const above: Unit[] = [];
  for (let at = own - 1; at >= 0 && above.length < NEIGHBOURS; at--) if (together(at)) above.push(units[at] as Unit);
  const below: Unit[] = [];
  for (let at = own + 1; at < units.length && below.length < NEIGHBOURS; at++) if (together(at)) below.push(units[at] as Unit);
  return [...above.reverse(), ...below];
}

/** Where the file of a block lies. */
interface Place {
  readonly family: string;
  readonly folder: string | undefined;
  readonly inEtc: boolean;
}

/** The places of a document's units, in their order; undefined for one without a path. */
interface Places {
  readonly places: readonly (Place | undefined)[];
  readonly positions: ReadonlyMap<Unit, number>;
}

/** Found once for a document, since each block looks at hundreds of others. */
const known = new WeakMap<Document, Places>();

function placesOf(document: Document): Places {
  const found = known.get(document);
  if (found !== undefined) return found;
  const places = document.units.map(({ path, language }) =>
    path === undefined ? undefined : { family: familyOf(language), folder: folderOf(path), inEtc: path.startsWith('/etc/') },
  );
  const made = { places, positions: new Map(document.units.map((unit, at) => [unit, at])) };
  known.set(document, made);
  return made;
}

/** The units of every language that speak of the same host's files as `unit`: a document's blocks, or the bare files of its tree. */
export function unitsOfTree(project: Project, unit: Unit): readonly Unit[] {
  if (unit.block !== undefined) return project.documents.get(unit.file)?.units ?? [unit];
  return [...project.documents.values()]
    .flatMap(({ units }) => units)
    .filter((other) => other === unit || (other.block === undefined && sameTree(unit.file, other.file)));
}

/** What all units in scope tell. */
export function factsInScope(project: Project, unit: Unit): readonly ScopedFact[] {
  const units = unitsInScope(project, unit);
  if (units.length === 1) return scoped(unit, true);
  const out: ScopedFact[] = [];
  for (const other of units) for (const one of other === unit ? scoped(unit, true) : toldToOthers(other)) out.push(one);
  return out;
}

/** What units tell the others, made once for all of them. */
const told = new WeakMap<Unit, readonly ScopedFact[]>();

function toldToOthers(unit: Unit): readonly ScopedFact[] {
  const known = told.get(unit) ?? scoped(unit, false);
  told.set(unit, known);
  return known;
}

function scoped({ parsed, file }: Unit, own: boolean): readonly ScopedFact[] {
  return parsed.facts.map((fact) => ({ fact, file, own }));
}

function folderOf(path: string | undefined): string | undefined {
  return path?.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined;
}

/** Two bare files are read by one daemon when they lie in the same mirrored root, or in the same folder where there is none. */
function sameTree(a: string, b: string): boolean {
  const root = rootOf(a);
  return root === undefined ? rootOf(b) === undefined && folderOf(a) !== undefined && folderOf(a) === folderOf(b) : root === rootOf(b);
}
