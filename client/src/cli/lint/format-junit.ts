import type { LintRecord } from './record.ts';

/** The records as JUnit XML: a suite a file, a failed case a problem; a file without problems has one case that passed. */
export function formatJunit(records: readonly LintRecord[], files: readonly string[]): string {
  const suites = files.map((file) => {
    const own = records.filter((record) => record.file === file);
    const cases = own.map(
      (record) =>
        `    <testcase name="${xml(`${record.rule} ${record.line}:${record.column}`)}" classname="${xml(file)}"><failure type="${record.severity}" message="${xml(record.message)}">${xml(`${file}:${record.line}:${record.column} ${record.message}`)}</failure></testcase>\n`,
    );
    return `  <testsuite name="${xml(file)}" tests="${Math.max(1, own.length)}" failures="${own.length}">\n${cases.length === 0 ? `    <testcase name="lint" classname="${xml(file)}"/>\n` : cases.join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="opsbook" tests="${files.reduce((sum, file) => sum + Math.max(1, records.filter((record) => record.file === file).length), 0)}" failures="${records.length}">\n${suites.join('')}</testsuites>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };

/** Text for XML 1.0; characters that it cannot hold, and lone surrogates, become U+FFFD. */
function xml(text: string): string {
  return (
    Buffer.from(text)
      .toString()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 does not allow
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"\n\t]/g, (character) => entities[character] as string)
  );
}
