import * as vscode from 'vscode';
import type { RunbookInfo } from '../../../../server/src/protocol.ts';
import { spoken } from '../words/spoken.ts';
import type { RunbookList } from './list.ts';

/** A runbook, or one of its checks. */
export type RunbookNode =
  | { readonly kind: 'runbook'; readonly runbook: RunbookInfo }
  | { readonly kind: 'symptom'; readonly runbook: RunbookInfo; readonly match: string; readonly file?: string };

/** All runbooks of the workspace by title, under each the log lines that call for it. */
export class RunbooksView implements vscode.TreeDataProvider<RunbookNode> {
  readonly #list: RunbookList;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(list: RunbookList) {
    this.#list = list;
  }

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.window.createTreeView('opsbook.runbooks', { treeDataProvider: this, showCollapseAll: true }),
      this.#changed,
      this.#list.onDidChange(() => this.#changed.fire(undefined)),
    );
  }

  getTreeItem(node: RunbookNode): vscode.TreeItem {
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    if (node.kind === 'symptom') {
      const item = new vscode.TreeItem(node.match, None);
      item.iconPath = new vscode.ThemeIcon('pulse');
      item.tooltip =
        node.file === undefined
          ? vscode.l10n.t('Log lines like this call for it')
          : vscode.l10n.t('Lines of {0} like this call for it', node.file);
      if (node.file !== undefined) item.description = node.file;
      item.accessibilityInformation = { label: spoken(vscode.l10n.t('Symptom {0}', node.match), node.file) };
      return item;
    }
    const { title, uri, symptoms, checks } = node.runbook;
    const item = new vscode.TreeItem(title, symptoms.length > 0 ? Collapsed : None);
    const place = vscode.Uri.parse(uri);
    item.iconPath = new vscode.ThemeIcon('book');
    // One that was never saved is nowhere yet.
    item.description =
      place.scheme === 'untitled' ? place.path.slice(place.path.lastIndexOf('/') + 1) : vscode.workspace.asRelativePath(place);
    item.accessibilityInformation = { label: spoken(vscode.l10n.t('Runbook {0}', title), item.description) };
    item.contextValue = checks.length > 0 ? 'runbook.checked' : 'runbook';
    item.resourceUri = place;
    item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [place, { preview: true }] };
    return item;
  }

  async getChildren(node?: RunbookNode): Promise<RunbookNode[]> {
    if (node === undefined)
      return [...(await this.#list.all())]
        .sort((a, b) => a.title.localeCompare(b.title))
        .map((runbook): RunbookNode => ({ kind: 'runbook', runbook }));
    if (node.kind !== 'runbook') return [];
    return node.runbook.symptoms.map((symptom): RunbookNode => ({ kind: 'symptom', runbook: node.runbook, ...symptom }));
  }
}
