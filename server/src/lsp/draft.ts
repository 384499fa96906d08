import type { Connection } from 'vscode-languageserver';
import { type Draft, draft } from '../core/index.ts';
import { type DraftParams, draftRequest } from '../protocol.ts';
import { pathOf, type Workspace } from './workspace.ts';

/** Answers our own request for the draft of a run; a document that is no runbook gets one with a refusal. */
export function onDraft(connection: Connection, workspace: Workspace): void {
  connection.onRequest(draftRequest, ({ uri, request }: DraftParams): Draft => draft(workspace.project(uri), pathOf(uri), request));
}
