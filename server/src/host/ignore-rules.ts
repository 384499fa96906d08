import ignore, { type Ignore } from 'ignore';
import type { Files } from './files.ts';
import { foldersAbove } from './folders-above.ts';
import { sideBySide } from './side-by-side.ts';

/** Files whose lines say what is left out, in each folder; the syntax is gitignore(5). */
const ignoreFiles = ['.gitignore', '.opsbookignore'];

/** What one file says of the paths below its folder. */
export interface IgnoreRule {
  readonly base: string;
  readonly ignore: Ignore;
}

/** The rules of one folder; `names` are its entries. */
export async function rulesIn(files: Files, base: string, names: readonly string[]): Promise<readonly IgnoreRule[]> {
  const rules: IgnoreRule[] = [];
  for (const name of ignoreFiles) {
    const read = names.includes(name) ? await files.read(`${base}/${name}`) : undefined;
    if (read !== undefined && 'text' in read) rules.push({ base, ignore: ignore().add(read.text) });
  }
  return rules;
}

/** The rules of the folders above `folder`, up to the top of its git repository; none where it is in no repository. */
export async function rulesAbove(files: Files, folder: string): Promise<readonly IgnoreRule[]> {
  const above = foldersAbove(folder);
  const repositories = await sideBySide(above, (at) => files.kindOf(`${at}/.git`));
  const top = repositories.findIndex((found) => found !== undefined);
  const rules = await sideBySide(above.slice(1, top + 1).reverse(), (at) => rulesIn(files, at, ignoreFiles));
  return rules.flat();
}

/** Whether the rules leave out a path; git's way, a folder that is left out takes all in it with it. */
export function isIgnored(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
  return rules.some(({ base, ignore: own }) => own.ignores(path.slice(base.length + 1) + (isFolder ? '/' : '')));
}

/** Tells which named files are left out by the folders above them; what is known of a folder is kept. */
export function ignoredFiles(files: Files): (path: string) => Promise<boolean> {
  const known = new Map<string, Promise<readonly IgnoreRule[]>>();
  return async (path) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const rules =
      known.get(folder) ??
      Promise.all([rulesAbove(files, folder), rulesIn(files, folder, ignoreFiles)]).then(([above, own]) => [...above, ...own]);
    known.set(folder, rules);
    return isIgnored(await rules, path, false);
  };
}
