import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver';
import { type Edit, type Project, rewritings } from '../core/index.ts';
import { toSpan, toTextEdit } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** The kind of the action that writes a configuration in another syntax. */
export const rewritingKind = `${CodeActionKind.RefactorRewrite}.opsbook.syntax`;

/** Actions that write the file, or the fence at the range's start, in another syntax; a bare file takes the name that goes with it. */
export function rewritingActions(
  workspace: Workspace,
  project: Project,
  uri: string,
  range: Range,
  changesOf: (edits: readonly Edit[]) => Record<string, TextEdit[]>,
): readonly CodeAction[] {
  const document = project.documents.get(pathOf(uri));
  if (document === undefined) return [];
  const { start } = toSpan(document.lines, range);
  return rewritings(project, document.path, start).flatMap(({ title, edits, path, reason }): readonly CodeAction[] => {
    if (reason !== undefined) return workspace.client.showsDisabled ? [{ title, kind: rewritingKind, disabled: { reason } }] : [];
    if (path === undefined) return [{ title, kind: rewritingKind, edit: { changes: changesOf(edits) } }];
    // Without a new name rsyslogd would read the text as what it was.
    if (!workspace.client.renamesFiles) return [];
    const version = workspace.opened(uri)?.version ?? null;
    const documentChanges = [
      { textDocument: { uri, version }, edits: edits.map((edit) => toTextEdit(document.lines, edit)) },
      { kind: 'rename' as const, oldUri: uri, newUri: workspace.uriOf(path), options: { overwrite: false } },
    ];
    return [{ title, kind: rewritingKind, edit: { documentChanges } }];
  });
}
