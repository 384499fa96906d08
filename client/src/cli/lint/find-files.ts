import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMarkdownPath, languageOfPath, mayHoldLanguage } from '../../../../server/src/core/index.ts';
import { ignoredFiles } from '../../../../server/src/host/ignore-rules.ts';
import type { WantedFile } from '../../../../server/src/host/load-project.ts';
import { nodeFiles } from '../../../../server/src/host/node-files.ts';
import { FILE_LIMIT, walk } from '../../../../server/src/host/walk.ts';
import { UsageError } from '../usage-error.ts';

/** How the words of the command line name files. */
export interface FindOptions {
  readonly language?: string;
  readonly stdinFilename?: string;
  /** False: .gitignore and .opsbookignore are not heeded. */
  readonly ignore?: boolean;
  readonly skipUnknown?: boolean;
}

/** What the words of the command line stand for. */
export interface Found {
  readonly wanted: readonly WantedFile[];
  /** The path that standard input stands for, if it is among them. */
  readonly input: string | undefined;
  /** The folders among them. */
  readonly trees: readonly string[];
  readonly troubles: readonly { readonly path: string; readonly message: string }[];
}

/** The path that standard input has where nobody gave it one. */
export const standardInput = '<stdin>';

/** The files that `paths` stand for: a folder for all in it that opsbook may judge, `-` for standard input. */
export async function findFiles(paths: readonly string[], options: FindOptions): Promise<Found> {
  const cwd = process.cwd();
  const wanted: WantedFile[] = [];
  const trees: string[] = [];
  let input: string | undefined;
  const troubles: { path: string; message: string }[] = [];
  const language = options.language === undefined ? {} : { language: options.language };
  const ignored = ignoredFiles(nodeFiles);
  for (const path of paths) {
    if (path === '-') {
      const read = readInput(options);
      input = read.path;
      wanted.push({ ...read, ...language });
      continue;
    }
    const full = resolve(cwd, path);
    const kind = await nodeFiles.kindOf(full);
    const known = options.language !== undefined || isMarkdownPath(full) || languageOfPath(full) !== undefined || mayHoldLanguage(full);
    if (kind === 'folder') {
      trees.push(full);
      const inner = await walk(nodeFiles, full, options.ignore === false);
      if (inner.length === FILE_LIMIT)
        troubles.push({
          path: full,
          message: `it holds more than ${FILE_LIMIT} files that may be runbooks or configuration; the rest was not looked at`,
        });
      for (const one of inner) wanted.push({ path: one });
    } else if (options.skipUnknown === true && kind === 'file') {
      if (known && (options.ignore === false || !(await ignored(full)))) wanted.push({ path: full, ...language });
    } else if (kind === 'file' && !known) {
      troubles.push({ path: full, message: 'its name tells no language that opsbook knows; `--language` was expected' });
    } else wanted.push({ path: full, named: true, ...language });
  }
  // A file that was named twice is one file.
  return { wanted: [...new Map(wanted.map((file) => [file.path, file])).values()], input, trees, troubles };
}

function readInput({ language, stdinFilename }: FindOptions): WantedFile {
  const path = stdinFilename === undefined ? standardInput : resolve(process.cwd(), stdinFilename);
  if (language === undefined && !isMarkdownPath(path) && languageOfPath(path) === undefined && !mayHoldLanguage(path))
    throw new UsageError('standard input has no name that tells its language: `--language` or `--stdin-filename` was expected');
  return { path, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(0)), named: true };
}
