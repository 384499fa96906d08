import * as vscode from 'vscode';
import { textWithoutHost } from '../../run/without-host.ts';
import { type AnsiSpan, ansiColours } from './ansi-colours.ts';
import { OutputColours } from './output-colours.ts';
import { recordedOutput } from './record-reader.ts';
import type { AnswerGroup, RunState } from './run-state.ts';

export const outputScheme = 'opsbook-output';

/** Marks a document in which `{host}` stands for the host's own name. */
const general = 'general';

/** Whose answer: that of a host at a block of a run; `name` is how its group is called. Plain data. */
export interface AnswerPlace {
  readonly run: string;
  readonly block: string;
  readonly host: string;
  readonly name: string;
}

/** What hosts answered at a block, as read-only documents: searchable, in the colours that they printed. */
export class OutputDocuments implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #runs = new Map<string, RunState>();
  readonly #spans = new Map<string, readonly AnsiSpan[]>();
  readonly #colours = new OutputColours();

  register(): vscode.Disposable {
    const paint = (editor: vscode.TextEditor): void => {
      const spans = this.#spans.get(editor.document.uri.toString());
      if (spans !== undefined) this.#colours.paint(editor, spans);
    };
    return vscode.Disposable.from(
      this.#changed,
      this.#colours,
      vscode.workspace.registerTextDocumentContentProvider(outputScheme, this),
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(paint)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === outputScheme)
          vscode.window.visibleTextEditors.filter((editor) => editor.document === document).forEach(paint);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#spans.delete(uri.toString())),
    );
  }

  /** What is known of a run that goes on, or was read from its record. */
  know(state: RunState): void {
    this.#runs.set(state.run, state);
  }

  /** Where a group's answer is read: that of its first host stands for all. */
  uriOf(state: RunState, { block, hosts: [host = ''], name }: AnswerGroup): vscode.Uri {
    this.know(state);
    return uriOfPlace({ run: state.run, block, host, name });
  }

  /** Opens the answer that a link names; that of a run which this window has not seen comes from its record. */
  async showPlace(place: AnswerPlace): Promise<void> {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOfPlace(place)), { preview: true });
  }

  /** Opens a group's answer, as a preview. */
  async show(state: RunState, group: AnswerGroup): Promise<void> {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(this.uriOf(state, group)), { preview: true });
  }

  /** Two answers side by side in VS Code's own difference editor; what is a host's own name in either is no difference. */
  async compare(state: RunState, [left, right]: readonly [AnswerGroup, AnswerGroup]): Promise<void> {
    const [before, after] = [left, right].map((group) => this.uriOf(state, group).with({ fragment: general }));
    await vscode.commands.executeCommand('vscode.diff', before, after, `${left.block}: ${left.name} ↔ ${right.name}`);
  }

  /** Reads the open documents of a run anew: its hosts have printed more. */
  refresh(run: string): void {
    for (const { uri } of vscode.workspace.textDocuments)
      if (uri.scheme === outputScheme && placeOf(uri)?.[0] === run) this.#changed.fire(uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [run, block, host] = placeOf(uri) ?? [];
    if (run === undefined || block === undefined || host === undefined) return '';
    const state = this.#runs.get(run);
    const answer = state?.answer(block, host);
    const output = answer === undefined || answer.cut ? await recordedOutput(run, block, host) : answer.text;
    const isGeneral = uri.fragment === general;
    const names = { host, hostname: answer?.end?.hostname, address: state?.addresses.get(host) };
    const { text, spans } = ansiColours(isGeneral ? textWithoutHost(output, names) : output);
    const notes = (answer?.notes ?? []).join('');
    this.#spans.set(
      uri.toString(),
      spans.map((span) => ({ ...span, start: span.start + notes.length, end: span.end + notes.length })),
    );
    const message = answer?.end?.message;
    const end = message === undefined ? '' : `${text === '' || text.endsWith('\n') ? '' : '\n'}${ansiColours(message).text}\n`;
    return `${notes}${text}${end}`;
  }
}

function uriOfPlace({ run, block, host, name }: AnswerPlace): vscode.Uri {
  const label = vscode.l10n
    .t('{0} on {1}', block, name)
    .replace(/[/\\?#]/g, '·')
    .slice(0, 120);
  return vscode.Uri.from({ scheme: outputScheme, path: `/${label}`, query: JSON.stringify([run, block, host]) });
}

function placeOf(uri: vscode.Uri): readonly [string, string, string] | undefined {
  try {
    return JSON.parse(uri.query) as [string, string, string];
  } catch {
    return undefined;
  }
}
