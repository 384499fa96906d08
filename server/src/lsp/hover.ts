import { type Connection, MarkupKind } from 'vscode-languageserver';
import { hover } from '../core/index.ts';
import { toRange } from './convert.ts';
import type { Machine } from './machine.ts';
import { sampleHover } from './try-message.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/hover. */
export function onHover(connection: Connection, workspace: Workspace, { hostName }: Machine): void {
  connection.onHover(({ textDocument: { uri }, position }) => {
    const lines = workspace.opened(uri)?.document.lines;
    const found = lines && hover(workspace.project(uri), pathOf(uri), lines.offsetAt(position));
    if (!found) return sampleHover(workspace.project(uri), uri, position, hostName);
    return { range: toRange(lines, found.span), contents: { kind: MarkupKind.Markdown, value: found.markdown } };
  });
}
