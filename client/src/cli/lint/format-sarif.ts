import { allRules } from '../../../../server/src/core/index.ts';
import type { LintRecord } from './record.ts';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** The records as SARIF 2.1.0, with the rules' help; columns are UTF-16 units from 1, ends exclusive, as SARIF has them. */
export function formatSarif(records: readonly LintRecord[], version: string): string {
  const used = new Set(records.map(({ rule }) => rule));
  const rules = allRules().filter(({ id }) => used.has(id));
  const index = new Map(rules.map(({ id }, i) => [id, i]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'opsbook',
            version,
            rules: rules.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.summary },
              fullDescription: { text: rule.why },
              help: { text: `${rule.why}\n\nBad:\n${rule.bad}\nGood:\n${rule.good}` },
              defaultConfiguration: { level: levels[rule.severity] },
            })),
          },
        },
        results: records.map((record) => ({
          ruleId: record.rule,
          ...(index.has(record.rule) && { ruleIndex: index.get(record.rule) }),
          level: levels[record.severity],
          message: { text: record.message },
          locations: [{ physicalLocation: { artifactLocation: { uri: uri(record.file) }, region: region(record) } }],
          ...(record.fix && {
            fixes: [
              {
                description: { text: record.fix.title },
                artifactChanges: changes(record),
              },
            ],
          }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function region({ line, column, endLine, endColumn }: Pick<LintRecord, 'line' | 'column' | 'endLine' | 'endColumn'>) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function changes(record: LintRecord) {
  const files = new Map<string, object[]>();
  for (const edit of record.fix?.edits ?? []) {
    const file = edit.file ?? record.file;
    files.set(file, [...(files.get(file) ?? []), { deletedRegion: region(edit), insertedContent: { text: edit.text } }]);
  }
  return [...files].map(([file, replacements]) => ({ artifactLocation: { uri: uri(file) }, replacements }));
}

function uri(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
