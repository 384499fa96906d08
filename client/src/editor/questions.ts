import * as vscode from 'vscode';
import { withoutAnsi } from '../run/ansi.ts';
import { foldHosts } from '../run/fold-hosts.ts';
import type { Answer, Question } from '../run/events.ts';

/** Asks the user with VS Code's own means; a question that is closed without an answer is "no". */
export const askUser: Answer = async (question) => {
  const message = withoutAnsi(question.message);
  if (question.kind === 'confirm') {
    const yes = vscode.l10n.t('Yes');
    return (await vscode.window.showWarningMessage(message, { modal: true, detail: detailOf(question) }, yes)) === yes;
  }
  if (question.kind === 'host-key') {
    // The first one is what the Enter key takes.
    const refuse = vscode.l10n.t('Leave This Host Out');
    const accept = vscode.l10n.t('Accept and Remember');
    const detail = vscode.l10n.t('Accept it only if this is the key of the host that you mean.');
    return (await vscode.window.showWarningMessage(message, { modal: true, detail }, refuse, accept)) === accept;
  }
  return vscode.window.showInputBox({ prompt: message, password: question.secret || question.kind !== 'prompt', ignoreFocusOut: true });
};

function detailOf({ block, hosts }: Question): string {
  return [
    block === undefined ? '' : vscode.l10n.t('Block: {0}', block),
    hosts === undefined ? '' : vscode.l10n.t('Hosts: {0}', foldHosts(hosts)),
  ]
    .filter((line) => line !== '')
    .join('\n');
}
