import type { Document } from './document.ts';
import { emptyInventory, type Inventory } from './inventory/inventory.ts';
import type { Place } from './places.ts';
import type { Settings } from './settings.ts';
import type { ShellCheckComments } from './shell/shellcheck.ts';

/** Everything that is known when something is judged: an immutable value. */
export interface Project {
  readonly documents: ReadonlyMap<string, Document>;
  /** Settings that hold for a document, by its path. */
  readonly settings: (path: string) => Settings;
  readonly inventory: Inventory;
  /** Paths of files whose whole include tree is loaded, so that a name found nowhere is an error. */
  readonly closed: ReadonlySet<string>;
  /** What stands at the paths that documents link to and that rules ask about; what is not in it is not known. */
  readonly places?: ReadonlyMap<string, Place>;
  /** What ShellCheck said of scripts; undefined where it was not asked. */
  readonly shellCheck?: ShellCheckComments;
  /** Those of the markers of languages that are there, as project paths. */
  readonly present: ReadonlySet<string>;
}

/** A project of nothing, with the settings' defaults. */
export const emptyProject: Project = {
  documents: new Map(),
  settings: () => ({}),
  inventory: emptyInventory,
  closed: new Set(),
  present: new Set(),
};

/** `project` with `document` in the place of the one with its path. */
export function withDocument(project: Project, document: Document): Project {
  return { ...project, documents: new Map(project.documents).set(document.path, document) };
}
