import { writeFileSync } from 'node:fs';
import { findRun, readRecord } from '../../run/records/read-record.ts';
import { runStory } from '../../run/records/run-story.ts';
import { exportHtml } from '../export/export-html.ts';
import { exportMarkdown } from '../export/export-markdown.ts';
import { type Report, report } from '../export/report.ts';
import { recordsFolder } from '../run/records-folder.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `opsbook export`. */
export interface ExportFlags {
  readonly format: (typeof exportFormats)[number];
  readonly out?: string;
}

/** The formats of an export. */
export const exportFormats = ['markdown', 'json', 'html'] as const;

const formats: Readonly<Record<ExportFlags['format'], (report: Report) => string>> = {
  markdown: exportMarkdown,
  html: exportHtml,
  json: (whole) => `${JSON.stringify(whole, undefined, 2)}\n`,
};

/** Writes a run's record as one document, to standard output or a file. Returns 0. */
export function exportCommand(word: string, flags: ExportFlags): number {
  const story = runStory(readRecord(recordsFolder(), findRun(recordsFolder(), word)), 1 << 20);
  const text = formats[flags.format](report(story));
  if (flags.out === undefined) process.stdout.write(text);
  else save(flags.out, text);
  return 0;
}

function save(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`--out: \`${path}\`: ${(error as Error).message}`);
  }
}
