import type { Connection } from 'vscode-languageserver';
import { type Draft, draft } from '../core/index.ts';
import { loadSources } from '../host/load-sources.ts';
import { nodeFiles } from '../host/node-files.ts';
import { type DraftParams, draftRequest } from '../protocol.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers our own request for the draft of a run; a document that is no runbook gets one with a refusal. */
export function onDraft(connection: Connection, workspace: Workspace): void {
  connection.onRequest(draftRequest, async ({ uri, request }: DraftParams): Promise<Draft> => {
    const path = pathOf(uri);
    const sources = await loadSources(nodeFiles, workspace.project(uri).documents.get(path));
    return draft(workspace.project(uri), path, { ...request, sources });
  });
}
