import { expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { type CheckRunner, CheckTests } from '../../../../client/src/editor/testing/check-tests.ts';
import type { RunbookList } from '../../../../client/src/editor/runbooks/list.ts';
import type { RunbookInfo } from '../../../../server/src/protocol.ts';

const made: string[] = [];
let controller: vscode.TestController;

// What the tests' tree uses of VS Code: a tree of items, and who makes them.
vi.mock('vscode', async () => {
  class Items {
    #items = new Map<string, { readonly id: string }>();
    get = (id: string) => this.#items.get(id);
    replace = (items: readonly { readonly id: string }[]): void => {
      this.#items = new Map(items.map((item) => [item.id, item]));
    };
    [Symbol.iterator] = () => this.#items[Symbol.iterator]();
  }
  class Range {
    readonly line: number;
    constructor(line: number) {
      this.line = line;
    }
  }
  const createTestController = () => {
    controller = {
      items: new Items(),
      createRunProfile: () => {},
      createTestItem: (id: string, label: string) => {
        made.push(id);
        return { id, label, children: new Items() };
      },
    } as unknown as vscode.TestController;
    return controller;
  };
  return {
    l10n: await import('@vscode/l10n'),
    tests: { createTestController },
    TestRunProfileKind: { Run: 1 },
    Disposable: { from: () => {} },
    Range,
    Uri: { parse: (uri: string) => uri },
    commands: { executeCommand: async () => {} },
  };
});

it('makes items anew where checks changed, and moves them where lines did', async () => {
  const book = (uri: string, line: number, hosts: readonly string[]): RunbookInfo => ({
    uri,
    title: uri,
    symptoms: [],
    inputs: [],
    checks: [{ name: 'look', line, hosts }],
  });
  let runbooks = [book('file:///a.md', 3, ['web1']), book('file:///b.md', 3, ['web1'])];
  const list = { all: async () => runbooks, onDidChange: () => {} } as unknown as RunbookList;
  new CheckTests(list, {} as CheckRunner).register();
  const fill = async (): Promise<readonly string[]> => {
    made.length = 0;
    await controller.refreshHandler?.({} as vscode.CancellationToken);
    return [...made];
  };
  const lineOf = (id: string): unknown => controller.items.get(id)?.children.get(`${id}#look`)?.children.get(`${id}#look@web1`)?.range;
  expect((await fill()).length).toBe(6);
  runbooks = [book('file:///a.md', 9, ['web1']), book('file:///b.md', 3, ['web1', 'web2'])];
  expect(await fill()).toEqual(['file:///b.md', 'file:///b.md#look', 'file:///b.md#look@web1', 'file:///b.md#look@web2']);
  // The line of the fence is where the gutter has the last outcome: VS Code's own mark would take its place.
  expect([lineOf('file:///a.md'), lineOf('file:///b.md')]).toEqual([{ line: 10 }, { line: 4 }]);
  runbooks = runbooks.slice(1);
  expect(await fill()).toEqual([]);
  expect([...controller.items].map(([id]) => id)).toEqual(['file:///b.md']);
});
