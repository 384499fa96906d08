import * as vscode from 'vscode';

/** How hosts are reached as the user's settings say: another ssh_config than the user's own, where one is named. */
export function sshConfigSetting(): { readonly sshConfig?: string } {
  const path = vscode.workspace.getConfiguration('opsbook').get('sshConfig', '').trim();
  return path === '' ? {} : { sshConfig: path };
}
