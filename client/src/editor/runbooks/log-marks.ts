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

/** VS Code asks for no lenses in a text of more lines or characters: then hints alone tell. */
const LENSES = { lines: 300_000, characters: 20 << 20 };

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
    const hintLarge = (document: vscode.TextDocument): void => {
      if (vscode.languages.match(logs, document) > 0 && isLarge(document)) void this.provideCodeLenses(document);
    };
    const all = (): void => vscode.workspace.textDocuments.forEach(hintLarge);
    all();
    return vscode.Disposable.from(
      this.#hints,
      vscode.languages.registerCodeLensProvider(logs, this),
      vscode.workspace.onDidOpenTextDocument(hintLarge),
      this.#meant.onDidChange(all),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#hints.delete(uri)),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    if (document.uri.scheme === 'output') return [];
    const matcher = await this.#meant.matcher();
    if (token?.isCancellationRequested === true) return [];
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

function isLarge(document: vscode.TextDocument): boolean {
  return document.lineCount > LENSES.lines || document.getText().length > LENSES.characters;
}

/** A runbook that a line calls for, with what the line gives for its inputs. */
export interface MeantTarget {
  readonly uri: string;
  readonly values: Readonly<Record<string, string>>;
}
