import { type Document, type DocumentOptions, markersOf, openDocument, type Project, type Settings } from '../core/index.ts';
import { type Configuration, noConfiguration } from './configuration.ts';
import type { Files, ReadResult } from './files.ts';
import { followIncludes } from './follow-includes.ts';
import { linkPlaces } from './link-places.ts';
import { sideBySide } from './side-by-side.ts';
import { mergeSettings } from './merge-settings.ts';

/** A file that could not be judged, and why. */
export interface LoadTrouble {
  readonly path: string;
  readonly message: string;
}

/** A file to be loaded. */
export interface WantedFile extends DocumentOptions {
  readonly path: string;
  /** Its text where it is known already (standard input, an open editor). */
  readonly text?: string;
}

/** What is to be loaded, and how it is judged. */
export interface LoadRequest {
  readonly files: Files;
  readonly wanted: readonly WantedFile[];
  /** What opsbook.yaml says of a file; nothing if absent. */
  readonly configurationFor?: (path: string) => Promise<Configuration>;
  /** Folders whose files are all wanted: a daemon's tree inside of one is judged as a whole. */
  readonly trees?: readonly string[];
  /** Settings that win over opsbook.yaml's (`--set`). */
  readonly settings?: Settings;
}

/** So many files are read at once: one after the other each would wait for the disk. */
const AT_ONCE = 64;

/** What was loaded. */
export interface LoadedProject {
  readonly documents: ReadonlyMap<string, Document>;
  /** The project as the opsbook.yaml of a path has it; `documents` in the place of what was loaded. */
  readonly projectFor: (path: string, documents?: ReadonlyMap<string, Document>) => Project;
  /** The configurations that were met, each once. */
  readonly configurations: readonly Configuration[];
  readonly troubles: readonly LoadTrouble[];
}

/** Loads the wanted files, and inside of the trees what they include; a wanted one that cannot be read is left out and told. */
export async function loadProject(request: LoadRequest): Promise<LoadedProject> {
  const documents = new Map<string, Document>();
  const configurations = new Map<string, Configuration>();
  const troubles: LoadTrouble[] = [];
  for (let from = 0; from < request.wanted.length; from += AT_ONCE) {
    const some = request.wanted.slice(from, from + AT_ONCE);
    const texts = await Promise.all(some.map(async ({ path, text }) => (text === undefined ? request.files.read(path) : { text })));
    for (const [i, { path, text: _, ...options }] of some.entries()) {
      const configuration = (await request.configurationFor?.(path)) ?? noConfiguration;
      configurations.set(path, configuration);
      const read = texts[i] as ReadResult;
      if ('trouble' in read) troubles.push({ path, message: read.message });
      else documents.set(path, openDocument(path, read.text, configuration.includes(path) ? { ...options, named: true } : options));
    }
  }
  await followIncludes(request.files, documents, request.trees ?? []);
  const settings = (path: string): Settings =>
    mergeSettings((configurations.get(path) ?? noConfiguration).settingsFor(path), request.settings ?? {});
  const closed = closedTrees(documents, request.trees ?? []);
  const places = await linkPlaces(request.files, [...documents.values()]);
  const present = await presentMarkers(request.files, documents.values());
  return {
    documents,
    projectFor: (path, now = documents) => ({
      documents: now,
      settings,
      inventory: (configurations.get(path) ?? noConfiguration).inventory,
      closed,
      places,
      present,
    }),
    configurations: [...new Set(configurations.values())],
    troubles,
  };
}

/** Those of the markers of the documents' languages that are there beside them. */
export async function presentMarkers(files: Files, documents: Iterable<Document>): Promise<ReadonlySet<string>> {
  const targets = new Set<string>();
  for (const { path, language } of documents) for (const { target } of markersOf(language, path)) targets.add(target);
  const there = await sideBySide(targets, (target) => files.kindOf(target));
  return new Set([...targets].filter((_, at) => there[at] !== undefined));
}

/** A daemon's tree is closed when it was wanted as a whole and its main file is there: then everything that it includes is too. */
export function closedTrees(documents: ReadonlyMap<string, Document>, trees: readonly string[]): ReadonlySet<string> {
  const closed = new Set<string>();
  for (const [path, document] of documents) {
    const etc = path.lastIndexOf('/etc/');
    if (etc === -1 || document.runbook !== undefined) continue;
    const root = `${path.slice(0, etc)}/etc`;
    const main = !path
      .slice(etc + 5)
      .replace(/^network\//, '')
      .includes('/');
    if (!main || !trees.some((tree) => `${root}/`.startsWith(`${tree}/`))) continue;
    for (const [other, candidate] of documents)
      if (candidate.language === document.language && other.startsWith(`${root}/`)) closed.add(other);
  }
  return closed;
}
