import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { sshConfigSetting } from '../ssh-config-setting.ts';
import type { HostNode } from './hosts-view.ts';
import { forgetKey, knownKeyOf } from './known-key.ts';
import { oneStepRunbook } from './one-step-runbook.ts';

/** What the commands of the Hosts view need. */
export interface HostCommandContext {
  refresh(): void;
  /** Plans a document, and runs it where the user agrees. */
  run(source: vscode.Uri): Promise<unknown>;
}

/** The commands of the Hosts view, by name. Each takes the line that was clicked, and the lines that are selected with it. */
export function hostCommands({
  refresh,
  run,
}: HostCommandContext): Readonly<Record<string, (node: unknown, more?: unknown) => Promise<unknown>>> {
  const ask = async (hosts: readonly string[], command: string | undefined): Promise<unknown> => {
    const expression =
      hosts.length > 0
        ? foldHosts(hosts)
        : await vscode.window.showInputBox({
            title: vscode.l10n.t('Ask Hosts'),
            prompt: vscode.l10n.t('Which hosts? For example web[1-3] or @db'),
            ignoreFocusOut: true,
          });
    if (!expression) return undefined;
    const words =
      command ??
      (await vscode.window.showInputBox({
        title: vscode.l10n.t('Ask {0}', withoutAnsi(expression)),
        prompt: vscode.l10n.t('Which command? You will see the plan first.'),
        placeHolder: 'uptime',
        ignoreFocusOut: true,
      }));
    if (!words) return undefined;
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: oneStepRunbook(expression, words) });
    return run(document.uri);
  };
  return {
    'opsbook.refreshHosts': async () => refresh(),
    'opsbook.askHosts': (node, more) => ask(hostsOf(node, more), undefined),
    'opsbook.reachHosts': (node, more) => ask(hostsOf(node, more), 'true'),
    'opsbook.openHostTerminal': async (node) => {
      const [host] = hostsOf(node);
      if (host === undefined) return;
      const { sshConfig } = sshConfigSetting();
      vscode.window
        .createTerminal({ name: host, shellPath: 'ssh', shellArgs: [...(sshConfig === undefined ? [] : ['-F', sshConfig]), '--', host] })
        .show();
    },
    'opsbook.forgetHostKey': async (node) => {
      const [host] = hostsOf(node);
      if (host === undefined) return;
      const key = await knownKeyOf(host, sshConfigSetting().sshConfig);
      const forget = vscode.l10n.t('Forget the Key');
      const message = vscode.l10n.t('Forget the host key of {0}?', withoutAnsi(host));
      const detail = vscode.l10n.t(
        'It stands as {0} in {1}. The next connection shows the key that the host has then, and asks.',
        key.name,
        key.files.join(', '),
      );
      if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, forget)) !== forget) return;
      const had = await forgetKey(key);
      void vscode.window.showInformationMessage(
        had.length === 0
          ? vscode.l10n.t('No key of {0} was known.', withoutAnsi(host))
          : vscode.l10n.t('Forgotten; the old file is kept as {0}.', had.map((file) => `${file}.old`).join(', ')),
      );
    },
    'opsbook.copyHosts': async (node, more) => vscode.env.clipboard.writeText(foldHosts(hostsOf(node, more))),
  };
}

function hostsOf(node: unknown, more?: unknown): readonly string[] {
  const nodes = Array.isArray(more) && more.length > 0 ? (more as unknown[]) : [node];
  return [...new Set(nodes.flatMap((one) => (isHostNode(one) ? (one.kind === 'group' ? one.hosts : [one.host.name]) : [])))];
}

function isHostNode(node: unknown): node is HostNode {
  return typeof node === 'object' && node !== null && 'kind' in node && (node.kind === 'host' || node.kind === 'group');
}
