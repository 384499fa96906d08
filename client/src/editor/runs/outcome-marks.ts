import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RunEvent } from '../../run/events.ts';
import type { PreviewOutcome } from '../preview/preview.ts';
import { blocksOf } from '../language/blocks.ts';
import { type BlockOutcome, outcomeLine, type Standing, standingOf, withEvent } from './block-outcome.ts';
import { durationText } from '../../run/duration-text.ts';
import { exitText } from './exit-text.ts';
import { outcomeWord } from '../words/outcome-word.ts';

const looks: Readonly<Record<Standing, { readonly sign: string; readonly color: string }>> = {
  running: { sign: '…', color: 'charts.blue' },
  well: { sign: '✓', color: 'charts.green' },
  symptom: { sign: '!', color: 'editorWarning.foreground' },
  bad: { sign: '✗', color: 'charts.red' },
};

/** What became of each block in the last run, painted behind the block's last line; faded where the block was edited since. */
export class OutcomeMarks {
  readonly #client: LanguageClient;
  readonly #type = vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen });
  /** By document, then by name of block. */
  readonly #outcomes = new Map<string, Map<string, BlockOutcome>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#type,
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document.uri)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(({ document }) => void this.#paint(document.uri))),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('opsbook.outcomes')) for (const uri of this.#outcomes.keys()) this.#soon(vscode.Uri.parse(uri));
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#outcomes.delete(uri.toString())),
    );
  }

  /** A block's last outcome in one line; undefined where nothing is known. */
  outcomeOf(uri: string, block: string): PreviewOutcome | undefined {
    const outcome = this.#outcomes.get(uri)?.get(block);
    const standing = outcome && standingOf(outcome);
    return outcome && standing && { standing, words: `${looks[standing].sign} ${outcomeLine(outcome)}` };
  }

  /** A run of the document began: what an earlier one left on the blocks that it may come to is forgotten. */
  async begin(uri: vscode.Uri, names: readonly string[]): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    const outcomes = this.#outcomes.get(uri.toString()) ?? new Map<string, BlockOutcome>();
    for (const { name, digest } of await blocksOf(this.#client, document))
      if (names.includes(name)) outcomes.set(name, { digest, running: [], ended: new Map() });
    this.#outcomes.set(uri.toString(), outcomes);
    this.#soon(uri);
  }

  /** Takes in the next event of a run of the document. */
  next(uri: vscode.Uri, event: RunEvent): void {
    if (event.type !== 'block-started' && event.type !== 'block-ended') return;
    const outcomes = this.#outcomes.get(uri.toString());
    const outcome = outcomes?.get(event.block);
    if (outcomes === undefined || outcome === undefined) return;
    outcomes.set(event.block, withEvent(outcome, event.block, event));
    this.#soon(uri);
  }

  /** The run is over: a block whose end was never told runs no more. */
  end(uri: vscode.Uri): void {
    const outcomes = this.#outcomes.get(uri.toString());
    for (const [name, outcome] of outcomes ?? []) outcomes?.set(name, { ...outcome, running: [] });
    this.#soon(uri);
    // An open preview shows outcomes too.
    void vscode.commands.executeCommand('markdown.preview.refresh').then(undefined, () => {});
  }

  #soon(uri: vscode.Uri): void {
    const key = uri.toString();
    if (!this.#outcomes.has(key) || this.#timers.has(key)) return;
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#paint(uri);
      }, 60),
    );
  }

  async #marks(uri: vscode.Uri) {
    const outcomes = this.#outcomes.get(uri.toString());
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (outcomes === undefined || document === undefined || !vscode.workspace.getConfiguration('opsbook').get('outcomes', true)) return [];
    return (await blocksOf(this.#client, document)).flatMap(({ name, digest, endLine }) => {
      const outcome = outcomes.get(name);
      const standing = outcome && standingOf(outcome);
      if (outcome === undefined || standing === undefined || endLine >= document.lineCount) return [];
      return [
        {
          line: endLine,
          document,
          outcome,
          standing,
          stale: digest !== outcome.digest,
          text: `${looks[standing].sign} ${outcomeLine(outcome)}`,
        },
      ];
    });
  }

  async #paint(uri: vscode.Uri): Promise<void> {
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri.toString());
    if (editors.length === 0) return;
    const options = (await this.#marks(uri)).map(({ line, document, outcome, standing, stale, text }): vscode.DecorationOptions => {
      const { end } = document.lineAt(line).range;
      return {
        range: new vscode.Range(line, 0, line, end.character),
        hoverMessage: hoverOf(outcome),
        renderOptions: {
          after: {
            contentText: stale ? `${text} · ${vscode.l10n.t('edited since')}` : text,
            color: new vscode.ThemeColor(stale ? 'disabledForeground' : looks[standing].color),
            margin: '0 0 0 1.5em',
          },
        },
      };
    });
    for (const editor of editors) editor.setDecorations(this.#type, options);
  }
}

function hoverOf({ ended }: BlockOutcome): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const lines = [...ended].map(([host, end]) =>
    [`${host}: ${outcomeWord(end.outcome)}`, end.message ?? exitText(end), durationText(end.duration)]
      .filter((word) => word !== '')
      .join(', '),
  );
  return text.appendCodeblock(withoutAnsi(lines.join('\n')), 'text');
}
