import { expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { keptOutline } from '../../../../client/src/editor/language/kept-outline.ts';

const symbol = (name: string) => ({ name }) as vscode.DocumentSymbol;

it('asks for the outline of a text once, and again after an edit and where there was none', async () => {
  const document = { version: 1 } as vscode.TextDocument;
  const change = (version: number): void => void Object.assign(document, { version });
  const answers = [[], [symbol('a')], [symbol('b')], [symbol('c')], [symbol('d')]];
  const middleware = keptOutline();
  const ask = (): unknown => middleware(document, {} as vscode.CancellationToken, () => answers.shift());
  expect(await ask()).toEqual([]);
  expect(await ask()).toEqual([symbol('a')]);
  expect(await ask()).toEqual([symbol('a')]);
  change(2);
  expect(await ask()).toEqual([symbol('b')]);
  change(3);
  const both = [ask(), ask()];
  expect(await Promise.all(both)).toEqual([[symbol('c')], [symbol('c')]]);
  change(4);
  const answer = ask();
  change(5);
  expect(await answer).toEqual([symbol('d')]);
  // It may be of the older text: it was given, and is not kept.
  expect(await ask()).toBeUndefined();
});

it('asks again for one that was taken back', async () => {
  const document = { version: 1 } as vscode.TextDocument;
  const middleware = keptOutline();
  const first = middleware(document, {} as vscode.CancellationToken, () => Promise.reject(new Error('taken back')));
  const second = middleware(document, {} as vscode.CancellationToken, () => [symbol('a')]);
  await expect(first).rejects.toThrow('taken back');
  expect(await second).toEqual([symbol('a')]);
});
