import type { CodeLens, Connection } from 'vscode-languageserver';
import { lenses } from '../core/index.ts';
import { type LensTarget, planCommand, runCommand } from '../protocol.ts';
import { toRange } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

const verbs = { step: 'Run', check: 'Check', file: 'Install' } as const;

/** Answers textDocument/codeLens: two quiet words above each block that can run. */
export function onCodeLens(connection: Connection, workspace: Workspace): void {
  connection.onCodeLens(({ textDocument: { uri } }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    return lenses(workspace.project(uri), pathOf(uri)).flatMap(({ span, block, kind, fixes, hosts }): CodeLens[] => {
      const range = toRange(lines, span);
      const target: LensTarget = { uri, block };
      return [
        {
          range,
          command: {
            title: `$(play) ${fixes ? 'Fix' : verbs[kind]}${hosts === undefined ? '' : ` on ${hosts}`}`,
            command: runCommand,
            arguments: [target],
          },
        },
        { range, command: { title: 'Plan', command: planCommand, arguments: [target] } },
      ];
    });
  });
}
