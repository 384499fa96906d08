import { fileTargets } from './file-targets.ts';
import { keysReadLate } from './keys-read-late.ts';
import { followedFiles } from './followed-files.ts';
import type { Parsed } from '../../unit.ts';
import type { Tree } from './syntax/tree.ts';

/** What rules ask about a host: the folders that files are written to, with those around them, the files that are followed, the keys that outputs read. */
export function asks({ tree }: Parsed<Tree>): readonly string[] {
  const out = new Set<string>();
  for (const { path } of fileTargets(tree)) {
    if (!path.startsWith('/')) continue;
    const folder = folderOf(path);
    out.add(folder);
    out.add(folderOf(folder));
  }
  for (const { path } of [...followedFiles(tree), ...keysReadLate(tree)]) out.add(path);
  return [...out];
}

/** The folder of an absolute path: `/` for what stands at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
