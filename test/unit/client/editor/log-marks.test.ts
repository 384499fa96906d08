import { expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { LogMarks } from '../../../../client/src/editor/runbooks/log-marks.ts';
import type { MeantRunbooks } from '../../../../client/src/editor/runbooks/meant.ts';
import { symptomMatcher } from '../../../../server/src/core/index.ts';
import type { RunbookInfo } from '../../../../server/src/protocol.ts';

const hints = new Map<unknown, readonly { readonly message: string }[]>();
let opened = (_document: vscode.TextDocument): void => {};

vi.mock('vscode', async () => {
  class Parts {
    readonly parts: readonly unknown[];
    constructor(...parts: readonly unknown[]) {
      this.parts = parts;
    }
  }
  class Diagnostic extends Parts {
    readonly message = this.parts[1];
  }
  return {
    l10n: await import('@vscode/l10n'),
    CodeLens: Parts,
    Diagnostic,
    DiagnosticSeverity: { Hint: 3 },
    Disposable: { from: () => {} },
    Range: Parts,
    languages: {
      createDiagnosticCollection: () => hints,
      registerCodeLensProvider: () => {},
      match: (_logs: unknown, { languageId }: { readonly languageId: string }) => (languageId === 'log' ? 10 : 0),
    },
    workspace: {
      textDocuments: [],
      onDidCloseTextDocument: () => {},
      onDidOpenTextDocument: (heard: typeof opened) => (opened = heard),
    },
  };
});

it('hints in a log in which VS Code asks for no lenses', async () => {
  const runbook = { uri: 'file:///r.md', title: 'The disk fills up', symptoms: [{ match: 'No space left' }], inputs: [], checks: [] };
  const matcher = Promise.resolve(symptomMatcher([runbook as RunbookInfo]));
  new LogMarks({ matcher: () => matcher, onDidChange: () => {} } as unknown as MeantRunbooks).register();
  const open = (name: string, languageId: string, lineCount: number): unknown => {
    const document = { uri: { scheme: 'file', name }, languageId, lineCount, getText: () => 'well\nNo space left\n', positionAt: Number };
    opened(document as unknown as vscode.TextDocument);
    return document.uri;
  };
  const large = open('large', 'log', 400_000);
  open('small', 'log', 3);
  open('other', 'plaintext', 400_000);
  await vi.waitUntil(() => hints.size > 0);
  expect([...hints.keys()]).toEqual([large]);
  expect(hints.get(large)?.map(({ message }) => message)).toEqual(['The runbook “The disk fills up” knows this']);
});
