import { expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { makePlan } from '../../../../client/src/editor/commands/make-plan.ts';
import type { RunnerClient } from '../../../../client/src/run/process/runner-client.ts';

let giveUp = (): void => {};

// What planning uses of VS Code: a document, and a notification whose button gives up.
vi.mock('vscode', async () => ({
  l10n: await import('@vscode/l10n'),
  ProgressLocation: { Notification: 15 },
  window: {
    withProgress: (_options: unknown, task: (progress: unknown, token: unknown) => Promise<unknown>) =>
      task(undefined, { onCancellationRequested: (heard: () => void) => (giveUp = heard) }),
  },
  workspace: {
    isTrusted: true,
    openTextDocument: async ({ fsPath }: { fsPath?: string }) => {
      if (fsPath !== undefined) throw new Error(`cannot open vscode-remote://host${fsPath}`);
      return { isDirty: false, getText: () => '' };
    },
    getConfiguration: () => ({ get: (_name: string, otherwise: unknown) => otherwise }),
  },
}));

it('shows nothing of a plan that was given up, when it comes after all', async () => {
  const draft = { refusals: [], missing: [], inputs: [] };
  const client = {
    code2ProtocolConverter: { asUri: String },
    sendRequest: async (method: string, { uri }: { uri?: string }) =>
      method === 'opsbook/draft' ? draft : { hosts: uri === 'file:///inner/a.md' ? [{ name: 'lb1', production: true }] : [], groups: [] },
  } as unknown as LanguageClient;
  let asked: AbortSignal | undefined;
  let answer = (_plan: unknown): void => {};
  const runner = {
    plan: (_draft: unknown, _secrets: unknown, _reaching: unknown, _answer: unknown, signal: AbortSignal) => {
      asked = signal;
      return new Promise((resolve) => (answer = resolve));
    },
  } as unknown as RunnerClient;
  const plan = (): ReturnType<typeof makePlan> =>
    makePlan(client, async () => runner, { scheme: 'file', toString: () => 'file:///inner/a.md' } as unknown as vscode.Uri, {});
  const wanted = plan();
  await vi.waitUntil(() => asked !== undefined);
  answer({ hosts: [] });
  const shown = await wanted;
  expect(shown?.plan).toEqual({ hosts: [] });
  // By what counts for this runbook, which need not lie in the workspace's first folder.
  expect(shown?.production).toEqual(['lb1']);
  asked = undefined;
  const unwanted = plan();
  await vi.waitUntil(() => asked !== undefined);
  giveUp();
  expect((asked as AbortSignal | undefined)?.aborted).toBe(true);
  // A host that does not answer keeps the runner waiting.
  expect(await unwanted).toBeUndefined();
});

it('says of a runbook that was taken away meanwhile that it is gone', async () => {
  const source = { scheme: 'file', fsPath: '/nowhere/disk.runbook.md' } as unknown as vscode.Uri;
  const nobody = async (): Promise<RunnerClient> => Promise.reject(new Error('nobody is asked'));
  await expect(makePlan({} as LanguageClient, nobody, source, {})).rejects.toThrow('/nowhere/disk.runbook.md is no longer there');
});
