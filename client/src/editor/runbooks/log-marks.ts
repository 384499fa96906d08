import * as vscode from 'vscode';
import { withGap } from '../words/with-gap.ts';
import type { MeantRunbooks } from './meant.ts';

/** What is a log: by VS Code's own language, by its name, or by where it lives. */
const logs: vscode.DocumentSelector = [
  { language: 'log' },
  { pattern: '**/*.log' },
  { pattern: '/var/log/**' },
  { pattern: '**/{syslog,messages,kern,auth}{,.[0-9]*}' },
];

/** At most so many lines of a log are marked. */
const MARKED = 500;

/** Marks the lines of open logs that a runbook knows, each with a lens that opens it. */
export class LogMarks implements vscode.CodeLensProvider {
  readonly #meant: MeantRunbooks;
  readonly #hints = vscode.languages.createDiagnosticCollection('opsbook-symptoms');
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(meant: MeantRunbooks) {
    this.#meant = meant;
    this.onDidChangeCodeLenses = meant.onDidChange;
  }

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#hints,
      vscode.languages.registerCodeLensProvider(logs, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#hints.delete(uri)),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    if (document.uri.scheme === 'output') return [];
    const matcher = await this.#meant.matcher();
    if (token.isCancellationRequested) return [];
    const lenses: vscode.CodeLens[] = [];
    const hints: vscode.Diagnostic[] = [];
    for (const { start, end, matches } of matcher.text(document.getText())) {
      if (lenses.length >= MARKED) break;
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      for (const { runbook, values } of matches) {
        const argument: MeantTarget = { uri: runbook.uri, values };
        lenses.push(
          new vscode.CodeLens(range, {
            title: withGap(`$(book) ${vscode.l10n.t('Runbook: {0}', runbook.title)}`),
            command: 'opsbook.openMeant',
            arguments: [argument],
          }),
        );
        const hint = new vscode.Diagnostic(
          range,
          vscode.l10n.t('The runbook “{0}” knows this', runbook.title),
          vscode.DiagnosticSeverity.Hint,
        );
        hint.source = 'opsbook';
        hints.push(hint);
      }
    }
    this.#hints.set(document.uri, hints);
    return lenses;
  }
}

/** A runbook that a line calls for, with what the line gives for its inputs. */
export interface MeantTarget {
  readonly uri: string;
  readonly values: Readonly<Record<string, string>>;
}
