import type { Connection, Diagnostic } from 'vscode-languageserver';
import { includedBy, lint } from '../core/index.ts';
import { toDiagnostic } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** How long typing must pause before files that are not open are judged again. */
const PAUSE = 400;

/**
 * Publishes the problems of files that no editor has open but that an open one includes, directly or by way of others. They are taken
 * back when no open file includes them any more, and when they are opened: then they are judged as all open ones are.
 */
export function includedDiagnostics(connection: Connection, workspace: Workspace): { readonly soon: () => void } {
  /** What was published for each URI, so that nothing is sent twice. */
  let published = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  const judge = (): void => {
    const found = new Map<string, Diagnostic[]>();
    const open = workspace.openUris();
    const openPaths = new Set(open.map(pathOf));
    for (const uri of open) {
      if (workspace.opened(uri)?.document.units.some(({ parsed, block }) => block === undefined && parsed.wants.length > 0) !== true)
        continue;
      const project = workspace.project(uri);
      for (const path of includedBy(project, pathOf(uri))) {
        const document = project.documents.get(path);
        const at = workspace.uriOf(path);
        if (document === undefined || openPaths.has(path) || found.has(at)) continue;
        const elsewhere = workspace.elsewhere(project);
        found.set(
          at,
          lint(project, path).map((problem) => toDiagnostic(document.lines, problem, at, elsewhere, workspace.rulePages(problem.rule))),
        );
      }
    }
    const now = new Map<string, string>();
    for (const [uri, diagnostics] of found) {
      if (diagnostics.length === 0) continue;
      now.set(uri, JSON.stringify(diagnostics));
      if (published.get(uri) !== now.get(uri)) void connection.sendDiagnostics({ uri, diagnostics });
    }
    for (const uri of published.keys()) if (!now.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    published = now;
  };
  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(judge, PAUSE);
    },
  };
}
