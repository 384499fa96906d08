import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { account } from '../../../../server/src/host/account.ts';
import { sshConfigSetting } from '../ssh-config-setting.ts';

/** Tells when the ssh_config changes that names hosts; it lies outside of the workspace. */
export function sshConfigWatcher(): vscode.FileSystemWatcher {
  const { sshConfig = join(account().homedir, '.ssh', 'config') } = sshConfigSetting();
  return vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(dirname(sshConfig)), basename(sshConfig)));
}
