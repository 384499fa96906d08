// docs/rules.md and docs/rules/ID.md, from the rules themselves.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../ensure.mjs';

/** Yields `[path, text]` of the index and of each rule's page. */
export function* rulePages() {
  const { allRules } = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const rules = [...allRules()].sort((a, b) => (a.id < b.id ? -1 : 1));
  yield ['docs/rules.md', index(rules)];
  for (const rule of rules) yield [`docs/rules/${rule.id}.md`, page(rule)];
}

function index(rules) {
  const rows = rules.map(({ id, severity, summary }) => `| [${id}](rules/${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} |\n`);
  return `# Rules

Severity is a contract: an *error* is what the daemon rejects or what cannot work; a *warning* works, and a person would call it a mistake;
*info* and *hint* are legal, and often meant. Each rule's page says why, with a bad and a good example; \`opsbook explain RULE\` prints the same.
Each page says how to switch its rule off.

This page and those it links to are written by \`npm run docs\` from the rules themselves; their examples are run as tests.

| rule | severity | what it reports |
| --- | --- | --- |
${rows.join('')}`;
}

function page({ id, severity, language, summary, why, story, bad, good, examplePath, exampleSettings }) {
  const comment = language === 'runbook' ? `<!-- opsbook-disable-next-line ${id} -->` : `# opsbook-disable-next-line ${id}`;
  const off =
    id === 'opsbook-suppression'
      ? ''
      : `For one line, in the line above it:

\`\`\`${language === 'runbook' ? 'markdown' : language}
${comment}
\`\`\`

`;
  const settings = Object.entries(exampleSettings ?? {}).flatMap(([name, values]) =>
    Object.entries(values).map(([key, value]) => `\`--set ${name}.${key}=${value}\``),
  );
  const given = [examplePath !== undefined && `as \`${examplePath}\``, settings.length > 0 && `with ${settings.join(' ')}`].filter(Boolean);
  return `# ${id}

${capital(summary)}.

Severity: ${severity}. Reported in: ${language === 'runbook' ? 'runbooks' : language}. [All rules](../rules.md)

## Why it matters

${why}
${story === undefined ? '' : `\n${story}\n`}
## Bad
${given.length > 0 ? `\nRead ${given.join(', ')}:\n` : ''}
${fence(language, bad)}
## Good

${fence(language, good)}
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

function fence(language, example) {
  // A carriage return and a byte order mark are shown by signs: the page itself has neither.
  const text = example.replaceAll('\r', '␍').replaceAll('\ufeff', '<BOM>');
  const mark = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((match) => match[0].length + 1)));
  return `${mark}${language === 'runbook' ? 'markdown' : language}\n${text.endsWith('\n') ? text : `${text}\n`}${mark}\n`;
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
