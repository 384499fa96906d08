// npm run docs: writes docs/rules.md from the rules themselves. With --check it only says whether the page is as it would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();
const { allRules } = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));

const fence = (language, example) => {
  // A carriage return and a byte order mark are shown by signs: the page itself has neither.
  const text = example.replaceAll('\r', '␍').replaceAll('\ufeff', '<BOM>');
  const mark = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((match) => match[0].length + 1)));
  return `${mark}${language === 'runbook' ? 'markdown' : language}\n${text.endsWith('\n') ? text : `${text}\n`}${mark}\n`;
};
const rules = [...allRules()].sort((a, b) => (a.id < b.id ? -1 : 1));
let page = `# Rules

Severity is a contract: an *error* is what the daemon rejects or what cannot work; a *warning* works, and a person would call it a mistake;
*info* and *hint* are legal, and often meant. To switch a rule off: \`<!-- opsbook-disable-next-line RULE -->\` in Markdown,
\`# opsbook-disable-next-line RULE\` in a block or a file, or \`rules: { RULE: off }\` in opsbook.yaml.

This page is written by \`npm run docs\` from the rules themselves; their examples are run as tests.

| rule | severity | what it reports |
| --- | --- | --- |
`;
for (const rule of rules) page += `| [${rule.id}](#${rule.id}) | ${rule.severity} | ${rule.summary.replaceAll('|', '\\|')} |\n`;
for (const rule of rules)
  page += `\n## ${rule.id}\n\n${rule.summary}.\n\n${rule.why}\n\nBad:\n\n${fence(rule.language, rule.bad)}\nGood:\n\n${fence(rule.language, rule.good)}`;

const file = join(root, 'docs/rules.md');
if (process.argv.includes('--check')) {
  let now = '';
  try {
    now = readFileSync(file, 'utf8');
  } catch {
    // Not there: then it is not as it would be written.
  }
  if (now !== page) {
    console.error('docs/rules.md is not what the rules say: run `npm run docs`');
    process.exit(1);
  }
} else writeFileSync(file, page);
