// docs/rules.md and docs/rules/ID.md, from the rules themselves.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../ensure.mjs';

/** Yields `[path, text]` of the index and of each rule's page. */
export function* rulePages() {
  const { allRules, rulePage } = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const rules = [...allRules()].sort((a, b) => (a.id < b.id ? -1 : 1));
  yield ['docs/rules.md', index(rules)];
  for (const rule of rules) yield [`docs/rules/${rule.id}.md`, rulePage(rule)];
}

function index(rules) {
  const rows = rules.map(({ id, severity, summary }) => `| [${id}](rules/${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} |\n`);
  return `# Rules

Severity is a contract: an *error* is what the daemon rejects or what cannot work; a *warning* works, and a person would call it a mistake;
*info* and *hint* are legal, and often meant. Each rule's page says why, with a bad and a good example; \`opsbook explain RULE\` prints the same.
Each page says how to switch its rule off; [linting.md](linting.md)
has the rest.

This page and those it links to are written by \`npm run docs\` from the rules themselves; their examples are run as tests.

| rule | severity | what it reports |
| --- | --- | --- |
${rows.join('')}`;
}
