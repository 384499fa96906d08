import type * as vscode from 'vscode';
import { type SymptomMatcher, symptomMatcher } from '../../../../server/src/core/index.ts';
import type { RunbookInfo } from '../../../../server/src/protocol.ts';
import type { RunbookList } from './list.ts';

/** The matcher over the symptoms of all runbooks of the workspace, made once for each state of them. */
export class MeantRunbooks {
  readonly #list: RunbookList;
  #made: Promise<SymptomMatcher<RunbookInfo>> | undefined;

  constructor(list: RunbookList) {
    this.#list = list;
    this.onDidChange = list.onDidChange;
  }

  readonly onDidChange: vscode.Event<void>;

  register(): vscode.Disposable {
    return this.#list.onDidChange(() => {
      this.#made = undefined;
    });
  }

  matcher(): Promise<SymptomMatcher<RunbookInfo>> {
    this.#made ??= this.#list.all().then(symptomMatcher);
    return this.#made;
  }
}

/** Values to offer for a runbook's inputs: what a line of a log gave, or what was given the last time; by its URI, while the window is open. No secret. */
export class GivenInputs {
  readonly #given = new Map<string, Readonly<Record<string, string>>>();

  give(uri: vscode.Uri, values: Readonly<Record<string, string>>): void {
    this.#given.set(uri.toString(), values);
  }

  of(uri: vscode.Uri): Readonly<Record<string, string>> {
    return this.#given.get(uri.toString()) ?? {};
  }
}
