import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** A node of ESTree, as far as these tests look into it. */
interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
  readonly key?: { readonly name?: string };
  readonly left?: { readonly property?: { readonly name?: string } };
  readonly callee?: { readonly property?: { readonly name?: string } };
}

interface L10n {
  editorSources(): readonly { readonly path: string; readonly tree: AstNode }[];
  nodesIn(node: AstNode): Iterable<{ readonly node: AstNode; readonly around: readonly AstNode[] }>;
  isTranslation(node: AstNode): boolean;
  l10nBundle(): Iterable<readonly [path: string, text: string]>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { editorSources, isTranslation, l10nBundle, nodesIn } = (await import(join(root, '.config/docs/l10n.mjs'))) as L10n;
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, string>;

const texts = read('l10n/bundle.l10n.json');
const contributed = read('package.nls.json');
/** The languages that there is a translation into, as VS Code names them. */
const languages = readdirSync(join(root, 'l10n')).flatMap((name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? []);

const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\d+\}/g)].map(([hole]) => hole).sort();
/** What a translation leaves as it is: where links lead, and what stands between backticks. */
const fixed = (text: string): readonly string[] => [...text.matchAll(/\]\(([^)]*)\)|`[^`]*`|\$\([a-z-]+\)/g)].map(([part]) => part).sort();

describe('the texts of the editor', () => {
  it('are gathered in the bundle that translators begin with', () => {
    for (const [path, text] of l10nBundle()) expect(readFileSync(join(root, path), 'utf8'), 'run `npm run docs`').toBe(text);
    expect(Object.keys(texts).length).toBeGreaterThan(150);
  });

  it('hold no plural form in brackets and no half of a sentence', () => {
    for (const text of Object.keys(texts)) expect(text).not.toMatch(/\(s\)|^\s|\s$/);
  });
});

describe('a translation', () => {
  it('is there in German at least', () => expect(languages).toContain('de'));

  it.each(languages)('into %s has every text, each with the same placeholders', (language) => {
    for (const [own, other] of [
      [texts, read(`l10n/bundle.l10n.${language}.json`)],
      [contributed, read(`package.nls.${language}.json`)],
    ] as const) {
      expect(Object.keys(other).sort()).toEqual(Object.keys(own).sort());
      for (const [key, text] of Object.entries(own)) {
        expect(other[key]?.trim(), key).not.toBe('');
        expect([key, placeholders(other[key] ?? '')]).toEqual([key, placeholders(text)]);
        expect([key, fixed(other[key] ?? '')]).toEqual([key, fixed(text)]);
      }
    }
  });

  it.each(languages)('into %s has every page of the walkthrough, with the same commands in it', (language) => {
    const folder = join(root, 'client/media/walkthrough');
    const blocks = (path: string): readonly string[] =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('    '));
    const pages = readdirSync(folder).filter((name) => !name.includes('.nls.'));
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) {
      const other = join(folder, page.replace(/\.md$/, `.nls.${language}.md`));
      expect(existsSync(other), other).toBe(true);
      expect(blocks(other)).toEqual(blocks(join(folder, page)));
    }
  });
});

/** Keys of package.json whose values are read by people, in VS Code alone. `description` of the package itself is read in npm's registry too. */
const shown = new Set(['title', 'description', 'contents', 'name', 'label', 'displayName', 'userDescription', 'markdownDescription']);
/** Names that are the same in every language, and what is not for people. */
const names = new Set(['Opsbook', 'opsbook', 'opsbook_lint', 'opsbook_explain', 'opsbook_plan', 'opsbook_run']);

describe('package.json', () => {
  const { contributes, capabilities } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const strings = function* (value: unknown, key = ''): Generator<readonly [string, string]> {
    if (typeof value === 'string') yield [key, value];
    // What a language model is told is not translated, nor are the words of its schema.
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        if (name !== 'inputSchema') yield* strings(inner, Array.isArray(value) ? key : name);
  };
  const all = [...strings({ contributes, capabilities })];

  it('takes every text that is shown from package.nls.json', () => {
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter(([key, text]) => shown.has(key) && !/^%.+%$/.test(text) && !names.has(text))).toEqual([]);
    expect(
      all.filter(([key, text]) => key === 'aliases' && !/^%.+%$/.test(text) && / /.test(text) && text !== 'Network interfaces (ifupdown)'),
    ).toEqual([]);
  });

  it('names every key of package.nls.json, and no other', () => {
    const used = all.flatMap(([, text]) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(contributed).sort());
  });
});

/** Where an English text is meant, with why. */
const untranslated: readonly { readonly path: string; readonly why: string; readonly text?: RegExp }[] = [
  { path: 'agents/tools.ts', why: 'what a language model is told', text: /^The user / },
  { path: 'agents/reading-tools.ts', why: 'what a language model is told', text: /^No |^\S* is not in|Bad:|Good:/ },
  { path: 'browser/modules.ts', why: 'the text of a program' },
  { path: 'browser/extension.ts', why: 'for the console of those who mend opsbook' },
  { path: 'language/virtual-files.ts', why: 'told to the language server, which speaks English' },
  { path: 'hosts/ask-host-key.ts', why: 'a command', text: /ssh-keygen -lvf/ },
  { path: 'runs/gutter-marks.ts', why: 'a picture', text: /^<(?:svg|circle|path) / },
  { path: 'hosts/host-commands.ts', why: 'a command', text: /^uptime$/ },
  { path: 'language/logrotate-check.ts', why: 'what logrotate prints', text: /^logrotate in debug mode$/ },
  { path: 'notebook/serializer.ts', why: 'a name of VS Code', text: /^plaintext$/ },
  { path: 'runs/export-run.ts', why: 'names of formats', text: /^(Markdown|HTML|JSON)$/ },
  { path: 'try/try-message.ts', why: 'a message as programs send it', text: /^<13>/ },
  { path: 'runner.ts', why: 'the log, for those who mend opsbook', text: /^the runner's process / },
  { path: 'runs/run-plan.ts', why: 'the log, for those who mend opsbook', text: /^run \{\}/ },
  { path: 'support/report-issue.ts', why: 'read by those who mend opsbook', text: /^(opsbook |remote: |runbooks: |settings that )/ },
];

/** Properties and functions that show a text of one word too. */
const shows =
  /^(title|prompt|placeHolder|label|detail|description|tooltip|contentText|text|openLabel|saveLabel|message|show\w+Message|setStatusBarMessage)$/;

describe('the code of the editor', () => {
  const sources = editorSources();

  it('shows no text that a translation cannot reach', () => {
    const found = sources.flatMap(({ path, tree }) =>
      [...nodesIn(tree)].flatMap(({ node, around }) => {
        const text = textOf(node);
        if (text === undefined || around.some((outer) => isTranslation(outer) || outer.type === 'ImportDeclaration')) return [];
        // Markup, icons and our own name are the same in every language.
        const words = text.replace(/<\/?(?:div|span)[^>]*>|\$\([^)]*\)|^Opsbook: /g, '');
        if (!(/\p{L}{2,} \p{L}{2,}/u.test(words) || (isShown(node, around) && /\p{L}{2,}/u.test(words)))) return [];
        const meant = untranslated.some((one) => path.endsWith(one.path) && (one.text === undefined || one.text.test(text)));
        return meant ? [] : [`${path}: ${text}`];
      }),
    );
    expect(found).toEqual([]);
    for (const { path } of untranslated)
      expect(
        sources.some((source) => source.path.endsWith(path)),
        path,
      ).toBe(true);
  });

  it('is read at all: texts in calls, in templates, in properties', () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.flatMap(({ tree }) => [...nodesIn(tree)]).filter(({ node }) => isTranslation(node)).length).toBeGreaterThan(200);
  });
});

/** A string's value, or the words of a template with {} for its holes. */
function textOf(node: AstNode): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node.type === 'TemplateLiteral' ? node.quasis?.map(({ value }) => value.cooked).join('{}') : undefined;
}

function isShown(node: AstNode, [parent]: readonly AstNode[]): boolean {
  if (parent?.type === 'Property' && parent.value === node) return shows.test(parent.key?.name ?? '');
  if (parent?.type === 'AssignmentExpression') return shows.test(parent.left?.property?.name ?? '');
  return parent?.type === 'CallExpression' && shows.test(parent.callee?.property?.name ?? '');
}
