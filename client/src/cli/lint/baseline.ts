import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileTrouble } from '../../../../server/src/host/file-trouble.ts';
import { replaceFile } from '../replace-file.ts';
import { UsageError } from '../usage-error.ts';
import type { LintRecord } from './record.ts';

/**
 * A problem that was there when the baseline was made. It is known again by its file, its rule and the text of its line, wherever that line
 * moves; the text is kept as a digest, so that what stands in it is not written down a second time.
 */
export interface BaselineEntry {
  readonly file: string;
  readonly rule: string;
  /** The first 16 hexadecimal digits of SHA-256 over the line without the blanks around it. */
  readonly line: string;
  readonly count: number;
}

/** What a baseline makes of a report. */
export interface AgainstBaseline {
  /** Records that the baseline does not know. */
  readonly rest: readonly LintRecord[];
  /** Entries of files that were looked at, with how often they are not needed any more. */
  readonly unneeded: readonly BaselineEntry[];
  readonly known: number;
}

/** The text of a record's line; undefined where the file is not known. */
export type LineOf = (file: string, line: number) => string | undefined;

/** Reads a baseline; one that is not there or is none is a usage error. */
export function readBaseline(path: string): readonly BaselineEntry[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(
      `--baseline: \`${path}\`${missing ? ' is not there; with --update-baseline it is written' : `: ${fileTrouble(error, 'read')}`}`,
    );
  }
  try {
    const { version, problems } = JSON.parse(text) as { version: number; problems: readonly BaselineEntry[] };
    if (version !== 1) throw new Error(`version 1 was expected, not ${JSON.stringify(version)}`);
    if (!Array.isArray(problems) || !problems.every(isEntry))
      throw new Error('`problems` is no list of entries with `file`, `rule`, `line` and `count`');
    return problems;
  } catch (error) {
    throw new UsageError(`--baseline: \`${path}\` is no baseline: ${(error as Error).message}`);
  }
}

function isEntry(value: unknown): value is BaselineEntry {
  const { file, rule, line, count } = (value ?? {}) as Record<string, unknown>;
  return typeof file === 'string' && typeof rule === 'string' && typeof line === 'string' && Number.isInteger(count);
}

/** Takes from `records` what the baseline at `path` knows. `files` are those that were looked at, `rules` whether a rule was. */
export function againstBaseline(
  entries: readonly BaselineEntry[],
  records: readonly LintRecord[],
  { path, files, lineOf, rules }: { path: string; files: readonly string[]; lineOf: LineOf; rules: (rule: string) => boolean },
): AgainstBaseline {
  const left = new Map<string, BaselineEntry>();
  for (const entry of entries) left.set(keyOf(entry), { ...entry, count: (left.get(keyOf(entry))?.count ?? 0) + entry.count });
  const rest = records.filter((record) => {
    const key = keyOf(entryOf(record, path, lineOf));
    const entry = left.get(key);
    if (entry === undefined || entry.count <= 0) return true;
    left.set(key, { ...entry, count: entry.count - 1 });
    return false;
  });
  const looked = new Set(files.map((file) => fileIn(path, file)));
  const unneeded = [...left.values()].filter(({ file, rule, count }) => count > 0 && looked.has(file) && rules(rule));
  return { rest, unneeded, known: records.length - rest.length };
}

/** Writes the baseline of `records`; entries of files that were not looked at and are still there, and of rules that were not, stay. */
export async function updateBaseline(
  path: string,
  records: readonly LintRecord[],
  { files, lineOf, rules }: { files: readonly string[]; lineOf: LineOf; rules: (rule: string) => boolean },
): Promise<readonly BaselineEntry[]> {
  const looked = new Set(files.map((file) => fileIn(path, file)));
  const before = existsSync(path) ? readBaseline(path) : [];
  const entries = new Map<string, BaselineEntry>();
  const add = (entry: BaselineEntry): void => {
    const key = keyOf(entry);
    entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + entry.count });
  };
  for (const entry of before) {
    const kept = looked.has(entry.file) ? !rules(entry.rule) : existsSync(resolve(dirname(path), entry.file));
    if (kept) add(entry);
  }
  for (const record of records) if (record.severity !== 'hint') add(entryOf(record, path, lineOf));
  const sorted = [...entries.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const lines = sorted.map(({ file, rule, line, count }) => `    ${JSON.stringify({ file, rule, line, count })}`);
  await replaceFile(path, `{\n  "version": 1,\n  "problems": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`);
  return sorted;
}

function entryOf(record: LintRecord, path: string, lineOf: LineOf): BaselineEntry {
  const text = (lineOf(record.file, record.line) ?? '').trim();
  return {
    file: fileIn(path, record.file),
    rule: record.rule,
    line: createHash('sha256').update(text).digest('hex').slice(0, 16),
    count: 1,
  };
}

function keyOf({ file, rule, line }: BaselineEntry): string {
  return `${file}\0${rule}\0${line}`;
}

/** A printed file's path from the baseline's folder, so that it does not matter where the command is called. */
function fileIn(path: string, file: string): string {
  return relative(dirname(path), resolve(file)).split(sep).join('/');
}
