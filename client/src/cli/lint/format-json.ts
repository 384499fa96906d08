import type { LintRecord } from './record.ts';

/** The records as one JSON array, one record a line. */
export function formatJson(records: readonly LintRecord[]): string {
  return records.length === 0 ? '[]\n' : `[\n${records.map((record) => `  ${JSON.stringify(record)}`).join(',\n')}\n]\n`;
}
