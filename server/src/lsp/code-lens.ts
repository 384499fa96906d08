import type { CodeLens, Connection } from 'vscode-languageserver';
import { type Lens, lenses } from '../core/index.ts';
import { type LensTarget, planCommand, runCommand } from '../protocol.ts';
import { toRange } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

const verbs = { step: 'Run', check: 'Check', file: 'Install' } as const;

/** What a lens carries until it is resolved: the number of its document, its command, its block. Short, because a long runbook has thousands. */
type LensData = readonly [document: number, command: 'run' | 'plan', block: string];

/**
 * Answers textDocument/codeLens with places alone, two for each block that can run, and codeLens/resolve with the words for those that are in view.
 */
export function onCodeLens(connection: Connection, workspace: Workspace): void {
  const numbers = new Map<string, number>();
  const uris: string[] = [];
  const numberOf = (uri: string): number => {
    const known = numbers.get(uri);
    if (known !== undefined) return known;
    numbers.set(uri, uris.length);
    return uris.push(uri) - 1;
  };
  connection.onCodeLens(({ textDocument: { uri } }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    const number = numberOf(uri);
    return lenses(workspace.project(uri), pathOf(uri)).flatMap(({ span, block }): CodeLens[] => {
      const range = toRange(lines, span);
      const data = (command: LensData[1]): LensData => [number, command, block];
      return [
        { range, data: data('run') },
        { range, data: data('plan') },
      ];
    });
  });
  connection.onCodeLensResolve((lens) => {
    const [number, command, block] = lens.data as LensData;
    const uri = uris[number];
    // Its block may be gone since: then it has no command, and nothing is shown.
    const found = uri === undefined ? undefined : lenses(workspace.project(uri), pathOf(uri)).find((other) => other.block === block);
    if (uri === undefined || found === undefined) return lens;
    const target: LensTarget = { uri, block };
    if (command === 'plan') return { ...lens, command: { title: 'Plan', command: planCommand, arguments: [target] } };
    return { ...lens, command: { title: runTitle(found), command: runCommand, arguments: [target] } };
  });
}

function runTitle({ kind, fixes, hosts }: Lens): string {
  return `$(play) ${fixes ? 'Fix' : verbs[kind]}${hosts === undefined ? '' : ` on ${hosts}`}`;
}
