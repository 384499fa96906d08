import { type Document, languageNamed, openDocument, picomatch, targetOf, type Want } from '../core/index.ts';
import type { Files } from './files.ts';
import { sideBySide } from './side-by-side.ts';

/** At most this many files are read because others include them. */
const FILE_LIMIT = 10_000;

/**
 * Reads the files that the bare documents include and that are not among `documents` yet, whatever their names say, and what those
 * include in turn; each is of the language of the one that includes it. Nothing outside of `roots` is looked at, and one that cannot be
 * read is left out. Adds to `documents`.
 */
export async function followIncludes(
  files: Files,
  documents: Map<string, Document>,
  roots: readonly string[],
  before: ReadonlyMap<string, Document> = new Map(),
): Promise<void> {
  const inside = (path: string): boolean => roots.some((root) => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`));
  const left = [...documents.values()];
  const asked = new Set<string>();
  let read = 0;
  for (let document = left.pop(); document !== undefined && read < FILE_LIMIT; document = left.pop()) {
    for (const { language, parsed, block } of document.units) {
      if (block !== undefined) continue;
      for (const want of parsed.wants) {
        const target = targetOf(document.path, want.value);
        const question = `${language} ${want.kind} ${target}`;
        if (asked.has(question)) continue;
        asked.add(question);
        for (const path of await pathsOf(files, language, want, target, inside)) {
          if (documents.get(path)?.ours === true) continue;
          const content = await files.read(path);
          if ('trouble' in content) continue;
          const previous = before.get(path);
          const found = openDocument(path, content.text, { language, ...(previous && { previous }) });
          documents.set(path, found);
          left.push(found);
          read++;
        }
      }
    }
  }
}

/** The files that a want means by `target`, as far as they lie inside. */
async function pathsOf(
  files: Files,
  language: string,
  { kind }: Want,
  target: string,
  inside: (path: string) => boolean,
): Promise<readonly string[]> {
  if (kind === 'file') return inside(target) && (await files.kindOf(target)) === 'file' ? [target] : [];
  if (kind === 'folder') {
    const passesOver = languageNamed(language)?.passesOver;
    const entries = inside(target) ? ((await files.list(target)) ?? []) : [];
    return entries
      .filter((entry) => entry.kind === 'file')
      .map(({ name }) => `${target}/${name}`)
      .filter((path) => passesOver?.(path) !== true);
  }
  return matching(files, target, inside);
}

/** The files that a pattern matches, found one part of the path after the other. */
async function matching(files: Files, pattern: string, inside: (path: string) => boolean): Promise<readonly string[]> {
  const parts = pattern.split('/');
  let found = [parts[0] ?? ''];
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue;
    const last = index === parts.length - 1;
    const next: string[] = [];
    const matches = /[*?[\]{}]/.test(part) ? picomatch(part) : undefined;
    for (const folder of found) {
      if (matches === undefined) next.push(`${folder}/${part}`);
      // Above the roots nothing is listed: a pattern there matches nothing.
      else if (inside(folder))
        for (const { name, kind } of (await files.list(folder)) ?? [])
          if (matches(name) && kind === (last ? 'file' : 'folder')) next.push(`${folder}/${name}`);
    }
    found = next.slice(0, FILE_LIMIT);
  }
  const may = found.filter(inside);
  const kinds = await sideBySide(may, (path) => files.kindOf(path));
  return may.filter((_, at) => kinds[at] === 'file');
}
