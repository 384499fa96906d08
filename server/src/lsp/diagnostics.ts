import {
  type Connection,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { lint } from '../core/index.ts';
import { toDiagnostic } from './convert.ts';
import { digestOf } from './digest.ts';
import { mayBeCured } from './typing.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/**
 * The diagnostics of an open document as it is now; none for one that is not open or not ours. Where `quiet`, without those that the next
 * keystroke of who types there could cure.
 */
export function diagnosticsOf(workspace: Workspace, uri: string, quiet: boolean): Diagnostic[] {
  const open = workspace.opened(uri);
  if (open === undefined) return [];
  const project = workspace.project(uri);
  const elsewhere = workspace.elsewhere(project);
  const { lines, text } = open.document;
  const caret = quiet ? workspace.caretIn(uri) : undefined;
  const problems = lint(project, pathOf(uri)).filter((problem) => caret === undefined || !mayBeCured(problem, caret, text, lines));
  return problems.map((problem) => toDiagnostic(lines, problem, uri, elsewhere, workspace.rulePages(problem.rule)));
}

/** A text of more UTF-16 units than this is judged when typing pauses. */
const LARGE = 5_000_000;

/** Answers pulls: a report is computed in one go from the text at hand; where that changed while we waited, the client asks again. */
export function pullDiagnostics(connection: Connection, workspace: Workspace, quiet: () => boolean): void {
  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    const before = workspace.sizeOf(uri);
    await workspace.ready(uri);
    if (before !== undefined && before.length > LARGE) await new Promise((resume) => setTimeout(resume, 500));
    if (token.isCancellationRequested)
      return new ResponseError<DiagnosticServerCancellationData>(LSPErrorCodes.RequestCancelled, 'it was taken back');
    if (workspace.sizeOf(uri)?.version !== before?.version)
      return new ResponseError<DiagnosticServerCancellationData>(LSPErrorCodes.ServerCancelled, 'the text changed', {
        retriggerRequest: true,
      });
    const items = diagnosticsOf(workspace, uri, quiet());
    const resultId = digestOf(JSON.stringify(items));
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  });
}

/** Pushes diagnostics with their version, for clients that do not pull; `later` waits for a pause in typing. */
export function pushDiagnostics(
  connection: Connection,
  workspace: Workspace,
): { readonly soon: (uri: string) => void; readonly all: () => void; readonly clear: (uri: string) => void } {
  const timers = new Map<string, NodeJS.Timeout>();
  const send = async (uri: string): Promise<void> => {
    await workspace.ready(uri);
    timers.delete(uri);
    const open = workspace.opened(uri);
    if (open !== undefined)
      void connection.sendDiagnostics({ uri, version: open.version, diagnostics: diagnosticsOf(workspace, uri, true) });
  };
  const soon = (uri: string): void => {
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => void send(uri), (workspace.sizeOf(uri)?.length ?? 0) > LARGE ? 500 : 50),
    );
  };
  return {
    soon,
    all: () => workspace.openUris().forEach(soon),
    clear: (uri) => {
      clearTimeout(timers.get(uri));
      timers.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
