import type pc from 'picocolors';
import { oneForOne } from './one-for-one.ts';
import type { LintRecord } from './record.ts';
import { withoutAnsi } from '../../run/ansi.ts';

/** What a pretty report needs besides the records. */
export interface PrettyOptions {
  readonly colors: typeof pc;
  /** The lines of a file as printed in a record; undefined if it is not known. */
  readonly lineOf: (file: string, line: number) => string | undefined;
  readonly files: number;
  /** Whether hints are printed; else they are only counted. */
  readonly hints: boolean;
  /** How many problems a baseline left out. */
  readonly known: number;
}

const WIDTH = 120;

/** The records for people: place, severity, message, rule, and the line with the place marked; then one line of counts. */
export function formatPretty(records: readonly LintRecord[], { colors, lineOf, files, hints, known }: PrettyOptions): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue, hint: colors.dim } as const;
  let out = '';
  for (const record of records) {
    if (record.severity === 'hint' && !hints) continue;
    const colour = paint[record.severity];
    out += `${colors.bold(`${withoutAnsi(record.file)}:${record.line}:${record.column}`)}  ${colour(record.severity)}  ${withoutAnsi(record.message)}  ${colors.dim(record.code ?? record.rule)}\n`;
    const source = lineOf(record.file, record.line);
    if (source !== undefined) out += excerpt(source, record, colour, colors);
    if (record.fix !== undefined)
      out += `${' '.repeat(String(record.line).length)} ${colors.dim('=')} fix: ${withoutAnsi(record.fix.title)}\n`;
    out += '\n';
  }
  return out + summary(records, { colors, files, hints, known });
}

function excerpt(source: string, record: LintRecord, colour: (text: string) => string, colors: typeof pc): string {
  const gutter = String(record.line);
  const from = Math.max(0, record.column - 1 - WIDTH / 2);
  const shown = source.slice(from, from + WIDTH);
  const start = record.column - 1 - from;
  const end = record.endLine === record.line ? record.endColumn - 1 - from : shown.length;
  const before = shown.slice(0, start).replace(/[^\t]/g, ' ');
  const marks = '^'.repeat(Math.max(1, Math.min(end, shown.length) - start));
  const dim = colors.dim;
  return `${dim(`${gutter} |`)} ${oneForOne(shown)}\n${dim(`${' '.repeat(gutter.length)} |`)} ${before}${colour(marks)}\n`;
}

function summary(records: readonly LintRecord[], { colors, files, hints, known }: Omit<PrettyOptions, 'lineOf'>): string {
  const count = (severity: LintRecord['severity']): number => records.filter((record) => record.severity === severity).length;
  const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  const remarks = count('info') + (hints ? count('hint') : 0);
  const parts = [
    count('error') > 0 && colors.red(plural(count('error'), 'error')),
    count('warning') > 0 && colors.yellow(plural(count('warning'), 'warning')),
    remarks > 0 && plural(remarks, 'remark'),
  ].filter((part) => part !== false);
  const hidden =
    hints || count('hint') === 0 ? '' : `, ${plural(count('hint'), 'hint')} (--hints shows ${count('hint') === 1 ? 'it' : 'them'})`;
  const fixable = records.filter(({ fix, severity }) => fix?.certain === true && (hints || severity !== 'hint')).length;
  const more = [
    fixable > 0 && `--fix mends ${fixable === 1 ? 'one of them' : `${fixable} of them`}`,
    known > 0 && `${plural(known, 'known problem')} left out by the baseline`,
  ];
  return `${parts.length === 0 ? colors.green('no problems') : parts.join(', ')} in ${plural(files, 'file')}${hidden}${more.flatMap((part) => (part === false ? [] : [`; ${part}`])).join('')}\n`;
}
