import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type JudgeInfo,
  type JudgesParams,
  judgesRequest,
  type SettingEdit,
  type SettingEditParams,
  settingEditRequest,
} from '../../../../server/src/protocol.ts';

const command = 'opsbook.chooseJudge';

/**
 * Says in the language status which daemon or release judges the file at the front (`ifupdown2`, logrotate `3.21`), and what told it; its
 * command offers the others and writes the choice into opsbook.yaml. Menus ask for the languages in the context key `opsbook.judged`.
 */
export function judgeStatus(client: BaseLanguageClient, languages: readonly string[]): vscode.Disposable {
  const items = new Map<string, vscode.LanguageStatusItem>();
  const bar = vscode.window.createStatusBarItem('opsbook.judge', vscode.StatusBarAlignment.Right, 100);
  bar.name = vscode.l10n.t('Opsbook: who judges');
  let timer: NodeJS.Timeout | undefined;
  let told = '';
  const look = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    const judges = document === undefined ? [] : await judgesOf(client, document);
    if (document !== vscode.window.activeTextEditor?.document) return;
    const judged = judges.map(({ language }) => language).join(' ');
    if (judged !== told) void vscode.commands.executeCommand('setContext', 'opsbook.judged', judged);
    told = judged;
    for (const [language, item] of items) {
      if (judges.some((judge) => judge.language === language)) continue;
      item.dispose();
      items.delete(language);
    }
    for (const judge of judges) {
      const item =
        items.get(judge.language) ??
        vscode.languages.createLanguageStatusItem(`opsbook.judge.${judge.language}`, ['markdown', ...languages]);
      items.set(judge.language, item);
      item.name = vscode.l10n.t('{0}: who judges', judge.title);
      item.text =
        judge.label === 'auto'
          ? vscode.l10n.t('{0}: every release', judge.title)
          : judge.title === judge.label
            ? judge.label
            : `${judge.title}: ${judge.label}`;
      item.detail = judge.reason.replaceAll('`', '');
      item.command = { command, title: vscode.l10n.t('Change'), arguments: [judge.language] };
    }
    showIn(bar, judges.length === 1 ? judges[0] : undefined);
  };
  const soon = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), delay);
  };
  soon(0);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(() => soon(50)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) soon(300);
    }),
    vscode.workspace.onDidSaveTextDocument(() => soon(300)),
    vscode.commands.registerCommand(command, (language: unknown) => choose(client, typeof language === 'string' ? language : undefined)),
    bar,
    { dispose: () => clearTimeout(timer) },
    {
      dispose: () => {
        for (const item of items.values()) item.dispose();
      },
    },
  );
}

async function judgesOf(client: BaseLanguageClient, document: vscode.TextDocument): Promise<readonly JudgeInfo[]> {
  if (!client.isRunning()) return [];
  const params: JudgesParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  return client.sendRequest<readonly JudgeInfo[]>(judgesRequest, params).catch(() => []);
}

/** Asks which daemon or release is to judge, and shows opsbook.yaml with the answer; nothing is saved. */
async function choose(client: BaseLanguageClient, language: string | undefined): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const judge = document && (await judgesOf(client, document)).find((one) => language === undefined || one.language === language);
  if (document === undefined || judge === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No configuration that opsbook judges is at the front.'));
    return;
  }
  const value = await askValue(judge);
  if (value === undefined) return;
  const params: SettingEditParams = {
    uri: client.code2ProtocolConverter.asUri(document.uri),
    language: judge.language,
    key: judge.key,
    value,
  };
  const edit = await client.sendRequest<SettingEdit | null>(settingEditRequest, params).catch(() => null);
  const uri = edit === null ? undefined : client.protocol2CodeConverter.asUri(edit.uri);
  // A repository may be there to be read alone.
  if (edit === null || uri === undefined || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('opsbook.yaml cannot be written for this file: set `{0}` to `{1}` yourself.', `${judge.language}.${judge.key}`, value),
    );
    return;
  }
  if (edit.text !== undefined) await write(uri, edit.create, edit.text);
  else
    void vscode.window.showInformationMessage(
      vscode.l10n.t('An override in opsbook.yaml says `{0}` for this file: change it there.', judge.key),
    );
  await vscode.window.showTextDocument(uri);
}

async function askValue({ title, label, reason, key, value, values, description }: JudgeInfo): Promise<string | undefined> {
  const placeHolder = vscode.l10n.t('{0} is judged by {1}. {2}', title, label, reason.replaceAll('`', ''));
  if (values.length === 0)
    return vscode.window.showInputBox({ title: `${title}: ${key}`, prompt: `${placeHolder}. ${description}`, value });
  const items = values.map((one) => ({ label: one, ...(one === value && { description: vscode.l10n.t('now') }) }));
  return (await vscode.window.showQuickPick(items, { title: `${title}: ${key}`, placeHolder }))?.label;
}

async function write(uri: vscode.Uri, create: boolean, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  if (create) edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  else {
    const before = await vscode.workspace.openTextDocument(uri);
    edit.replace(uri, new vscode.Range(0, 0, before.lineCount, 0), text);
  }
  await vscode.workspace.applyEdit(edit);
}

/** The status bar itself says it where one judge is the whole answer: a file of one language, a runbook with one. */
function showIn(bar: vscode.StatusBarItem, judge: JudgeInfo | undefined): void {
  if (judge === undefined) {
    bar.hide();
    return;
  }
  const { title, label, language } = judge;
  bar.text = label === 'auto' ? vscode.l10n.t('{0}: every release', title) : label.startsWith(title) ? label : `${title}: ${label}`;
  bar.tooltip = judge.reason.replaceAll('`', '');
  bar.command = { command, title: vscode.l10n.t('Change'), arguments: [language] };
  bar.show();
}
