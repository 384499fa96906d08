import * as vscode from 'vscode';
import type { AnsiSpan, AnsiStyle } from './ansi-colours.ts';

const names = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

/** Paints the colours of outputs in the theme's own terminal colours; a decoration type is made for each look once. */
export class OutputColours implements vscode.Disposable {
  readonly #types = new Map<string, vscode.TextEditorDecorationType>();

  /** Paints the pieces of the document that an editor shows, and takes away what was painted before. */
  paint(editor: vscode.TextEditor, spans: readonly AnsiSpan[]): void {
    const byLook = new Map<string, vscode.Range[]>([...this.#types.keys()].map((look) => [look, []]));
    for (const { start, end, style } of spans) {
      const look = JSON.stringify(style);
      if (!this.#types.has(look)) this.#types.set(look, vscode.window.createTextEditorDecorationType(options(style)));
      const range = new vscode.Range(editor.document.positionAt(start), editor.document.positionAt(end));
      const ranges = byLook.get(look);
      if (ranges === undefined) byLook.set(look, [range]);
      else ranges.push(range);
    }
    for (const [look, ranges] of byLook) {
      const type = this.#types.get(look);
      if (type !== undefined) editor.setDecorations(type, ranges);
    }
  }

  dispose(): void {
    for (const type of this.#types.values()) type.dispose();
    this.#types.clear();
  }
}

function options(style: AnsiStyle): vscode.DecorationRenderOptions {
  return {
    ...(style.foreground !== undefined && { color: colour(style.foreground) }),
    ...(style.background !== undefined && { backgroundColor: colour(style.background) }),
    ...(style.bold && { fontWeight: 'bold' }),
    ...(style.faint && { opacity: '0.7' }),
    ...(style.italic && { fontStyle: 'italic' }),
    ...(style.underline && { textDecoration: 'underline' }),
  };
}

function colour(number: number): vscode.ThemeColor {
  return new vscode.ThemeColor(`terminal.ansi${number >= 8 ? 'Bright' : ''}${names[number % 8]}`);
}
