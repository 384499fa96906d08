import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { applyEdits, type Document, emptyProject, lint, openDocument, type Problem, withDocument } from '../../../server/src/core/index.ts';
import { languages } from '../../../server/src/core/languages/registry.ts';
import { shellcheck as rule } from '../../../server/src/core/rules/shellcheck.ts';
import { ShellCheck } from '../../../server/src/host/shellcheck.ts';
import { opsbook } from '../cli/opsbook.ts';
import { type Client, startClient } from '../lsp/client.ts';

const installed = spawnSync('shellcheck', ['--version']).error === undefined;

if (!installed) {
  test('ShellCheck', () => {
    console.log('shellcheck is not installed: its words were not asked for');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'opsbook-shellcheck-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** ShellCheck's problems of a runbook, asked of the program on this machine. */
  async function judge(text: string, id: string = rule.id): Promise<readonly Problem[]> {
    return (await all(openDocument('/book.md', text))).filter((problem) => problem.rule === id);
  }

  /** The same of a bare file of that language. */
  async function ofFile(language: string, text: string): Promise<readonly Problem[]> {
    return (await all(openDocument('/file', text, { language }))).filter((problem) => problem.rule === `${language}-shellcheck`);
  }

  async function all(document: Document): Promise<readonly Problem[]> {
    const asked = new ShellCheck('shellcheck');
    await asked.ask([document], folder);
    return lint({ ...withDocument(emptyProject, document), shellCheck: asked.comments }, document.path);
  }

  const front = '---\nrunbook:\n---\n\n';

  describe('ShellCheck on the steps of a runbook', () => {
    it('finds what its rule says', async () => {
      expect((await judge(rule.bad)).length).toBeGreaterThan(0);
      expect(await judge(rule.good)).toEqual([]);
    });

    it.each(languages.flatMap(({ id, rules }) => rules.filter(({ needs }) => needs !== undefined).map((one) => ({ id, one }))))(
      'finds what $one.id says',
      async ({ id, one }) => {
        expect((await ofFile(id, one.bad)).map(({ rule: name }) => name)).toContain(one.id);
        expect(await ofFile(id, one.good)).toEqual([]);
      },
    );

    it('speaks of the very characters of a configuration file, in a fence too, and mends it', async () => {
      const bad = '/var/log/a.log {\n    postrotate\n\tkill -HUP $(cat /run/a.pid)\n    endscript\n}\n';
      const text = `${front}> \`\`\`logrotate {file=/etc/logrotate.d/a}\n${bad.replace(/^(?=.)/gm, '> ')}> \`\`\`\n`;
      const found = (await judge(text, 'logrotate-shellcheck')).filter(({ code }) => code?.value === 'SC2046');
      expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(['$(cat /run/a.pid)']);
      const joined = 'iface eth0 inet manual\n    up ls $A \\\n      $B\n    down rm $C\n';
      const inFile = (await ofFile('interfaces', joined)).filter(({ code }) => code?.value === 'SC2086');
      expect(inFile.map(({ span, fixes }) => [joined.slice(span.start, span.end), fixes.length])).toEqual([
        ['ls $A \\\n      $B', 0],
        ['ls $A \\\n      $B', 0],
        ['$C', 1],
      ]);
      expect(applyEdits(joined, inFile.at(-1)?.fixes[0]?.edits ?? [])).toContain('down rm "$C"\n');
      const off = '# opsbook-disable SC2086\niface eth0 inet manual\n    down rm $C\n';
      expect((await ofFile('interfaces', off)).filter(({ code }) => code !== undefined)).toEqual([]);
    });

    it('speaks of the very characters, in lists and quotes, behind tabs and signs of two units', async () => {
      const text = `${front}1. do\n\n   \`\`\`bash\n   true\n   \tprintf '😀' ; ls $name\n   \`\`\`\n\n> \`\`\`sh\n> $ cat $file\n> \`\`\`\n`;
      const found = await judge(text);
      expect(found.map(({ span, code }) => [text.slice(span.start, span.end), code?.value])).toEqual([
        ['$name', 'SC2086'],
        ['$file', 'SC2086'],
      ]);
      expect(found[0]?.code?.href).toBe('https://www.shellcheck.net/wiki/SC2086');
    });

    it('has fixes after which it is content', async () => {
      const text = `${front}> \`\`\`sh\n> ls $name\n> rm -f $other\n> \`\`\`\n`;
      const found = await judge(text);
      const mended = applyEdits(
        text,
        found.flatMap(({ fixes }) => fixes[0]?.edits ?? []),
      );
      expect(mended).toContain('> ls "$name"\n> rm -f "$other"\n');
      expect(await judge(mended)).toEqual([]);
    });

    it('is silent about what is another step’s, about holes and about what our own rules say', async () => {
      expect(await judge(`${front}\`\`\`sh\ncd /srv\nx=1\nls "$dir" {{ name }}\n\`\`\`\n`)).toEqual([]);
      expect(await judge(`${front}\`\`\`sh\nif true; then\n\`\`\`\n`)).toEqual([]);
      expect(await judge(`${front}\`\`\`sh\na=(1 2)\necho "\${a[0]}"\n\`\`\`\n`)).toEqual([]);
      expect(await judge(`${front}\`\`\`sh\nf() { local x=1; echo "$x"; }\nf\n\`\`\`\n`)).toEqual([]);
    });

    it('is switched off by its own comments and by ours', async () => {
      expect(await judge(`${front}\`\`\`sh\n# shellcheck disable=SC2086\nls $name\n\`\`\`\n`)).toEqual([]);
      expect(await judge(`${front}<!-- opsbook-disable SC2086 -->\n\n\`\`\`sh\nls $name\n\`\`\`\n`)).toEqual([]);
      expect(await judge(`${front}<!-- opsbook-disable ${rule.id} -->\n\n\`\`\`sh\nls $name\n\`\`\`\n`)).toEqual([]);
      expect((await judge(`${front}<!-- opsbook-disable SC2046 -->\n\n\`\`\`sh\nls $name\n\`\`\`\n`)).length).toBe(1);
    });

    it('is one process at a time, and none for a script that it knows', async () => {
      const log = join(folder, 'log');
      const busy = join(folder, 'busy');
      const wrapper = join(folder, 'wrapper');
      writeFileSync(
        wrapper,
        `#!/bin/sh\nmkdir '${busy}' || echo overlap >>'${log}'\necho start >>'${log}'\nshellcheck "$@"\nstatus=$?\nrmdir '${busy}'\nexit $status\n`,
      );
      chmodSync(wrapper, 0o755);
      const book = (n: number) => openDocument(`/${n}.md`, `${front}\`\`\`sh\nls $a${n}\n\`\`\`\n\n\`\`\`sh\nls $a${n % 2}\n\`\`\`\n`);
      const asked = new ShellCheck(wrapper);
      const told = await Promise.all([1, 2, 3, 4].map((n) => asked.ask([book(n)], folder)));
      expect(told).toContain(true);
      const starts = (): readonly string[] => readFileSync(log, 'utf8').trim().split('\n');
      expect(starts()).toEqual(Array.from({ length: 5 }, () => 'start'));
      expect(await asked.ask([book(1), book(4)], folder)).toBe(false);
      expect(starts().length).toBe(5);
      expect(existsSync(busy)).toBe(false);
    });

    it('is ended when nobody wants to know any more, and asked anew later', async () => {
      const slow = join(folder, 'slow');
      const begun = join(folder, 'begun');
      writeFileSync(slow, `#!/bin/sh\necho $$ >>'${begun}'\n[ -e '${folder}/go-on' ] || exec sleep 600\nexec shellcheck "$@"\n`);
      chmodSync(slow, 0o755);
      const document = openDocument('/b.md', `${front}\`\`\`sh\nls $a\n\`\`\`\n\n\`\`\`sh\nls $b\n\`\`\`\n`);
      const asked = new ShellCheck(slow);
      const turn = new AbortController();
      const told = asked.ask([document], folder, turn.signal);
      await expect.poll(() => existsSync(begun) && readFileSync(begun, 'utf8'), { timeout: 10_000 }).toMatch(/\n/);
      turn.abort();
      expect(await told).toBe(false);
      expect([readFileSync(begun, 'utf8').trim().split('\n').length, asked.comments.size]).toEqual([1, 0]);
      writeFileSync(join(folder, 'go-on'), '');
      expect(await asked.ask([document], folder)).toBe(true);
      expect(asked.comments.size).toBe(2);
    });

    it('is known to be missing where it is', async () => {
      const asked = new ShellCheck(join(folder, 'nothing'));
      expect(await asked.ask([openDocument('/b.md', rule.bad)], folder)).toBe(false);
      expect(asked.missing).toBe(true);
      expect(asked.comments.size).toBe(0);
    });

    it('that hangs or prints nonsense says nothing', async () => {
      const odd = join(folder, 'odd');
      writeFileSync(odd, '#!/bin/sh\nexec 0<&-\necho "{\\"comments\\":[{\\"line\\":-1},7]}"\nexit 1\n');
      chmodSync(odd, 0o755);
      const document = openDocument('/b.md', rule.bad);
      const asked = new ShellCheck(odd);
      await asked.ask([document], folder);
      expect([...asked.comments.values()]).toEqual([[]]);
    });
  });

  describe('opsbook lint --shellcheck', () => {
    it('asks, and without it nobody does', async () => {
      writeFileSync(join(folder, 'book.md'), rule.bad);
      const codes = async (...args: string[]) => {
        const { stdout } = await opsbook(['lint', '--format', 'json', ...args, 'book.md'], { cwd: folder });
        return (JSON.parse(stdout) as { code?: string }[]).flatMap(({ code }) => code ?? []);
      };
      expect(await codes('--shellcheck')).toContain('SC2045');
      expect(await codes()).toEqual([]);
    });

    it('says so where the program is not there', async () => {
      writeFileSync(join(folder, 'book.md'), rule.bad);
      const { status, stderr } = await opsbook(['lint', '--shellcheck', 'book.md'], { cwd: folder, env: { PATH: folder } });
      expect(status).toBe(2);
      expect(stderr).toContain('there is no program `shellcheck`');
    });
  });

  describe('the language server', () => {
    interface Diagnostic {
      readonly code: string;
      readonly codeDescription?: { readonly href: string };
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
    }
    const pulled = async (client: Client, uri: string): Promise<readonly Diagnostic[]> => {
      const report = await client.connection.sendRequest<{ items?: readonly Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return (report.items ?? []).filter(({ code }) => code.startsWith('SC'));
    };
    const settled = async (options: object): Promise<readonly Diagnostic[]> => {
      const client = await startClient({ folder, initializationOptions: options });
      try {
        const uri = `file://${folder}/open.md`;
        await client.open(uri, 'markdown', rule.bad);
        let found: readonly Diagnostic[] = [];
        for (let i = 0; i < 40 && found.length === 0; i++) {
          await new Promise((resume) => setTimeout(resume, 100));
          found = await pulled(client, uri);
        }
        if (found.length === 0) return found;
        expect(client.refreshes()).toBeGreaterThan(0);
        const start = found.find(({ code }) => code === 'SC2086')?.range.start ?? { line: 0, character: 0 };
        const actions = await client.connection.sendRequest<{ title: string; kind: string }[]>('textDocument/codeAction', {
          textDocument: { uri },
          range: { start, end: start },
          context: { diagnostics: [] },
        });
        expect(actions.map(({ title }) => title)).toContain('Change as ShellCheck says (SC2086)');
        return found;
      } finally {
        await client.stop();
      }
    };

    it('asks in a trusted workspace, and links to the wiki', async () => {
      const found = await settled({ trusted: true });
      expect(found.map(({ code }) => code)).toContain('SC2086');
      expect(found[0]?.codeDescription?.href).toMatch(/^https:\/\/www\.shellcheck\.net\/wiki\/SC\d{4}$/);
    });

    it('does not ask in another, nor where it is switched off', async () => {
      expect(await settled({ trusted: false })).toEqual([]);
      expect(await settled({ trusted: true, shellcheck: '' })).toEqual([]);
    });
  });
}
