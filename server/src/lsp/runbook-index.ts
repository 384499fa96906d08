import { type Document, isMarkdownPath, openDocument } from '../core/index.ts';
import type { Files } from '../host/files.ts';
import { sideBySide } from '../host/side-by-side.ts';
import { walk } from '../host/walk.ts';
import { letGo } from './let-go.ts';

/** Every Markdown file of `roots` as a document, runbook or not; what did not change is not parsed again, and the loop is let go between files. */
export async function readRunbooks(
  files: Files,
  roots: readonly string[],
  before: ReadonlyMap<string, Document>,
  named: (path: string) => boolean,
): Promise<ReadonlyMap<string, Document>> {
  const documents = new Map<string, Document>();
  for (const root of roots) {
    const paths = (await walk(files, root)).filter(isMarkdownPath);
    const texts = await sideBySide(paths, (path) => files.read(path));
    for (const [at, path] of paths.entries()) {
      const read = texts[at];
      if (read === undefined || !('text' in read)) continue;
      const previous = before.get(path);
      documents.set(path, previous?.text === read.text ? previous : openDocument(path, read.text, { named: named(path) }));
      await letGo();
    }
  }
  return documents;
}
