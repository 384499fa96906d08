import type { ListedRule } from './all-rules.ts';

/** The page of a rule as Markdown: what it reports, why, the story of a failure, a bad and a good example, how to switch it off. */
export function rulePage({ id, severity, language, summary, why, story, bad, good, examplePath, exampleSettings }: ListedRule): string {
  const word = language === 'runbook' ? 'markdown' : language;
  const comment = language === 'runbook' ? `<!-- opsbook-disable-next-line ${id} -->` : `# opsbook-disable-next-line ${id}`;
  const off = id === 'opsbook-suppression' ? '' : `For one line, in the line above it:\n\n\`\`\`${word}\n${comment}\n\`\`\`\n\n`;
  const settings = Object.entries(exampleSettings ?? {}).flatMap(([name, values]) =>
    Object.entries(values).map(([key, value]) => `\`--set ${name}.${key}=${value}\``),
  );
  const given = [examplePath === undefined ? '' : `as \`${examplePath}\``, settings.length > 0 ? `with ${settings.join(' ')}` : ''].filter(
    (part) => part !== '',
  );
  return `# ${id}

${summary.charAt(0).toUpperCase()}${summary.slice(1)}.

Severity: ${severity}. Reported in: ${language === 'runbook' ? 'runbooks' : language}. [All rules](../rules.md)

## Why it matters

${why}
${story === undefined ? '' : `\n${story}\n`}
## Bad
${given.length > 0 ? `\nRead ${given.join(', ')}:\n` : ''}
${fence(word, bad)}
## Good

${fence(word, good)}
## To switch it off

${off}Everywhere, or for some files, in \`opsbook.yaml\`:

\`\`\`yaml
rules:
  ${id}: off
overrides:
  - files: "old/**"
    rules: { ${id}: off }
\`\`\`
`;
}

/** An example as a fence. A carriage return and a byte order mark are shown by signs: the page itself has neither. */
function fence(word: string, example: string): string {
  const text = example.replaceAll('\r', '␍').replaceAll('\ufeff', '<BOM>');
  const mark = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((match) => match[0].length + 1)));
  return `${mark}${word}\n${text.endsWith('\n') ? text : `${text}\n`}${mark}\n`;
}
