import { type CodeAction, CodeActionKind, CodeActionTriggerKind, type Connection, type TextEdit } from 'vscode-languageserver';
import { certainFixes, codeActions, type Edit, fixesLike, formatAttributes, lint } from '../core/index.ts';
import { toDiagnostic, toSpan, toTextEdit } from './convert.ts';
import { rewritingActions, rewritingKind } from './rewriting-actions.ts';
import { sampleActions } from './try-message.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** The kind of the action that makes all certain fixes of a document, for `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.opsbook`;

/** The kind of the action that brings the attributes of fences into shape. */
export const attributesKind = `${CodeActionKind.RefactorRewrite}.opsbook.attributes`;

/**
 * Answers textDocument/codeAction with the fixes of the problems in the range (the same edits as `lint` prints), one for all problems
 * of a kind where there are several, one for all certain fixes of the document, and one for the shape of attributes.
 */
export function onCodeAction(connection: Connection, workspace: Workspace): void {
  connection.onCodeAction(({ textDocument: { uri }, range, context }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    const wants = (kind: string): boolean => context.only === undefined || context.only.some((only) => `${kind}.`.startsWith(`${only}.`));
    const project = workspace.project(uri);
    const path = pathOf(uri);
    const changesOf = (edits: readonly Edit[]): Record<string, TextEdit[]> => {
      const changes: Record<string, TextEdit[]> = {};
      for (const edit of edits) {
        const target = edit.file === undefined ? undefined : project.documents.get(edit.file);
        const at = target === undefined ? uri : workspace.uriOf(target.path);
        changes[at] = [...(changes[at] ?? []), toTextEdit(target?.lines ?? lines, edit)];
      }
      return changes;
    };
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      const kinds = new Set<string>();
      const problems = lint(project, path);
      for (const { problem, fix } of codeActions(project, path, toSpan(lines, range))) {
        const diagnostics = [toDiagnostic(lines, problem, uri, workspace.elsewhere(project), workspace.rulePages(problem.rule))];
        const changes = changesOf(fix.edits);
        actions.push({ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred: fix.certain, edit: { changes } });
        const all = fixesLike(problems, path, problem, fix);
        const title = `${fix.title}, and all ${all.applied} of this kind (${problem.rule})`;
        if (all.applied < 2 || kinds.has(title)) continue;
        kinds.add(title);
        actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, edit: { changes: changesOf(all.edits) } });
      }
    }
    // Nobody wants it among the repairs of one place: it is asked for by its kind.
    if (context.only !== undefined && wants(fixAllKind)) {
      const { edits, applied } = certainFixes(project, path);
      if (applied > 0) actions.push({ title: `Make all ${applied} certain fixes`, kind: fixAllKind, edit: { changes: changesOf(edits) } });
    }
    if (wants(attributesKind)) {
      // On request only: nobody's fences are written anew because a file was saved.
      const own = formatAttributes(project, path, toSpan(lines, range));
      const all = own.length === 0 ? [] : formatAttributes(project, path);
      const offer = (title: string, edits: readonly Edit[]): void => {
        actions.push({ title, kind: attributesKind, edit: { changes: changesOf(edits) } });
      };
      if (own.length > 0) offer('Bring these attributes into shape', own);
      if (all.length > own.length) offer(`Bring the attributes of all ${all.length} fences into shape`, all);
    }
    // Not for the light bulb that follows the caret: the whole text is written anew for it.
    if (wants(rewritingKind) && context.triggerKind !== CodeActionTriggerKind.Automatic)
      actions.push(...rewritingActions(workspace, project, uri, range, changesOf));
    if (context.only === undefined) actions.push(...sampleActions(project, uri, range));
    return actions;
  });
}
