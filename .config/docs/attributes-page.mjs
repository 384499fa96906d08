// docs/attributes.md, from the table that fences are read by.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../ensure.mjs';

/** Yields `[path, text]` of the page. */
export function* attributesPage() {
  const { attributeTable } = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const rows = (owner) =>
    attributeTable
      .filter((one) => one.owner === owner)
      .map(
        ({ key, on, description }) =>
          `| \`${key}\` | ${on.length === 5 ? 'all' : on.join(', ')} | ${description.replaceAll('|', '\\|')} |\n`,
      )
      .join('');
  const head = '| attribute | on | what it says |\n| --- | --- | --- |\n';
  yield [
    'docs/attributes.md',
    `# Attributes of fences

This page is written by \`npm run docs\` from the table that fences are read by. How they are written, and what they mean together:
[format.md](format.md).

## opsbook's own

${head}${rows('opsbook')}
## Shared with Runme

They are read exactly as Runme reads them.

${head}${rows('runme')}`,
  ];
}
