import { anchorsOfText, type Document, fileLinks, isMarkdownPath, type Place } from '../core/index.ts';
import type { Files } from './files.ts';
import { sideBySide } from './side-by-side.ts';
import { askedPlaces } from './asked-places.ts';

/**
 * What stands at the paths that the runbooks among `documents` link to, and that the rules of the others ask about: each is looked at once, and only a Markdown file of whose anchors one
 * is named is read. Where `inside` says no, nothing is looked at, and the path is not in the answer. A path that a site's generator
 * would answer (`page` for `page.md`, a folder for its `index.md`) is there.
 */
export async function linkPlaces(
  files: Files,
  documents: readonly Document[],
  inside: (path: string) => boolean = () => true,
): Promise<ReadonlyMap<string, Place>> {
  const wanted = new Map<string, boolean>();
  for (const document of documents)
    for (const { path, anchor } of fileLinks(document))
      if (path !== document.path && inside(path)) wanted.set(path, wanted.get(path) === true || anchor !== undefined);
  const places = new Map<string, Place>();
  for (const [path, place] of await sideBySide(wanted, async ([path, anchors]) => [path, await placeOf(files, path, anchors)] as const))
    places.set(path, place);
  for (const [path, place] of await askedPlaces(files, documents, inside)) places.set(path, place);
  return places;
}

async function placeOf(files: Files, path: string, anchors: boolean): Promise<Place> {
  const kind = await files.kindOf(path);
  if (kind === undefined) {
    for (const other of [`${path}.md`, path.replace(/\.html?$/, '.md'), path.replace(/\/index\.html?$/, '.md')])
      if (other !== path && (await files.kindOf(other)) === 'file') return { kind: 'file' };
    return { kind: 'missing' };
  }
  if (kind === 'folder' || !anchors || !isMarkdownPath(path)) return { kind };
  const read = await files.read(path);
  return 'text' in read ? { kind, anchors: anchorsOfText(read.text) } : { kind };
}
