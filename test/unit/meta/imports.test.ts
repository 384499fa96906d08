import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Source {
  readonly file: string;
  readonly text: string;
  /** Project files by path, libraries by name. */
  readonly imports: readonly string[];
}

function sources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      const imports = [
        ...text.matchAll(
          /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
        ),
      ].map((match) => {
        const name = match[1] ?? match[2] ?? match[3] ?? '';
        return name.startsWith('.') ? relative(root, resolve(dirname(path), name)) : name;
      });
      return { file: relative(root, path), text, imports };
    });
}

const all = [...sources('server/src'), ...sources('client/src')];

/** An arrow that must not be: files that match `from` import nothing that matches `to`. `sees` is an import that proves the pattern alive. */
interface Forbidden {
  readonly name: string;
  readonly from: RegExp;
  readonly to: RegExp;
  readonly except?: RegExp;
}

const forbidden: readonly Forbidden[] = [
  { name: 'the server never imports the client', from: /^server\//, to: /^client\// },
  {
    name: 'core imports nothing but itself and its parsers',
    from: /^server\/src\/core\//,
    to: /./,
    except: /^(server\/src\/core\/|markdown-it$|yaml$|picomatch$|safe-regex2$|unbash$)/,
  },
  {
    name: 'a language never imports another',
    from: /^server\/src\/core\/languages\/(?!values\/)[a-z_]+\//,
    to: /^server\/src\/core\/languages\/(?!values\/)[a-z_]+\//,
  },
  { name: 'host imports core and never the lsp', from: /^server\/src\/host\//, to: /^server\/src\/lsp\// },
  { name: 'only the lsp and protocol.ts know the language server protocol', from: /^server\/src\/(?!lsp\/|protocol\.ts)/, to: /^vscode-/ },
  { name: 'only the editor imports vscode', from: /^(server|client\/src\/(?!editor\/))/, to: /^vscode$/ },
  { name: 'the editor has no ssh in it', from: /^client\/src\/editor\//, to: /^(ssh2$|client\/src\/(ssh|hosts|sandbox|cli)\/)/ },
  { name: 'run, hosts and ssh know no faces', from: /^client\/src\/(run|hosts|ssh|sandbox)\//, to: /^client\/src\/(editor|cli)\// },
  { name: 'ssh knows nothing of runs', from: /^client\/src\/ssh\//, to: /^client\/src\/(run|hosts|sandbox)\// },
];

describe('imports', () => {
  it.each(forbidden)('$name', ({ from, to, except, name }) => {
    const files = all.filter(({ file }) => from.test(file));
    expect(files.length, 'the pattern of files matches nothing').toBeGreaterThan(0);
    const own = (file: string, target: string): boolean =>
      name.startsWith('a language') && target.startsWith(file.split('/').slice(0, 5).join('/').concat('/'));
    const bad = files.flatMap(({ file, imports }) =>
      imports
        .filter((target) => to.test(target) && !(except?.test(target) ?? false) && !own(file, target))
        .map((target) => `${file} -> ${target}`),
    );
    expect(bad).toEqual([]);
  });

  it('sees the imports it is meant to see', () => {
    const targets = new Set(all.flatMap(({ imports }) => imports));
    for (const known of ['vscode', 'ssh2', 'markdown-it', 'vscode-languageserver/node', 'server/src/core/index.ts', 'node:fs'])
      expect([...targets]).toContain(known);
  });

  it('core has no clock, no randomness and no process', () => {
    const words = /\b(Date\.now|new Date\b|Math\.random|process\.|performance\.|setTimeout|setImmediate|globalThis|require\()/;
    const core = all.filter(({ file }) => file.startsWith('server/src/core/'));
    expect(core.length).toBeGreaterThan(50);
    const code = (text: string): string =>
      text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
    expect(core.filter(({ text }) => words.test(code(text))).map(({ file }) => file)).toEqual([]);
  });

  it('whose process it is, and where its home is, `account` alone asks Node, which throws for an account that stands in no list', () => {
    const asks = all.filter(({ text }) => /\b(userInfo\b|homedir\()/.test(text)).map(({ file }) => file);
    expect(asks).toEqual(['server/src/host/account.ts']);
  });

  it('nobody outside of core and its tests reaches past its index, but for types of the draft', () => {
    const bad = all
      .filter(({ file }) => !file.startsWith('server/src/core/'))
      .flatMap(({ file, imports }) =>
        imports
          .filter((target) => /^server\/src\/core\/(?!index\.ts$|runbook\/draft-types\.ts$)/.test(target))
          .map((target) => `${file} -> ${target}`),
      );
    expect(bad).toEqual([]);
  });
});
