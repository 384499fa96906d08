import * as vscode from 'vscode';
import type { Standing } from './block-outcome.ts';

/** The shape of each standing in a square of 16, so that it is told without its colour too. */
const shapes: Readonly<Record<Standing, string>> = {
  running: '<circle cx="8" cy="8" r="5" fill="none" stroke="C" stroke-width="1.6" stroke-dasharray="3 2.2"/>',
  well: '<path d="M3 8.5l3.4 3.4L13.2 5" fill="none" stroke="C" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>',
  skipped: '<circle cx="8" cy="8" r="3.6" fill="none" stroke="C" stroke-width="1.6"/>',
  symptom:
    '<path d="M8 2.4l6 11H2z" fill="none" stroke="C" stroke-width="1.5" stroke-linejoin="round"/><path d="M8 6.4v3.4M8 11.3v.5" stroke="C" stroke-width="1.6" stroke-linecap="round"/>',
  bad: '<path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="C" stroke-width="2" stroke-linecap="round"/>',
};

/** Dark enough for a white ground, light enough for a black one: at least 4.5 to 1, and so in high contrast too. */
const colours: Readonly<Record<'light' | 'dark', Readonly<Record<Standing, string>>>> = {
  light: { running: '#0b62b8', well: '#1a7f37', skipped: '#616161', symptom: '#8f5d00', bad: '#c72217' },
  dark: { running: '#5eb1ff', well: '#89d185', skipped: '#a5a5a5', symptom: '#e2b93d', bad: '#ff8170' },
};

const standings = ['running', 'well', 'skipped', 'symptom', 'bad'] as const;

/** Where a mark stands, and which. */
export interface GutterMark {
  readonly line: number;
  readonly standing: Standing;
  /** The block was edited since: the mark is faded. */
  readonly stale: boolean;
}

/** Small marks in the gutter, one type of decoration for each look. */
export class GutterMarks implements vscode.Disposable {
  readonly #types = standings.flatMap((standing) =>
    [false, true].map((stale) => ({
      standing,
      stale,
      type: vscode.window.createTextEditorDecorationType({
        gutterIconSize: 'contain',
        light: { gutterIconPath: icon(standing, colours.light[standing], stale) },
        dark: { gutterIconPath: icon(standing, colours.dark[standing], stale) },
      }),
    })),
  );

  /** Paints an editor's marks, and takes away those that were there. */
  paint(editor: vscode.TextEditor, marks: readonly GutterMark[]): void {
    for (const { standing, stale, type } of this.#types)
      editor.setDecorations(
        type,
        marks.filter((mark) => mark.standing === standing && mark.stale === stale).map(({ line }) => new vscode.Range(line, 0, line, 0)),
      );
  }

  dispose(): void {
    for (const { type } of this.#types) type.dispose();
  }
}

function icon(standing: Standing, colour: string, stale: boolean): vscode.Uri {
  const shape = shapes[standing].replaceAll('"C"', `"${colour}"`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"${stale ? ' opacity="0.4"' : ''}>${shape}</svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
}
