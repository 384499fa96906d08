import { expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { keptOutline } from '../../../../client/src/editor/language/kept-outline.ts';

const symbol = (name: string) => ({ name }) as vscode.DocumentSymbol;

it('asks for the outline of a text once, and again after an edit and where there was none', async () => {
  const document = { version: 1 } as vscode.TextDocument;
  const change = (version: number): void => void Object.assign(document, { version });
  const answers = [[], [symbol('a')], [symbol('b')], [symbol('c')]];
  const middleware = keptOutline();
  const ask = (): unknown => middleware(document, {} as vscode.CancellationToken, () => answers.shift());
  expect(await ask()).toEqual([]);
  expect(await ask()).toEqual([symbol('a')]);
  expect(await ask()).toEqual([symbol('a')]);
  change(2);
  expect(await ask()).toEqual([symbol('b')]);
  change(3);
  const answer = ask();
  change(4);
  // It may be of the older text: it is given, and not kept.
  expect(await answer).toEqual([symbol('c')]);
  expect(await ask()).toBeUndefined();
});
