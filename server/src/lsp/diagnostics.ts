import { createHash } from 'node:crypto';
import { type Connection, type Diagnostic, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { lint } from '../core/index.ts';
import { toDiagnostic } from './convert.ts';
import { pathOf, type Workspace } from './workspace.ts';

/** The diagnostics of an open document as it is now; none for one that is not open or not ours. */
export function diagnosticsOf(workspace: Workspace, uri: string): Diagnostic[] {
  const open = workspace.opened(uri);
  if (open === undefined) return [];
  return lint(workspace.project(), pathOf(uri)).map((problem) =>
    toDiagnostic(open.document.lines, problem, uri, (path) => workspace.uriOf(path)),
  );
}

/** Answers pulls: a report is computed in one go from the text at hand, so it is never one of an older text. */
export function pullDiagnostics(connection: Connection, workspace: Workspace): void {
  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
    const items = diagnosticsOf(workspace, uri);
    const resultId = createHash('sha1').update(JSON.stringify(items)).digest('base64');
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
  const send = (uri: string): void => {
    timers.delete(uri);
    const open = workspace.opened(uri);
    if (open !== undefined) void connection.sendDiagnostics({ uri, version: open.version, diagnostics: diagnosticsOf(workspace, uri) });
  };
  const soon = (uri: string): void => {
    clearTimeout(timers.get(uri));
    timers.set(uri, setTimeout(send, 50, uri));
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
