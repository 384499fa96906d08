import { expect, it, vi } from 'vitest';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { RunbookList } from '../../../../client/src/editor/runbooks/list.ts';

let closed = (_document: { readonly languageId: string }): void => {};

vi.mock('vscode', () => {
  class Emitter {
    #heard = (): void => {};
    readonly event = (heard: () => void): void => {
      this.#heard = heard;
    };
    fire = (): void => this.#heard();
  }
  return {
    EventEmitter: Emitter,
    Disposable: { from: () => {} },
    workspace: {
      createFileSystemWatcher: () => ({ onDidChange: () => {}, onDidCreate: () => {}, onDidDelete: () => {} }),
      onDidSaveTextDocument: () => {},
      onDidCloseTextDocument: (heard: typeof closed) => (closed = heard),
    },
  };
});

it('is read anew when a runbook is closed that is no longer on the disk', async () => {
  vi.useFakeTimers();
  try {
    const answers = [[{ title: 'Open, and deleted' }], []];
    const list = new RunbookList({ sendRequest: async () => answers.shift() } as unknown as BaseLanguageClient);
    list.register();
    let changes = 0;
    list.onDidChange(() => changes++);
    expect(await list.all()).toHaveLength(1);
    closed({ languageId: 'json' });
    vi.runAllTimers();
    expect(changes).toBe(0);
    closed({ languageId: 'markdown' });
    vi.runAllTimers();
    expect(changes).toBe(1);
    expect(await list.all()).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});
