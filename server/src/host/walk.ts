import { isMarkdownPath, languageOfPath } from '../core/index.ts';
import type { Files } from './files.ts';

const skipped = new Set(['.git', 'node_modules', '.hg', '.svn', '.venv', 'dist']);

/** At most this many files of a tree are looked at. */
export const FILE_LIMIT = 10_000;

/** The paths under a folder that opsbook may judge: Markdown, and files of a config language; folders in order of name. */
export async function walk(files: Files, root: string): Promise<readonly string[]> {
  const out: string[] = [];
  const folders = [root.replace(/\/+$/, '')];
  for (let folder = folders.pop(); folder !== undefined && out.length < FILE_LIMIT; folder = folders.pop()) {
    const inner: string[] = [];
    for (const { name, kind } of (await files.list(folder === '' ? '/' : folder)) ?? []) {
      const path = `${folder}/${name}`;
      if (kind === 'folder') {
        if (!skipped.has(name)) inner.push(path);
      } else if (isMarkdownPath(path) || languageOfPath(path) !== undefined) out.push(path);
    }
    folders.push(...inner.reverse());
  }
  return out.slice(0, FILE_LIMIT).sort();
}
