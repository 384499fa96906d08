import picomatch from 'picomatch';
import { type Document, openDocument } from '../core/index.ts';
import type { Files } from './files.ts';

/** More files than any configuration includes. */
const most = 500;

/**
 * The files that a configuration file includes, and those that they include, as documents of `language`. A file under an `etc` folder is
 * taken for a host's tree: its absolute paths are looked up there. What cannot be read is left out.
 */
export async function readIncluded(files: Files, main: Document, language: string): Promise<readonly Document[]> {
  const found = new Map<string, Document>();
  const open = [main];
  const etc = main.path.lastIndexOf('/etc/');
  const root = etc === -1 ? '' : main.path.slice(0, etc);
  for (let document = open.shift(); document !== undefined && found.size < most; document = open.shift()) {
    const folder = document.path.slice(0, document.path.lastIndexOf('/') + 1);
    for (const { value } of document.units.flatMap(({ parsed }) => parsed.wants)) {
      for (const path of await expand(files, value.startsWith('/') ? root + value : folder + value)) {
        if (path === main.path || found.has(path)) continue;
        const read = await files.read(path);
        if ('trouble' in read) continue;
        const included = openDocument(path, read.text, { language });
        found.set(path, included);
        open.push(included);
      }
    }
  }
  return [...found.values()];
}

/** The paths that a path with `*`, `?` and `[...]` in its last parts stands for; a folder's files where it ends in a slash. */
async function expand(files: Files, path: string): Promise<readonly string[]> {
  const parts = (path.endsWith('/') ? `${path}*` : path).split('/').slice(1);
  let folders = [''];
  for (const [index, part] of parts.entries()) {
    if (!/[*?[]/.test(part)) {
      folders = folders.map((folder) => `${folder}/${part}`);
      continue;
    }
    const matches = picomatch(part, { dot: false });
    const next: string[] = [];
    for (const folder of folders) {
      for (const { name, kind } of (await files.list(folder === '' ? '/' : folder)) ?? [])
        if (matches(name) && (kind === 'file') === (index === parts.length - 1)) next.push(`${folder}/${name}`);
    }
    folders = next.slice(0, most);
  }
  return folders;
}
