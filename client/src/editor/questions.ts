import * as vscode from 'vscode';
import { withoutAnsi } from '../run/ansi.ts';
import { foldHosts } from '../run/fold-hosts.ts';
import type { Answer, Question } from '../run/events.ts';

/** Asks the user with VS Code's own means; a question that is closed without an answer is "no". */
export const askUser: Answer = async (question) => {
  const message = withoutAnsi(question.message);
  if (question.kind === 'confirm')
    return (await vscode.window.showWarningMessage(message, { modal: true, detail: detailOf(question) }, 'Yes')) === 'Yes';
  if (question.kind === 'host-key') {
    // The first one is what the Enter key takes.
    const refuse = 'Leave This Host Out';
    const accept = 'Accept and Remember';
    const detail = 'Accept it only if this is the key of the host that you mean.';
    return (await vscode.window.showWarningMessage(message, { modal: true, detail }, refuse, accept)) === accept;
  }
  return vscode.window.showInputBox({ prompt: message, password: question.secret || question.kind !== 'prompt', ignoreFocusOut: true });
};

function detailOf({ block, hosts }: Question): string {
  return [block === undefined ? '' : `Block: ${block}`, hosts === undefined ? '' : `Hosts: ${foldHosts(hosts)}`]
    .filter((line) => line !== '')
    .join('\n');
}
