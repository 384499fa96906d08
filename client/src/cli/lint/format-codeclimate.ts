import { createHash } from 'node:crypto';
import type { LintRecord } from './record.ts';

const severities = { error: 'major', warning: 'minor', info: 'info', hint: 'info' } as const;

/** The records as a Code Climate report, which GitLab shows; a fingerprint stays while the problem keeps its file, rule and message. */
export function formatCodeclimate(records: readonly LintRecord[]): string {
  const seen = new Map<string, number>();
  const issues = records.map((record) => {
    const key = `${record.file}\0${record.rule}\0${record.message}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return {
      type: 'issue',
      check_name: record.rule,
      description: record.message,
      categories: ['Bug Risk'],
      severity: severities[record.severity],
      fingerprint: createHash('sha256').update(`${key}\0${count}`).digest('hex'),
      location: {
        path: record.file,
        positions: { begin: { line: record.line, column: record.column }, end: { line: record.endLine, column: record.endColumn } },
      },
    };
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
