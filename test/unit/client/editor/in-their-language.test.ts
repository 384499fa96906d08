import { readdirSync, readFileSync } from 'node:fs';
import { config } from '@vscode/l10n';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTheirLanguage } from '../../../../client/src/editor/words/in-their-language.ts';

const root = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The sentences of a source file that `before` leads to: a text or a template, its holes filled. */
function sentencesIn(path: string, before: RegExp): readonly string[] {
  const quoted = /(?:`((?:\\.|[^`\\])*)`|'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")/;
  return [...read(path).matchAll(new RegExp(`${before.source}${quoted.source}`, 'g'))].map(([, template, single, double]) =>
    (template ?? single ?? double ?? '').replace(/\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}/g, 'xx').replace(/\\(.)/g, '$1'),
  );
}

beforeAll(() => {
  const texts = JSON.parse(read('l10n/bundle.l10n.json')) as Record<string, string>;
  config({ contents: Object.fromEntries(Object.keys(texts).map((text) => [text, `«${text}»`])) });
});
afterAll(() => config({ contents: {} }));

describe('what core and the runner say', () => {
  it('is said in the language of the editor, with what is filled in', () => {
    expect(inTheirLanguage('$(play) Run on web[1-3]')).toBe('«$(play) Run on web[1-3]»');
    expect(inTheirLanguage('`rm` deletes `/` where `x` is empty; `${x:?}` was expected')).toMatch(/^«`rm` deletes `\/`.*`\$\{x:\?\}`/);
  });

  it('is left as it is where no translation knows it', () => {
    expect(inTheirLanguage('ssh: no route to host')).toBe('ssh: no route to host');
    expect(inTheirLanguage('Plan B')).toBe('Plan B');
  });

  it('has every danger of a command in its list', () => {
    const words = sentencesIn('server/src/core/rules/steps/dangers.ts', /\b(?:reboots|formats|deletes|cuts)\(/);
    expect(words.length).toBeGreaterThan(15);
    for (const word of words) expect(inTheirLanguage(`\`rm\` ${word}`)).toMatch(/^«/);
  });

  it('has every refusal of a draft in its list', () => {
    const folder = 'server/src/core/runbook/';
    const files = readdirSync(new URL(folder, root)).filter((name) => /^draft.*\.ts$/.test(name));
    const refused = files.flatMap((name) => [
      ...sentencesIn(folder + name, /\brefuse\(\s*line,\s*/),
      ...sentencesIn(folder + name, /\bmessage: /),
      ...sentencesIn(folder + name, /\breturn (?=['`](?:There|The input))/),
    ]);
    // How a danger begins, and what a host expression lacks, which is told of it elsewhere.
    const own = refused.filter((text) => !['`xx` xx', '--host: xx'].includes(text));
    expect(own.length).toBeGreaterThan(12);
    // One is in the singular or in the plural.
    for (const text of own) expect(inTheirLanguage(text.replace('there xx', 'there are'))).toMatch(/^«/);
  });
});
