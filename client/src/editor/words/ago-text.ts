import { l10n } from 'vscode';

/** How long ago something was: `just now` within the first half minute, then `2 min ago`, `3 h ago`, `5 days ago`. Milliseconds; the future is now. */
export function agoText(milliseconds: number): string {
  if (milliseconds < 30_000) return l10n.t('just now');
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 60) return l10n.t('{0} min ago', minutes);
  const hours = Math.round(minutes / 60);
  if (hours < 24) return l10n.t('{0} h ago', hours);
  const days = Math.round(hours / 24);
  return days === 1 ? l10n.t('1 day ago') : l10n.t('{0} days ago', days);
}
