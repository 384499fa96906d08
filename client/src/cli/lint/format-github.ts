import type { LintRecord } from './record.ts';

/** The records as GitHub Actions' workflow commands (`::error file=…::message`). */
export function formatGithub(records: readonly LintRecord[]): string {
  const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return records
    .map((record) => {
      const command = record.severity === 'error' || record.severity === 'warning' ? record.severity : 'notice';
      const end = record.endLine === record.line ? `,endColumn=${Math.max(record.column, record.endColumn - 1)}` : '';
      return `::${command} file=${property(record.file)},line=${record.line},endLine=${record.endLine},col=${record.column}${end},title=${property(record.rule)}::${data(record.message)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
