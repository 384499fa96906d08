import type { Connection } from 'vscode-languageserver';
import { type Block, type Document, lenses, openDocument } from '../core/index.ts';
import {
  type BlockDigestsParams,
  blockDigestsRequest,
  type BlockInfo,
  type BlocksParams,
  blocksRequest,
  canRunRequest,
  type CanRunParams,
} from '../protocol.ts';
import { digestOf } from './digest.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers our own requests for the blocks of a runbook. */
export function onBlocks(connection: Connection, workspace: Workspace): void {
  connection.onRequest(blocksRequest, ({ uri, names }: BlocksParams): BlockInfo[] => {
    const document = workspace.opened(uri)?.document;
    if (document?.runbook === undefined) return [];
    const blocks = new Map(document.runbook.blocks.map((block) => [block.name, block]));
    return lenses(workspace.project(uri), pathOf(uri)).flatMap(({ block: name, kind, hosts }) => {
      const block = blocks.get(name);
      if (block === undefined || names?.includes(name) === false) return [];
      return [
        {
          name,
          kind,
          line: document.lines.positionAt(block.span.start).line,
          endLine: document.lines.positionAt(block.span.end).line,
          ...(hosts !== undefined && { hosts }),
          digest: digestOf(sourceOf(document, block)),
        },
      ];
    });
  });
  connection.onRequest(canRunRequest, ({ uri }: CanRunParams): boolean => lenses(workspace.project(uri), pathOf(uri)).length > 0);
  connection.onRequest(blockDigestsRequest, ({ uri, text }: BlockDigestsParams): Readonly<Record<string, string>> => {
    const document = openDocument(pathOf(uri), text);
    return Object.fromEntries((document.runbook?.blocks ?? []).map((block) => [block.name, digestOf(sourceOf(document, block))]));
  });
}

/** A block's text and attributes, wherever it stands. */
function sourceOf({ text }: Document, { infoSpan, span }: Block): string {
  return text.slice(infoSpan.start, span.end);
}
