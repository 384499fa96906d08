import { rootOf } from './host-root.ts';
import type { ScopedFact } from './language.ts';
import { familyOf } from './languages/registry.ts';
import type { Project } from './project.ts';
import type { Unit } from './unit.ts';

/** The units that are judged together with `unit`, itself first. */
export function unitsInScope(project: Project, unit: Unit): readonly Unit[] {
  const document = project.documents.get(unit.file);
  const others: Unit[] = [];
  const family = familyOf(unit.language);
  if (unit.block !== undefined) {
    const folder = folderOf(unit.path);
    if (folder === undefined || document === undefined) return [unit];
    for (const other of document.units) {
      if (other !== unit && familyOf(other.language) === family && folderOf(other.path) === folder) others.push(other);
    }
    return [unit, ...others];
  }
  if (unit.path === undefined) return [unit];
  for (const candidate of project.documents.values()) {
    for (const other of candidate.units) {
      if (other === unit || other.block !== undefined || familyOf(other.language) !== family) continue;
      if (sameTree(unit.file, other.file)) others.push(other);
    }
  }
  return [unit, ...others];
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
  return unitsInScope(project, unit).flatMap((other) =>
    other.parsed.facts.map((fact) => ({ fact, file: other.file, own: other === unit })),
  );
}

function folderOf(path: string | undefined): string | undefined {
  return path?.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined;
}

/** Two bare files are read by one daemon when they lie in the same mirrored root, or in the same folder where there is none. */
function sameTree(a: string, b: string): boolean {
  const root = rootOf(a);
  return root === undefined ? rootOf(b) === undefined && folderOf(a) !== undefined && folderOf(a) === folderOf(b) : root === rootOf(b);
}
