import type { Connection } from 'vscode-languageserver';
import { lenses } from '../core/index.ts';
import { type BlockInfo, type BlocksParams, blocksRequest } from '../protocol.ts';
import { digestOf } from './digest.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers our own request for the blocks of a runbook. */
export function onBlocks(connection: Connection, workspace: Workspace): void {
  connection.onRequest(blocksRequest, ({ uri }: BlocksParams): BlockInfo[] => {
    const document = workspace.opened(uri)?.document;
    if (document?.runbook === undefined) return [];
    const blocks = new Map(document.runbook.blocks.map((block) => [block.name, block]));
    return lenses(workspace.project(uri), pathOf(uri)).flatMap(({ block: name, kind, hosts }) => {
      const block = blocks.get(name);
      if (block === undefined) return [];
      const source = document.text.slice(block.infoSpan.start, block.span.end);
      return [
        {
          name,
          kind,
          line: document.lines.positionAt(block.span.start).line,
          endLine: document.lines.positionAt(block.span.end).line,
          ...(hosts !== undefined && { hosts }),
          digest: digestOf(source),
        },
      ];
    });
  });
}
