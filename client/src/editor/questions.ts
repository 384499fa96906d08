import * as vscode from 'vscode';
import { withoutAnsi } from '../run/ansi.ts';
import { foldHosts } from '../run/fold-hosts.ts';
import { askHostKey } from './hosts/ask-host-key.ts';
import type { Answer, Question } from '../run/events.ts';
import { inTheirLanguage } from './words/in-their-language.ts';

/** Asks the user with VS Code's own means; a question that is closed without an answer is "no". */
export const askUser: Answer = async (question) => {
  // A question shows text as it is.
  const message = withoutAnsi(inTheirLanguage(question.message)).replaceAll('`', '');
  if (question.kind === 'confirm') {
    const yes = vscode.l10n.t('Yes');
    return (await vscode.window.showWarningMessage(message, { modal: true, detail: detailOf(question) }, yes)) === yes;
  }
  if (question.kind === 'host-key') return askHostKey(message, question.detail);
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
