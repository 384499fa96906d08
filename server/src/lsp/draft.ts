import type { Connection } from 'vscode-languageserver';
import { type Draft, draft } from '../core/index.ts';
import { type DraftParams, draftRequest } from '../protocol.ts';
import type { Machine } from './machine.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers our own request for the draft of a run; a document that is no runbook gets one with a refusal. */
export function onDraft(connection: Connection, workspace: Workspace, { sources: sourcesOf }: Machine): void {
  connection.onRequest(draftRequest, async ({ uri, request }: DraftParams): Promise<Draft> => {
    const path = pathOf(uri);
    const sources = await sourcesOf(workspace.project(uri).documents.get(path));
    return draft(workspace.project(uri), path, { ...request, sources });
  });
}
