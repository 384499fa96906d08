import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the corpus lies: `$OPSBOOK_SHARED/corpus`, else beside the repository; undefined where there is none. */
export function corpusFolder(): string | undefined {
  const shared = process.env['OPSBOOK_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
  const folder = `${shared}/corpus`;
  return existsSync(`${folder}/judge.tsv`) ? folder : undefined;
}

/** The rows of a table with a head line, by column; `#` begins a comment line. */
export function readTable(path: string): readonly Readonly<Record<string, string>>[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const head = (lines[0] ?? '').split('\t');
  return lines.slice(1).map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(head.map((name, at) => [name, cells[at] ?? '']));
  });
}

/** The text of a file of the corpus, its bytes read as UTF-8, a byte order mark kept. */
export function readSample(folder: string, path: string): string {
  return readFileSync(`${folder}/${path}`).toString('utf8');
}

/** Whether a file of the corpus is here: a part of it is held back. */
export function hasSample(folder: string, path: string): boolean {
  return existsSync(`${folder}/${path}`);
}
