import { isMarkdownPath, languageOfPath, mayHoldLanguage } from '../core/index.ts';
import type { Files } from './files.ts';
import { sideBySide } from './side-by-side.ts';
import { type IgnoreRule, isIgnored, rulesAbove, rulesIn } from './ignore-rules.ts';

const skipped = new Set(['.git', 'node_modules', '.hg', '.svn', '.venv']);

/** At most this many files of a tree are looked at. */
export const FILE_LIMIT = 10_000;

interface Folder {
  readonly path: string;
  readonly rules: readonly IgnoreRule[];
}

/**
 * The paths under a folder that opsbook may judge: Markdown, and files of a config language; sorted. What .gitignore and .opsbookignore leave
 * out is left out, unless `all`. At most `FILE_LIMIT`: where there are that many, there may be more.
 */
export async function walk(files: Files, root: string, all = false): Promise<readonly string[]> {
  const out: string[] = [];
  const top = root.replace(/\/+$/, '');
  const look = async (folder: Folder): Promise<readonly Folder[]> => {
    if (out.length >= FILE_LIMIT) return [];
    const entries = (await files.list(folder.path === '' ? '/' : folder.path)) ?? [];
    const names = entries.map(({ name }) => name);
    const rules = all ? [] : [...folder.rules, ...(await rulesIn(files, folder.path, names))];
    const inner: Folder[] = [];
    for (const { name, kind } of entries) {
      const path = `${folder.path}/${name}`;
      if (isIgnored(rules, path, kind === 'folder')) continue;
      if (kind === 'folder') {
        if (!skipped.has(name)) inner.push({ path, rules });
      } else if (isMarkdownPath(path) || languageOfPath(path) !== undefined || mayHoldLanguage(path)) out.push(path);
    }
    return inner;
  };
  let folders: readonly Folder[] = [{ path: top, rules: all ? [] : await rulesAbove(files, top) }];
  // Folders of one depth are looked at side by side.
  while (folders.length > 0 && out.length < FILE_LIMIT) folders = (await sideBySide(folders, look)).flat();
  return out.sort().slice(0, FILE_LIMIT);
}
