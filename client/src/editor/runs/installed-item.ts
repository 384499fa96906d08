import * as vscode from 'vscode';
import { type InstalledFile, installedWords } from './installed-words.ts';

/** The line of the Runs view on a file that a group of hosts got: where, where the old one is kept, whether it was taken back. `of` names its group. */
export function installedItem(file: InstalledFile, of: string): vscode.TreeItem {
  const item = new vscode.TreeItem(file.path);
  item.id = `${of}\0${file.path}`;
  item.description = descriptionOf(file);
  item.iconPath = new vscode.ThemeIcon(file.back ? 'discard' : 'file');
  item.contextValue = 'installed';
  item.tooltip = new vscode.MarkdownString(installedWords(file));
  item.accessibilityInformation = { label: `${file.path}, ${item.description}` };
  return item;
}

function descriptionOf({ kept, back }: InstalledFile): string {
  if (back) return vscode.l10n.t('taken back: as it was');
  return kept === undefined ? vscode.l10n.t('installed, new') : vscode.l10n.t('installed · old file kept as {0}', kept);
}
