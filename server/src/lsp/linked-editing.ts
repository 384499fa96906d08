import type { Connection, LinkedEditingRanges } from 'vscode-languageserver';
import { nameAt } from '../core/index.ts';
import { toRange } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/linkedEditingRange: every place of a name in this very document, where it is spoken of in no other one. */
export function onLinkedEditing(connection: Connection, workspace: Workspace): void {
  connection.languages.onLinkedEditingRange(({ textDocument: { uri }, position }): LinkedEditingRanges | null => {
    const document = workspace.opened(uri)?.document;
    if (document === undefined) return null;
    const found = nameAt(workspace.project(uri), pathOf(uri), document.lines.offsetAt(position));
    if (found === undefined || found.places.length < 2) return null;
    const here = found.places.filter(({ file }) => file === document.path).map(({ span }) => span);
    // Quoted in one place and bare in another, the characters differ.
    if (here.length < found.places.length || here.some(({ start, end }) => document.text.slice(start, end) !== found.name)) return null;
    return { ranges: here.map((span) => toRange(document.lines, span)), wordPattern: '[^\\s"\'{}=,]+' };
  });
}
