import * as vscode from 'vscode';

/**
 * Whether another extension reads a document by the JSON schema that we give it: then it says of opsbook.yaml what we would say, and twice
 * is once too often.
 */
export function isReadBySchema({ uri }: vscode.TextDocument): boolean {
  return /\/opsbook\.ya?ml$/.test(uri.path) && vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;
}
