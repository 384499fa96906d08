import * as vscode from 'vscode';

let channel: vscode.LogOutputChannel | undefined;

/** The channel `Opsbook`, with levels that the user chooses: what the extension, the language server and the runner's process say. No output of hosts and no secret goes there. */
export function log(): vscode.LogOutputChannel {
  channel ??= vscode.window.createOutputChannel('Opsbook', { log: true });
  return channel;
}
