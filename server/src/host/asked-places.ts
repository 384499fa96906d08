import { askedOfHost, type Document, type Place } from '../core/index.ts';
import type { Files } from './files.ts';
import { sideBySide } from './side-by-side.ts';

/** At most this many paths are looked at for one document: each keystroke asks anew. */
const MOST = 50;

/**
 * What stands on a host at the paths that the rules of `documents` ask about. Nothing is told where `inside` says no or a folder cannot be
 * listed, and in a tree that mirrors a host's root nothing is missing whose surroundings (`/var/log`, say) the tree does not hold:
 * it is but a part of the host. Rights are told of this machine alone.
 */
export async function askedPlaces(
  files: Files,
  documents: readonly Document[],
  inside: (path: string) => boolean,
): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  for (const document of documents) {
    const asked = askedOfHost(document);
    if (asked === undefined) continue;
    const targets = asked.targets.slice(0, MOST).filter((path) => !places.has(path) && inside(path));
    const found = await sideBySide(targets, async (path): Promise<Place | undefined> => {
      const kind = await files.kindOf(path);
      if (kind === undefined) return (await isMissing(files, path, asked.root, inside)) ? { kind: 'missing' } : undefined;
      const rights = asked.root === '' ? await files.rightsOf?.(path) : undefined;
      return { kind, ...(rights && { rights }) };
    });
    for (const [at, place] of found.entries()) if (place !== undefined) places.set(targets[at] as string, place);
  }
  return places;
}

/** Whether the nearest folder above that is there says that there is nothing. */
async function isMissing(files: Files, path: string, root: string, inside: (path: string) => boolean): Promise<boolean> {
  for (let at = path.lastIndexOf('/'); at > root.length; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at);
    if (!inside(folder)) return false;
    const kind = await files.kindOf(folder);
    if (kind === undefined) continue;
    const depth = folder.slice(root.length).split('/').length - 1;
    return kind === 'folder' && (root === '' || depth > 1) && (await files.list(folder)) !== undefined;
  }
  return root === '' && inside('/') && (await files.list('/')) !== undefined;
}
