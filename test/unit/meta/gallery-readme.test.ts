import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

interface Gallery {
  readonly galleryReadme: (text: string) => string;
}

const root = new URL('../../../', import.meta.url);
const { galleryReadme } = (await import(fileURLToPath(new URL('.config/gallery-readme.mjs', root)))) as Gallery;

it('shows nothing on the extension’s page that is in the repository alone', () => {
  const readme = readFileSync(new URL('README.md', root), 'utf8');
  const shown = galleryReadme(readme);
  expect(readme).toMatch(/!\[[^\]]*\]\(docs\//);
  expect(shown).not.toMatch(/\]\((?!https:)/);
  expect(shown).not.toMatch(/npm (?:start|test)|<!--/);
  expect(shown.match(/^## .*/gm)).toEqual(["## A minute's example", '## In the editor', '## Lint before commit']);
  expect(shown).toMatch(/^# opsbook\n\n\S/);
});
