import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { picomatch } from '../../../../server/src/core/index.ts';
import { KeptFiles } from '../../ssh/kept-files.ts';
import { ConfigError } from './config-error.ts';
import { oneArgument } from './keywords.ts';
import { splitWords } from './split-words.ts';
import { sshHome } from '../ssh-home.ts';

/** One keyword of an ssh_config with its arguments; an `Include` holds the lines of the files that it names. */
export interface ConfigLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** In lower case. */
  readonly keyword: string;
  readonly args: readonly string[];
  readonly included?: readonly (readonly ConfigLine[])[];
}

/** Files that include each other are followed so far (readconf.c, `READCONF_MAX_DEPTH`). */
const deepest = 16;

/** Paths that a pattern means, sorted, as glob(3) finds them; none where nothing matches. */
function matching(pattern: string): string[] {
  let found = [isAbsolute(pattern) ? '/' : '.'];
  for (const part of pattern.split('/').filter(Boolean)) {
    if (!/[*?[]/.test(part)) {
      found = found.map((folder) => join(folder, part));
      continue;
    }
    const matches = picomatch(part, { dot: part.startsWith('.'), noextglob: true, nobrace: true, nonegate: true });
    found = found.flatMap((folder) => {
      try {
        return readdirSync(folder)
          .filter((name) => matches(name))
          .sort()
          .map((name) => join(folder, name));
      } catch {
        return [];
      }
    });
  }
  return found;
}

const kept = new KeptFiles<readonly ConfigLine[]>();

/** The lines of one file, an `Include` not followed. Throws a ConfigError for a line that OpenSSH would not take either, and what `readFileSync` does. */
function linesOf(file: string): readonly ConfigLine[] {
  const lines: ConfigLine[] = [];
  readFileSync(file, 'utf8')
    // A mark that some editors write; with it the first `Host` would be no keyword, and what follows it everybody's.
    .replace(/^\ufeff/, '')
    .split('\n')
    .forEach((raw, index) => {
      const match = /^[ \t\r\f]*([^ \t=#][^ \t=]*)(?:[ \t]*=[ \t]*|[ \t]+|$)(.*)$/s.exec(raw.replace(/[ \t\r\f]+$/, ''));
      if (!match) return;
      const [, word = '', rest = ''] = match;
      const keyword = (word.startsWith('"') ? word.replaceAll('"', '') : word).toLowerCase();
      const args = splitWords(rest);
      if (args === undefined)
        throw new ConfigError(`\`${file}\` line ${index + 1}: a quote is not closed; expected \`"\` before the end of the line`);
      const first = args[0] ?? '';
      if (first === '' && oneArgument.has(keyword))
        throw new ConfigError(`\`${file}\` line ${index + 1}: \`${word}\` says nothing; expected a value behind it`);
      if (args.length > 1 && oneArgument.has(keyword))
        throw new ConfigError(
          `\`${file}\` line ${index + 1}: \`${word}\` has more than one value: ${args.map((each) => `\`${each}\``).join(', ')}; expected one (in quotes where it holds blanks)`,
        );
      // A command is the rest of its line as it stands (readconf.c, parse_command).
      const isCommand = keyword === 'proxycommand' && rest !== '';
      lines.push({ file, line: index + 1, keyword, args: isCommand ? [rest.replace(/^=?[ \t]*/, '')] : args });
    });
  return lines;
}

/** Throws a ConfigError for a file that another user may write: what stands there is run (readconf.c, read_config_file_depth). */
function checkOwner(file: string): void {
  const me = process.getuid?.();
  if (me === undefined) return;
  const { uid, mode } = statSync(file);
  if ((uid !== 0 && uid !== me) || (mode & 0o022) !== 0)
    throw new ConfigError(
      `\`${file}\` may be written by others than its user (owner ${uid}, mode ${(mode & 0o777).toString(8)}), and is not read; expected it to be yours and \`chmod 600\``,
    );
}

/**
 * Reads an ssh_config and what it includes. No file: no lines. A relative `Include` counts from `~/.ssh`, in the system's file from the folder
 * of that file. Throws a ConfigError for a line that OpenSSH would not take either, and where `isOwn` for a file that others may write.
 */
export function readConfig(file: string, isSystem: boolean, depth = 0, isOwn = false): readonly ConfigLine[] {
  let lines: readonly ConfigLine[];
  try {
    if (isOwn) checkOwner(file);
    lines = kept.get(file, () => linesOf(file));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || depth > 0) return [];
    throw new ConfigError(`\`${file}\` cannot be read: ${message}`);
  }
  if (!lines.some(({ keyword }) => keyword === 'include')) return lines;
  return lines.map((each) => {
    if (each.keyword !== 'include') return each;
    if (depth === deepest) throw new ConfigError(`\`${file}\` line ${each.line}: files include each other more than ${deepest} deep`);
    const included = each.args.flatMap((arg) => {
      const home = arg.startsWith('~/') && !isSystem ? join(sshHome(), arg.slice(2)) : arg;
      const base = isSystem ? dirname(file) : join(sshHome(), '.ssh');
      return matching(isAbsolute(home) ? home : join(base, home)).map((path) => readConfig(path, isSystem, depth + 1, isOwn));
    });
    return { ...each, included };
  });
}
