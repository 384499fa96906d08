import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Replacement } from 'sarif';
import { type ListedRule, ruleNamed } from '../../../../server/src/core/index.ts';
import type { LintRecord } from './record.ts';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** The records as SARIF 2.1.0, with the rules' help; columns are UTF-16 units from 1, ends exclusive, as SARIF has them. */
export function formatSarif(records: readonly LintRecord[], version: string): string {
  const used = new Set(records.map(({ rule }) => rule));
  const rules = [...used].flatMap((rule) => ruleNamed(rule) ?? []);
  const index = new Map(rules.map(({ id }, i) => [id, i]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'opsbook',
            version,
            rules: rules.map(descriptor),
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

function descriptor({ id, summary, why, story, bad, good, severity, language }: ListedRule): ReportingDescriptor {
  const words = [why, ...(story === undefined ? [] : [story])].join('\n\n');
  return {
    id,
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: why },
    help: {
      text: `${words}\n\nBad:\n${bad}\nGood:\n${good}`,
      markdown: `${words}\n\n**Bad**\n\n${fence(bad, language)}\n\n**Good**\n\n${fence(good, language)}\n`,
    },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [language] },
  };
}

/** `text` as a code block whose fence is longer than any in it. */
function fence(text: string, language: string): string {
  const mark = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${mark}${language === 'runbook' ? 'markdown' : language}\n${text.replace(/\n?$/, '\n')}${mark}`;
}

function region({ line, column, endLine, endColumn }: Pick<LintRecord, 'line' | 'column' | 'endLine' | 'endColumn'>) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function changes(record: LintRecord) {
  const files = new Map<string, Replacement[]>();
  for (const edit of record.fix?.edits ?? []) {
    const file = edit.file ?? record.file;
    files.set(file, [...(files.get(file) ?? []), { deletedRegion: region(edit), insertedContent: { text: edit.text } }]);
  }
  return [...files].map(([file, replacements]) => ({ artifactLocation: { uri: uri(file) }, replacements }));
}

/** A path as a URI reference: an absolute one gets its scheme. */
function uri(file: string): string {
  if (file.startsWith('/')) return pathToFileURL(file).href;
  return file.split('/').map(encodeURIComponent).join('/');
}
