import * as vscode from 'vscode';
import { type Cell, type CellSource, cellsOf, textOf } from './cells.ts';

/** What a notebook remembers of its file. */
interface NotebookMetadata {
  readonly eol?: string;
}

/** Reads a Markdown file as cells and writes it back; what was not edited keeps its very bytes. A file that is no UTF-8 is not opened: writing would change it. */
export const serializer: vscode.NotebookSerializer = {
  deserializeNotebook(bytes) {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Error(vscode.l10n.t('This file is no UTF-8, and a notebook would change its bytes. Open it as text.'));
    }
    const data = new vscode.NotebookData(
      cellsOf(text).map(({ kind, language, text: value, source }) => {
        const cell =
          kind === 'markup'
            ? new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, value, 'markdown')
            : new vscode.NotebookCellData(vscode.NotebookCellKind.Code, value, languageIdOf(language));
        cell.metadata = { source, language };
        return cell;
      }),
    );
    data.metadata = { eol: text.includes('\r\n') ? '\r\n' : '\n' } satisfies NotebookMetadata;
    return data;
  },
  serializeNotebook({ cells, metadata }) {
    const eol = (metadata as NotebookMetadata | undefined)?.eol ?? '\n';
    return new TextEncoder().encode(textOf(cells.map(cellOf), eol));
  },
};

function cellOf({ kind, value, languageId, metadata }: vscode.NotebookCellData): Cell {
  const { source } = (metadata ?? {}) as { readonly source?: CellSource };
  const language = kind === vscode.NotebookCellKind.Code ? (fenceWords[languageId] ?? languageId) : '';
  return {
    kind: kind === vscode.NotebookCellKind.Code ? 'code' : 'markup',
    language,
    text: value,
    ...(source !== undefined && { source }),
  };
}

/** Words behind a fence that VS Code knows under another name, and back. */
const languageIds: Readonly<Record<string, string>> = {
  '': 'plaintext',
  sh: 'shellscript',
  bash: 'shellscript',
  shell: 'shellscript',
  zsh: 'shellscript',
  console: 'shellscript',
  py: 'python',
  python3: 'python',
  js: 'javascript',
  yml: 'yaml',
  text: 'plaintext',
  txt: 'plaintext',
};
const fenceWords: Readonly<Record<string, string>> = { shellscript: 'sh', plaintext: 'text' };

function languageIdOf(word: string): string {
  return languageIds[word.toLowerCase()] ?? word.toLowerCase();
}
