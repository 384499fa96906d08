import ignore, { type Ignore } from 'ignore';
import { isMarkdownPath, languageOfPath } from '../core/index.ts';
import type { Files } from './files.ts';

const skipped = new Set(['.git', 'node_modules', '.hg', '.svn', '.venv']);

/** Files whose lines say what is left out, in each folder; the syntax is gitignore(5). */
const ignoreFiles = ['.gitignore', '.opsbookignore'];

/** At most this many files of a tree are looked at. */
const FILE_LIMIT = 10_000;

interface Folder {
  readonly path: string;
  readonly rules: readonly { readonly base: string; readonly ignore: Ignore }[];
}

/**
 * The paths under a folder that opsbook may judge: Markdown, and files of a config language; sorted. What .gitignore and .opsbookignore leave
 * out is left out, unless `all`.
 */
export async function walk(files: Files, root: string, all = false): Promise<readonly string[]> {
  const out: string[] = [];
  const folders: Folder[] = [{ path: root.replace(/\/+$/, ''), rules: [] }];
  for (let folder = folders.pop(); folder !== undefined && out.length < FILE_LIMIT; folder = folders.pop()) {
    const entries = (await files.list(folder.path === '' ? '/' : folder.path)) ?? [];
    const rules = all
      ? []
      : [
          ...folder.rules,
          ...(await rulesIn(
            files,
            folder.path,
            entries.map(({ name }) => name),
          )),
        ];
    const inner: Folder[] = [];
    for (const { name, kind } of entries) {
      const path = `${folder.path}/${name}`;
      const inFolder = kind === 'folder';
      if (rules.some(({ base, ignore: own }) => own.ignores(path.slice(base.length + 1) + (inFolder ? '/' : '')))) continue;
      if (inFolder) {
        if (!skipped.has(name)) inner.push({ path, rules });
      } else if (isMarkdownPath(path) || languageOfPath(path) !== undefined) out.push(path);
    }
    folders.push(...inner.reverse());
  }
  return out.slice(0, FILE_LIMIT).sort();
}

async function rulesIn(files: Files, base: string, names: readonly string[]): Promise<Folder['rules']> {
  const rules: Folder['rules'][number][] = [];
  for (const name of ignoreFiles) {
    const read = names.includes(name) ? await files.read(`${base}/${name}`) : undefined;
    if (read !== undefined && 'text' in read) rules.push({ base, ignore: ignore().add(read.text) });
  }
  return rules;
}
