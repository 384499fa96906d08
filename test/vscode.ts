/** What of `vscode` is more than types where there is no editor: its texts, by the library that VS Code's authors made for processes beside it. */
export * as l10n from '@vscode/l10n';
