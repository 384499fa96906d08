import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../server/src/core/index.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  contributes: {
    languages: { id: string }[];
    grammars: { language?: string; scopeName: string; embeddedLanguages?: Record<string, string> }[];
  };
  activationEvents: string[];
};

describe('the registry of languages and the editor', () => {
  it('agree on the grammar of fences', () => {
    const { status, stderr } = spawnSync(process.execPath, ['.config/fences.mjs', '--check'], { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it.each(languages.map(({ id }) => [id]))('know %s both: language, grammar, embedding, activation', (id) => {
    const { languages: contributed, grammars } = manifest.contributes;
    expect(contributed.map((language) => language.id)).toContain(id);
    expect(grammars).toContainEqual(expect.objectContaining({ language: id, scopeName: `source.${id}` }));
    const fences = grammars.find(({ scopeName }) => scopeName === 'markdown.opsbook.fences');
    expect(fences?.embeddedLanguages?.[`meta.embedded.block.${id}`]).toBe(id);
    expect(manifest.activationEvents).toContain(`onLanguage:${id}`);
  });
});
