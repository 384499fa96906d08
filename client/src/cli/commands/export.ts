import { writeFileSync } from 'node:fs';
import { findRun, readRecord } from '../../run/records/read-record.ts';
import { runStory } from '../../run/records/run-story.ts';
import { exportHtml } from '../export/export-html.ts';
import { exportMarkdown } from '../export/export-markdown.ts';
import { exportPlaybook } from '../export/export-playbook.ts';
import { type Report, report } from '../export/report.ts';
import { recordsFolder } from '../run/records-folder.ts';
import type { GivenInputs } from '../run/read-inputs.ts';
import { fileTrouble } from '../../../../server/src/host/file-trouble.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `opsbook export`. */
export interface ExportFlags extends GivenInputs {
  readonly format: (typeof exportFormats)[number];
  readonly out?: string;
  readonly host?: string;
  readonly sshConfig?: string;
}

/** The formats of an export: of a run all but the last, which is a runbook's. */
export const exportFormats = ['markdown', 'json', 'html', 'ansible'] as const;

const formats: Readonly<Record<Exclude<ExportFlags['format'], 'ansible'>, (report: Report) => string>> = {
  markdown: exportMarkdown,
  html: exportHtml,
  json: (whole) => `${JSON.stringify(whole, undefined, 2)}\n`,
};

/** Writes a run's record as one document, or a runbook as a playbook, to standard output or a file. Returns 0; 2 where a runbook cannot be one. */
export async function exportCommand(word: string, flags: ExportFlags): Promise<number> {
  const text = flags.format === 'ansible' ? await exportPlaybook(word, flags) : ofRun(word, flags.format);
  if (text === undefined) return 2;
  if (flags.out === undefined) process.stdout.write(text);
  else save(flags.out, text);
  return 0;
}

function ofRun(word: string, format: keyof typeof formats): string {
  if (/\.(md|markdown)$/i.test(word)) throw new UsageError(`\`${word}\` is a runbook: a run, or \`--format ansible\`, was expected`);
  return formats[format](report(runStory(readRecord(recordsFolder(), findRun(recordsFolder(), word)), 1 << 20)));
}

function save(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`--out: \`${path}\`: ${fileTrouble(error, 'written')}`);
  }
}
