import { type CodeAction, CodeActionKind, type Connection, type TextEdit } from 'vscode-languageserver';
import { codeActions } from '../core/index.ts';
import { toDiagnostic, toSpan, toTextEdit } from './convert.ts';
import { pathOf, type Workspace } from './workspace.ts';

/** Answers textDocument/codeAction with the fixes of the problems in the range: the same edits as `lint` prints. */
export function onCodeAction(connection: Connection, workspace: Workspace): void {
  connection.onCodeAction(({ textDocument: { uri }, range, context }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    if (context.only !== undefined && !context.only.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
    const project = workspace.project(uri);
    return codeActions(project, pathOf(uri), toSpan(lines, range)).map(({ problem, fix }): CodeAction => {
      const changes: Record<string, TextEdit[]> = {};
      for (const edit of fix.edits) {
        const target = edit.file === undefined ? undefined : project.documents.get(edit.file);
        const at = target === undefined ? uri : workspace.uriOf(target.path);
        changes[at] = [...(changes[at] ?? []), toTextEdit(target?.lines ?? lines, edit)];
      }
      return {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(lines, problem, uri, workspace.elsewhere(project))],
        isPreferred: fix.certain,
        edit: { changes },
      };
    });
  });
}
