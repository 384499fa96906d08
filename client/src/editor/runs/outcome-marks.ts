import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { RunEvent } from '../../run/events.ts';
import type { PreviewOutcome } from '../preview/preview.ts';
import { blocksOf } from '../language/blocks.ts';
import { outcomeLine, type Standing, standingOf, withEvent } from './block-outcome.ts';
import { blockDigestsRequest, type BlockDigestsParams } from '../../../../server/src/protocol.ts';
import { GutterMarks } from './gutter-marks.ts';
import { outcomeHover } from './outcome-hover.ts';
import { type RecordedOutcome, recordedOutcomes } from './recorded-outcomes.ts';
import type { RunState } from './run-state.ts';

const looks: Readonly<Record<Standing, { readonly sign: string; readonly color: string }>> = {
  running: { sign: '…', color: 'charts.blue' },
  well: { sign: '✓', color: 'charts.green' },
  skipped: { sign: '○', color: 'descriptionForeground' },
  symptom: { sign: '!', color: 'editorWarning.foreground' },
  bad: { sign: '✗', color: 'charts.red' },
};

/** How often what is painted is looked at again: it says how long ago it was. */
const ROUND = 15_000;

/** An edit moves what is painted by itself; that a block was edited since is told after so many milliseconds. */
const AFTER_A_KEY = 300;

/** What became of each block in the last run: a mark in the gutter, and a line behind the block's last line; faded where the block was edited since. */
export class OutcomeMarks {
  readonly #client: LanguageClient;
  readonly #type = vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen });
  /** By document, then by name of block. */
  readonly #outcomes = new Map<string, Map<string, RecordedOutcome>>();
  readonly #gutter = new GutterMarks();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  register(): vscode.Disposable {
    const round = setInterval(() => {
      for (const { document } of vscode.window.visibleTextEditors) this.#soon(document.uri);
    }, ROUND);
    for (const { document } of vscode.window.visibleTextEditors) void this.#restore(document);
    return vscode.Disposable.from(
      this.#type,
      this.#gutter,
      { dispose: () => clearInterval(round) },
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document.uri, AFTER_A_KEY)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const { document } of editors) void this.#restore(document).then(() => this.#paint(document.uri));
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('opsbook.outcomes')) for (const uri of this.#outcomes.keys()) this.#soon(vscode.Uri.parse(uri));
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#outcomes.delete(uri.toString())),
    );
  }

  /** A block's last outcome in one line; undefined where nothing is known. */
  outcomeOf(uri: string, block: string): PreviewOutcome | undefined {
    const outcome = this.#outcomes.get(uri)?.get(block)?.outcome;
    const standing = outcome && standingOf(outcome);
    return outcome && standing && { standing, words: `${looks[standing].sign} ${outcomeLine(outcome)}` };
  }

  /** A run of the document began: what an earlier one left on the blocks that it may come to is forgotten. */
  async begin(uri: vscode.Uri, names: readonly string[], state: RunState): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    const outcomes = this.#outcomes.get(uri.toString()) ?? new Map<string, RecordedOutcome>();
    for (const { name, digest } of await blocksOf(this.#client, document))
      if (names.includes(name)) outcomes.set(name, { state, outcome: { digest, running: [], ended: new Map() } });
    this.#outcomes.set(uri.toString(), outcomes);
    this.#soon(uri);
  }

  /** Takes in the next event of a run of the document. */
  next(uri: vscode.Uri, event: RunEvent): void {
    if (event.type !== 'block-started' && event.type !== 'block-ended') return;
    const outcomes = this.#outcomes.get(uri.toString());
    const known = outcomes?.get(event.block);
    if (outcomes === undefined || known === undefined) return;
    outcomes.set(event.block, { ...known, outcome: withEvent(known.outcome, event.block, event) });
    this.#soon(uri);
  }

  /** The run is over: a block whose end was never told runs no more. */
  end(uri: vscode.Uri): void {
    const outcomes = this.#outcomes.get(uri.toString());
    for (const [name, known] of outcomes ?? []) outcomes?.set(name, { ...known, outcome: { ...known.outcome, running: [] } });
    this.#soon(uri);
    // An open preview shows outcomes too.
    void vscode.commands.executeCommand('markdown.preview.refresh').then(undefined, () => {});
  }

  /** What earlier runs left on a runbook that was just opened, as their records tell it; a run that began meanwhile has the last word. */
  async #restore(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    const key = uri.toString();
    if (uri.scheme !== 'file' || document.languageId !== 'markdown' || this.#outcomes.has(key)) return;
    const outcomes = new Map<string, RecordedOutcome>();
    this.#outcomes.set(key, outcomes);
    const names = (await blocksOf(this.#client, document)).map(({ name }) => name);
    if (names.length === 0) return;
    const digestsOf = (text: string): Promise<Readonly<Record<string, string>>> => {
      const params: BlockDigestsParams = { uri: this.#client.code2ProtocolConverter.asUri(uri), text };
      return this.#client.sendRequest<Record<string, string>>(blockDigestsRequest, params);
    };
    for (const [name, recorded] of await recordedOutcomes(uri.fsPath, names, digestsOf))
      if (!outcomes.has(name)) outcomes.set(name, recorded);
    this.#soon(uri);
  }

  #soon(uri: vscode.Uri, delay = 60): void {
    const key = uri.toString();
    if (!this.#outcomes.has(key) || this.#timers.has(key)) return;
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#paint(uri);
      }, delay),
    );
  }

  async #marks(uri: vscode.Uri) {
    const outcomes = this.#outcomes.get(uri.toString());
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    // Nothing has run there: the server is not asked for all blocks at each keystroke.
    if (
      outcomes === undefined ||
      outcomes.size === 0 ||
      document === undefined ||
      !vscode.workspace.getConfiguration('opsbook').get('outcomes', true)
    )
      return [];
    const now = Date.now();
    return (await blocksOf(this.#client, document, [...outcomes.keys()])).flatMap(({ name, digest, line, endLine }) => {
      const { outcome, state } = outcomes.get(name) ?? {};
      const standing = outcome && standingOf(outcome);
      if (outcome === undefined || state === undefined || standing === undefined || endLine >= document.lineCount) return [];
      return [
        {
          line,
          endLine,
          document,
          standing,
          stale: digest !== outcome.digest,
          hover: outcomeHover(state, name),
          text: `${looks[standing].sign} ${outcomeLine(outcome, now)}`,
        },
      ];
    });
  }

  async #paint(uri: vscode.Uri): Promise<void> {
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri.toString());
    if (editors.length === 0) return;
    const marks = await this.#marks(uri);
    const options = marks.map(({ endLine, document, hover, standing, stale, text }): vscode.DecorationOptions => {
      const { end } = document.lineAt(endLine).range;
      const hoverMessage = new vscode.MarkdownString(hover);
      hoverMessage.isTrusted = { enabledCommands: ['opsbook.showGroupOutput'] };
      return {
        range: new vscode.Range(endLine, 0, endLine, end.character),
        hoverMessage,
        renderOptions: {
          after: {
            contentText: stale ? `${text} · ${vscode.l10n.t('edited since')}` : text,
            color: new vscode.ThemeColor(stale ? 'disabledForeground' : looks[standing].color),
            margin: '0 0 0 1.5em',
          },
        },
      };
    });
    for (const editor of editors) {
      editor.setDecorations(this.#type, options);
      this.#gutter.paint(editor, marks);
    }
  }
}
