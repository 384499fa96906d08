import { type Document, isMarkdownPath } from '../core/index.ts';
import type { Files } from '../host/files.ts';
import { boundedFiles } from '../host/bounded-files.ts';
import { followIncludes } from '../host/follow-includes.ts';
import { closedTrees, loadProject, presentMarkers } from '../host/load-project.ts';
import { walk } from '../host/walk.ts';
import { letGo } from './let-go.ts';

/** The bare configuration files of the workspace as they are on disk, and which of their trees are whole. */
export interface DiskIndex {
  readonly documents: ReadonlyMap<string, Document>;
  readonly closed: ReadonlySet<string>;
  /** The markers of languages that are there beside them. */
  readonly present: ReadonlySet<string>;
}

export const emptyIndex: DiskIndex = { documents: new Map(), closed: new Set(), present: new Set() };

/** Reads one file; undefined where it is none of ours. What did not change is not parsed again. */
export async function readDocument(files: Files, path: string, previous: Document | undefined): Promise<Document | undefined> {
  // A runbook speaks for itself alone, so only an open one is read.
  if (isMarkdownPath(path)) return undefined;
  // One that is read because another includes it has its language from there.
  const language = previous?.language;
  const { documents } = await loadProject({ files, wanted: [{ path, ...(language && { language }), ...(previous && { previous }) }] });
  const document = documents.get(path);
  return document?.ours === true ? document : undefined;
}

/** So many files are read side by side; the loop is let go between them. */
const AT_ONCE = 32;

/** Reads all files of `roots`, and lets the loop go again and again; undefined when `goOn` says no. */
export async function readIndex(
  files: Files,
  roots: readonly string[],
  before: DiskIndex,
  goOn: () => boolean,
): Promise<DiskIndex | undefined> {
  const documents = new Map<string, Document>();
  for (const root of roots) {
    const paths = await walk(files, root);
    for (let from = 0; from < paths.length; from += AT_ONCE) {
      const some = paths.slice(from, from + AT_ONCE);
      const read = await Promise.all(some.map((path) => readDocument(files, path, before.documents.get(path))));
      for (const [at, document] of read.entries()) if (document !== undefined) documents.set(some[at] as string, document);
      await letGo();
      if (!goOn()) return undefined;
    }
  }
  await followIncludes(files, documents, roots, before.documents);
  if (!goOn()) return undefined;
  const present = await presentMarkers(boundedFiles(files, roots), documents.values());
  return { documents, closed: closedTrees(documents, roots), present };
}

/** Whether two documents tell the rest of the project the same. */
export function tellsTheSame(a: Document | undefined, b: Document | undefined): boolean {
  const told = (document: Document | undefined): string =>
    JSON.stringify(document?.units.map(({ parsed }) => [parsed.facts, parsed.wants]) ?? []);
  return told(a) === told(b);
}
