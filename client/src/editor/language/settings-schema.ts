import * as vscode from 'vscode';
import { isSettingsPath } from '../../../../server/src/core/index.ts';

/**
 * Whether another extension reads a document by the JSON schema that we give it: then it says of opsbook.yaml what we would say, and twice
 * is once too often.
 */
export function isReadBySchema({ uri }: vscode.TextDocument): boolean {
  return isSettingsPath(uri.path) && vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;
}
