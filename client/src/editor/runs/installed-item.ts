import * as vscode from 'vscode';
import { type InstalledFile, installedWords } from './installed-words.ts';

/** The line of the Runs view on a file that a group of hosts got: where, where the old one is kept, whether it was taken back. `of` names its group. */
export function installedItem(file: InstalledFile, of: string): vscode.TreeItem {
  const item = new vscode.TreeItem(file.path.slice(file.path.lastIndexOf('/') + 1));
  item.id = `${of}\0${file.path}`;
  item.description = descriptionOf(file);
  item.iconPath = new vscode.ThemeIcon(file.back ? 'discard' : 'file');
  item.contextValue = 'installed';
  item.tooltip = new vscode.MarkdownString(installedWords(file));
  item.accessibilityInformation = { label: `${file.path}, ${item.description}` };
  return item;
}

function descriptionOf({ path, kept, back }: InstalledFile): string {
  const words = back
    ? vscode.l10n.t('taken back: as it was')
    : kept === undefined
      ? vscode.l10n.t('installed, new')
      : vscode.l10n.t('installed, the old one is kept');
  return `${words} · ${path}`;
}
