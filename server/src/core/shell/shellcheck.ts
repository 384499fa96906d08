import type { Fix, Severity } from '../problem.ts';
import type { Report } from '../rule.ts';
import { type LineIndex, lineIndex } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';
import type { ShellScript } from './tree.ts';

/** One edit of a fix: offsets of the script. */
export interface ShellCheckEdit {
  readonly span: Span;
  readonly text: string;
}

/** One comment of ShellCheck on a script; offsets are the script's. */
export interface ShellCheckComment {
  /** `2086` of SC2086. */
  readonly code: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly message: string;
  readonly span: Span;
  readonly edits: readonly ShellCheckEdit[];
}

/** What ShellCheck said, by `shellCheckKey`. */
export type ShellCheckComments = ReadonlyMap<string, readonly ShellCheckComment[]>;

/**
 * Comments that are wrong of a step: it is a piece of a run. Variables come from inputs and from the steps before it, go to the steps
 * behind it, and it is started with `set -e`; files that it sources are the host's.
 */
const ofWholeScripts = [1090, 1091, 2034, 2148, 2154, 2164, 2103, 2317];

/** The arguments with which ShellCheck is started on a script of `dialect` that comes on standard input. */
export function shellCheckArguments({ dialect }: Pick<ShellScript, 'dialect'>): readonly string[] {
  return [
    '--format=json1',
    `--shell=${dialect === 'sh' ? 'dash' : 'bash'}`,
    `--exclude=${ofWholeScripts.map((code) => `SC${code}`).join(',')}`,
    '-',
  ];
}

/** Under what a script's comments are kept: equal scripts have the same. */
export function shellCheckKey({ dialect, text }: Pick<ShellScript, 'dialect' | 'text'>): string {
  return `${dialect}\0${text}`;
}

/** Reads what `shellcheck --format=json1` printed about `text`; nothing where it is not that. */
export function readShellCheck(output: string, text: string): readonly ShellCheckComment[] {
  let read: unknown;
  try {
    read = JSON.parse(output);
  } catch {
    return [];
  }
  const lines = lineIndex(text);
  const comments = isRecord(read) && Array.isArray(read['comments']) ? (read['comments'] as unknown[]) : [];
  return comments.flatMap((comment): readonly ShellCheckComment[] => {
    const span = spanOf(comment, text, lines);
    if (span === undefined || !isRecord(comment)) return [];
    const { code, level, message, fix } = comment;
    if (typeof code !== 'number' || typeof message !== 'string' || !isLevel(level)) return [];
    return [{ code, level, message, span, edits: editsOf(fix, text, lines) }];
  });
}

/**
 * The reports of a script's comments. What our own rules say better is left out: whatever the grammar could not read, and syntax of bash's
 * in `sh`.
 */
export function shellCheckReports(script: ShellScript, comments: readonly ShellCheckComment[]): readonly Report[] {
  return comments.flatMap(({ code, level, message, span, edits }): readonly Report[] => {
    // What ShellCheck cannot parse and its shell can is no mistake.
    if (code < 2000 && (script.errors.length > 0 || level === 'error')) return [];
    if (code >= 3000 && script.bashisms.length > 0) return [];
    const fixes: Fix[] = edits.length === 0 ? [] : [{ title: `Change as ShellCheck says (SC${code})`, certain: false, edits }];
    const href = `https://www.shellcheck.net/wiki/SC${code}`;
    return [{ span, severity: severities[level], message: message.replace(/\.$/, ''), code: { value: `SC${code}`, href }, fixes }];
  });
}

/** What ShellCheck calls an error the shell takes all the same: that is a warning here. */
const severities: Readonly<Record<ShellCheckComment['level'], Severity>> = {
  error: 'warning',
  warning: 'warning',
  info: 'info',
  style: 'hint',
};

function isLevel(value: unknown): value is ShellCheckComment['level'] {
  return typeof value === 'string' && Object.hasOwn(severities, value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function editsOf(fix: unknown, text: string, lines: LineIndex): readonly ShellCheckEdit[] {
  const replacements = isRecord(fix) && Array.isArray(fix['replacements']) ? (fix['replacements'] as unknown[]) : [];
  const edits = replacements.flatMap((one): readonly ShellCheckEdit[] => {
    const span = spanOf(one, text, lines);
    return span === undefined || !isRecord(one) || typeof one['replacement'] !== 'string' ? [] : [{ span, text: one['replacement'] }];
  });
  return edits.length === replacements.length ? edits : [];
}

/** Lines and columns from 1; columns count code points, a tab as one. */
function spanOf(place: unknown, text: string, lines: LineIndex): Span | undefined {
  if (!isRecord(place)) return undefined;
  const { line, column, endLine, endColumn } = place;
  if (typeof line !== 'number' || typeof column !== 'number' || typeof endLine !== 'number' || typeof endColumn !== 'number')
    return undefined;
  const offset = (row: number, points: number): number => {
    const start = lines.lineStart(row - 1);
    const end = lines.lineEnd(row - 1);
    let at = start;
    for (let left = points - 1; left > 0 && at < end; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    return Math.min(at, end);
  };
  const start = offset(line, column);
  return { start, end: Math.max(start, offset(endLine, endColumn)) };
}
