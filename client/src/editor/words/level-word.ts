import { l10n } from 'vscode';

/** How grave a word of the runner is. */
export function levelWord(level: 'info' | 'warning' | 'error'): string {
  if (level === 'info') return l10n.t('info');
  return level === 'warning' ? l10n.t('warning') : l10n.t('error');
}
