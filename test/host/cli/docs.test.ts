import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attributeTable, languageNamed, readOpsbookYaml } from '../../../server/src/core/index.ts';
import { opsbook, program } from './opsbook.ts';
import { root } from './package-copy.ts';

/** A fence of a page, with the mark in the comment before it. */
interface Fence {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
  readonly mark: string | undefined;
}

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') && name !== 'rules.md' ? [`docs/${name}`] : [])),
];

describe('docs/runbooks.md', () => {
  it('names each runbook that there is, and no other', () => {
    const named = [...readFileSync(join(root, 'docs/runbooks.md'), 'utf8').matchAll(/\]\(\.\.\/runbooks\/([^)]+)\)/g)].map(
      ([, name]) => name,
    );
    expect(named.sort()).toEqual(readdirSync(join(root, 'runbooks')).sort());
  });
});

function fencesOf(page: string): readonly Fence[] {
  const tokens = new MarkdownIt({ html: true }).parse(readFileSync(join(root, page), 'utf8'), {});
  return tokens.flatMap((token, i) => {
    if (token.type !== 'fence') return [];
    const before = tokens[i - 1];
    const mark = before?.type === 'html_block' ? /^<!-- (example|run)\b([^>]*?)-->/.exec(before.content) : null;
    return [
      {
        page,
        line: (token.map?.[0] ?? 0) + 1,
        language: token.info.trim(),
        text: token.content,
        mark: mark === null ? undefined : `${mark[1]}${mark[2]?.trimEnd()}`,
      },
    ];
  });
}

const fences = pages.flatMap(fencesOf);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-docs-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/opsbook'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(join(folder, 'bin/opsbook'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const examples = fences.filter(({ mark }) => mark?.startsWith('example'));
const commands = fences.filter(({ mark }) => mark?.startsWith('run'));

describe('examples in the pages', () => {
  it('are marked, where they are runbooks or configuration', () => {
    const unmarked = fences.filter(
      ({ language, mark }) => mark === undefined && (language === 'markdown' || languageNamed(language) !== undefined),
    );
    expect(unmarked.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([]);
    expect(examples.length).toBeGreaterThan(5);
    expect(commands.length).toBeGreaterThan(1);
  });

  it.each(examples.map((one) => [`${one.page}:${one.line}`, one] as const))(
    '%s is as its mark says',
    async (_, { mark = '', text, language }) => {
      if (language === 'yaml') {
        expect(mark).toBe('example: opsbook.yaml');
        expect(readOpsbookYaml(text).troubles).toEqual([]);
        return;
      }
      const name = /file=(\S+)/.exec(mark)?.[1] ?? 'example.md';
      const place = join(folder, 'example', name);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
      const { stdout } = await opsbook(['lint', '--format', 'json', name], { cwd: join(folder, 'example') });
      const found = (JSON.parse(stdout) as { rule: string; severity: string; message: string }[]).filter(
        ({ severity }) => severity === 'error' || severity === 'warning',
      );
      expect(mark).toMatch(/^example: (clean|[a-z-]+( [a-z-]+)*)( file=\S+)?$/);
      const expected = mark
        .replace(/^example: |^clean\b| ?file=\S+/g, '')
        .replace(/^clean$/, '')
        .split(' ')
        .filter(Boolean);
      expect(found.map(({ rule, message }) => (expected.includes(rule) ? rule : `${rule}: ${message}`))).toEqual(expected);
      rmSync(join(folder, 'example'), { recursive: true });
    },
  );

  it.each(commands.map((one) => [`${one.page}:${one.line}`, one] as const))('%s can be called as it stands', (_, { mark = '', text }) => {
    const cwd = join(folder, 'run');
    mkdirSync(join(cwd, 'runbooks'), { recursive: true });
    mkdirSync(join(cwd, 'etc/logrotate.d'), { recursive: true });
    writeFileSync(join(cwd, 'etc/logrotate.d/x'), '/var/log/x {\n  dailly\n}\n');
    const status = Number(/^run: (\d)$/.exec(mark)?.[1] ?? 0);
    for (const line of text.split('\n').filter((one) => /^(npx )?opsbook /.test(one))) {
      const called = spawnSync('sh', ['-c', line.replace(/^npx /, '')], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` },
      });
      expect([0, status], `${line}\n${called.stderr}`).toContain(called.status);
      expect(called.stderr, line).not.toMatch(/unknown option|unknown command/);
    }
    rmSync(cwd, { recursive: true });
  });

  it('show no command and no option that there is not', async () => {
    const known = new Map<string, string>();
    const shown = fences.flatMap(({ text, language, page, line }) =>
      language === 'sh' || language === 'yaml' || language === 'json'
        ? [...text.matchAll(/\bopsbook ([a-z]+)((?: [^\n#|>"]*)?)/g)].map((match) => ({
            at: `${page}:${line}`,
            command: match[1] as string,
            rest: match[2] ?? '',
          }))
        : [],
    );
    expect(shown.length).toBeGreaterThan(10);
    for (const { at, command, rest } of shown) {
      // A command below this one has options of its own.
      const below = /^ ([a-z]+)/.exec(rest)?.[1];
      for (const words of [[command], ...(below === undefined ? [] : [[command, below]])])
        if (!known.has(words.join(' '))) known.set(words.join(' '), (await opsbook([...words, '--help'])).stdout);
      expect(known.get(command), `${at}: opsbook ${command}`).toMatch(new RegExp(`^Usage: opsbook ${command}`));
      const help = `${known.get(command)}${known.get(`${command} ${below}`) ?? ''}`;
      for (const [option] of rest.matchAll(/(?<= )--[a-z-]+/g)) expect(help, `${at}: opsbook ${command} ${option}`).toContain(option);
    }
  });

  it('link to pages that are there', () => {
    const bad = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#\s]+\.(?:md|png))\)/g)]
        .map((match) => match[1] as string)
        .filter((target) => !/^https?:/.test(target) && !readable(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(bad).toEqual([]);
  });

  it('name every attribute that a fence may have', () => {
    const text = readFileSync(join(root, 'docs/attributes.md'), 'utf8');
    expect(attributeTable.filter(({ key }) => !text.includes(`\`${key}\``)).map(({ key }) => key)).toEqual([]);
  });
});

function readable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

describe('the manual page', () => {
  it.each([
    ['mandoc', ['-Tlint', '-Wwarning', 'man/opsbook.1']],
    ['man', ['--warnings', '-l', 'man/opsbook.1']],
  ])('is rendered by %s without a warning', (command, args) => {
    const called = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { ...process.env, MANPAGER: 'cat', MANWIDTH: '100' } });
    if (called.error !== undefined) {
      console.warn(`${command} is not here: the manual page is not rendered by it`);
      expect(process.env['CI']).not.toBe('true');
      return;
    }
    expect(called.stderr).toBe('');
    expect(called.status).toBe(0);
    if (command === 'man') expect(called.stdout).toContain('update-baseline');
    else expect(called.stdout).toBe('');
  });
});
