import { describe, expect, it } from 'vitest';
import type { Files } from '../../../server/src/host/files.ts';
import { rememberedFiles } from '../../../server/src/lsp/remembered-files.ts';
import { Workspace } from '../../../server/src/lsp/workspace.ts';

const root = 'vscode-vfs:github/owner/name';
const other = 'mem:/fleet two';

/** Files by path on a network: what is asked is answered in the next round, everything that waits at once. */
class SlowFiles implements Files {
  rounds = 0;
  readonly asked: string[] = [];
  readonly #texts: Readonly<Record<string, string>>;
  #waiting: (() => void)[] = [];

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = texts;
  }

  read(path: string) {
    const text = this.#texts[path];
    return this.#later(path, text === undefined ? { trouble: 'missing' as const, message: 'there is no such file' } : { text });
  }

  list(path: string) {
    const inside = Object.keys(this.#texts).filter((name) => name.startsWith(`${path}/`));
    const names = new Map(
      inside.map((name) => name.slice(path.length + 1).split('/')).map(([first = '', ...rest]) => [first, rest.length > 0]),
    );
    const entries = [...names].map(([name, more]) => ({ name, kind: more ? ('folder' as const) : ('file' as const) }));
    // Above the workspace there is nothing to be seen.
    return this.#later(path, inside.length === 0 || ![root, other].some((each) => path.startsWith(each)) ? undefined : entries);
  }

  kindOf(path: string) {
    const isFolder = Object.keys(this.#texts).some((name) => name.startsWith(`${path}/`));
    return this.#later(path, path in this.#texts ? ('file' as const) : isFolder ? ('folder' as const) : undefined);
  }

  /** Answers round by round until `done` is; how many it took. */
  async until(done: Promise<unknown>): Promise<number> {
    const before = this.rounds;
    let isDone = false;
    void done.then(() => {
      isDone = true;
    });
    for (;;) {
      // Whoever goes on from an answer has asked for the next by then.
      for (let turn = 0; turn < 5; turn++) await new Promise((resume) => setImmediate(resume));
      if (isDone) return this.rounds - before;
      if (this.#waiting.length > 0) this.rounds++;
      for (const answer of this.#waiting.splice(0)) answer();
    }
  }

  #later<T>(path: string, answer: T): Promise<T> {
    this.asked.push(path);
    return new Promise((resume) => this.#waiting.push(() => resume(answer)));
  }
}

const links = Array.from({ length: 30 }, (_, n) => `[a](../team1/b${n}.md), [b](gone${n}.md)\n`).join('\n');
const runbook = `---\nrunbook:\n  hosts: web1\n---\n\n${links}`;
const books = Object.fromEntries(
  Array.from({ length: 40 }, (_, n) => [`${root}/books/team${n % 8}/b${n}.md`, '---\nrunbook:\n  hosts: web1\n---\n']),
);
const logs = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`${root}/etc/logrotate.d/ä ${n}`, `/var/log/${n} {\n  daily\n}\n`]));
const others = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`${root}/src/${n % 50}/${n}.c`, 'int x;\n']));

describe('files that take a second each', () => {
  const path = `${root}/books/team0/open.runbook.md`;
  const uri = 'vscode-vfs://github/owner/name/books/team0/open.runbook.md';
  const tree = { ...books, ...logs, ...others, [path]: runbook, [`${root}/etc/logrotate.conf`]: 'include /etc/logrotate.d\n' };

  it('are waited for side by side, and not again at each keystroke', async () => {
    const slow = new SlowFiles(tree);
    const workspace = new Workspace(rememberedFiles(slow), () => {});
    workspace.configure([root], undefined, false);
    workspace.update(uri, 'markdown', 1, runbook);
    expect(await slow.until(workspace.ready(uri))).toBeLessThan(6);
    expect(workspace.project(uri).places?.get(`${root}/books/team0/gone1.md`)).toEqual({ kind: 'missing' });
    workspace.update(uri, 'markdown', 2, `${runbook}x`);
    expect(await slow.until(workspace.ready(uri))).toBe(0);
  });

  it('are read once where they count for many: an opsbook.yaml, and the inventory that it names', async () => {
    const changing: Record<string, string> = {
      ...tree,
      [`${root}/opsbook.yaml`]: 'inventories: inventory\n',
      [`${root}/inventory`]: 'web1\n',
    };
    const slow = new SlowFiles(changing);
    const workspace = new Workspace(slow, () => {});
    workspace.configure([root], undefined, true);
    const uris = Array.from({ length: 8 }, (_, n) => `vscode-vfs://github/owner/name/books/team${n}/b${n}.md`);
    const hosts = () => uris.map((each) => [...workspace.project(each).inventory.hosts.keys()]);
    await slow.until(Promise.all(uris.map((each) => workspace.ready(each))));
    expect(hosts()).toEqual(uris.map(() => ['web1']));
    const times = (name: string): number => slow.asked.filter((each) => each === `${root}/${name}`).length;
    // It is looked for, and read.
    expect(times('opsbook.yaml')).toBe(2);
    for (const once of ['inventory', 'books/opsbook.yaml', 'books/team3/opsbook.yaml']) expect(times(once), once).toBe(1);
    changing[`${root}/inventory`] = 'web2\n';
    await slow.until(workspace.fileChanged('vscode-vfs://github/owner/name/opsbook.yaml'));
    await slow.until(Promise.all(uris.map((each) => workspace.ready(each))));
    expect(hosts()).toEqual(uris.map(() => ['web2']));
    expect(times('inventory')).toBe(2);
  });

  it('are read many at once, and those that are none of ours not at all', async () => {
    const slow = new SlowFiles(tree);
    const workspace = new Workspace(rememberedFiles(slow), () => {});
    workspace.configure([root], undefined, false);
    expect(await slow.until(workspace.reload())).toBeLessThan(25);
    expect(workspace.project(`vscode-vfs://github/owner/name/etc/logrotate.d/x`).documents.has(`${root}/etc/logrotate.d/ä 7`)).toBe(true);
    const found = workspace.runbooks();
    expect(await slow.until(found)).toBeLessThan(25);
    expect(await found).toHaveLength(41);
    expect(slow.asked.filter((each) => each.endsWith('.c'))).toEqual([]);
    // Each folder is listed once, for all who ask for something in it.
    expect(slow.asked.filter((each) => each === `${root}/src/7`)).toHaveLength(1);
  });
});

describe('what was asked of a slow file system', () => {
  it('is asked again after a while, and when something changed', async () => {
    let now = 0;
    const texts: Record<string, string> = { [`${root}/a`]: 'one' };
    const slow = new SlowFiles(texts);
    const files = rememberedFiles(slow, () => now);
    const read = async (): Promise<unknown> => {
      const answer = files.read(`${root}/a`);
      await slow.until(answer);
      return answer;
    };
    expect(await read()).toEqual({ text: 'one' });
    texts[`${root}/a`] = 'two';
    expect(await read()).toEqual({ text: 'one' });
    now += 60_000;
    expect(await read()).toEqual({ text: 'two' });
    texts[`${root}/a`] = 'three';
    files.forget();
    expect(await read()).toEqual({ text: 'three' });
  });

  it('is what each entry is, by the listing of its folder; a folder that is not listed is asked for by itself', async () => {
    const slow = new SlowFiles({ [`${root}/a/b`]: '', [`${root}/a/c/d`]: '' });
    const files = rememberedFiles(slow);
    const all = Promise.all([`${root}/a/b`, `${root}/a/c`, `${root}/a/none`, `${root}/none/x`, root].map((path) => files.kindOf(path)));
    await slow.until(all);
    expect(await all).toEqual(['file', 'folder', undefined, undefined, 'folder']);
    expect(slow.asked.filter((path) => path === `${root}/a`)).toHaveLength(1);
    expect(slow.asked).not.toContain(`${root}/a/b`);
  });
});

describe('the folders of a window', () => {
  it('may be several, on a network and not, each with its own opsbook.yaml', async () => {
    const slow = new SlowFiles({
      [`${root}/opsbook.yaml`]: 'include: [notes/*.md]\n',
      [`${root}/notes/a.md`]: '# A\n',
      [`${other}/notes/b.md`]: '# B\n',
      [`${other}/ü/c.runbook.md`]: '# C\n',
    });
    const workspace = new Workspace(rememberedFiles(slow), () => {});
    workspace.configure([root, other], undefined, false);
    await slow.until(workspace.reload());
    for (const uri of ['vscode-vfs://github/owner/name/notes/a.md', 'mem:/fleet%20two/notes/b.md']) {
      workspace.update(uri, 'markdown', 1, '# X\n');
      await slow.until(workspace.ready(uri));
    }
    const ours = (uri: string): boolean | undefined => workspace.opened(uri)?.document.ours;
    expect(ours('vscode-vfs://github/owner/name/notes/a.md')).toBe(true);
    expect(ours('mem:/fleet%20two/notes/b.md')).toBe(false);
    const found = workspace.runbooks();
    await slow.until(found);
    expect((await found).map(({ path }) => path)).toEqual([`${other}/ü/c.runbook.md`, `${root}/notes/a.md`]);
  });

  it('may be none: an open document is judged by itself, and nothing around it is asked for but opsbook.yaml', async () => {
    const slow = new SlowFiles({ [`${root}/a.runbook.md`]: runbook, [`${root}/b.runbook.md`]: runbook });
    const workspace = new Workspace(rememberedFiles(slow), () => {});
    workspace.configure([], undefined, false);
    const uri = 'vscode-vfs://github/owner/name/a.runbook.md';
    workspace.update(uri, 'markdown', 1, runbook);
    await slow.until(workspace.ready(uri));
    await slow.until(workspace.reload());
    expect(workspace.opened(uri)?.document.ours).toBe(true);
    expect(slow.asked.filter((path) => path.endsWith('.md'))).toEqual([]);
    expect([...workspace.project(uri).documents.keys()]).toEqual([`${root}/a.runbook.md`]);
  });
});
