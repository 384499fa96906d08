import { type Connection, MarkupKind } from 'vscode-languageserver';
import { signature } from '../core/index.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/signatureHelp. */
export function onSignatureHelp(connection: Connection, workspace: Workspace): void {
  connection.onSignatureHelp(({ textDocument: { uri }, position }) => {
    const lines = workspace.opened(uri)?.document.lines;
    const found = lines && signature(workspace.project(uri), pathOf(uri), lines.offsetAt(position));
    if (!found) return null;
    const markdown = (value: string | undefined) => (value === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value } });
    return {
      signatures: [
        {
          label: found.label,
          ...markdown(found.documentation),
          parameters: found.parameters.map(({ label, documentation }) => ({ label, ...markdown(documentation) })),
        },
      ],
      activeSignature: 0,
      activeParameter: found.active,
    };
  });
}
