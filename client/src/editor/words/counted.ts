import { l10n } from 'vscode';

/** `1 host`, `3 hosts`. */
export function hostCount(count: number): string {
  return count === 1 ? l10n.t('1 host') : l10n.t('{0} hosts', count);
}

/** `1 check`, `3 checks`. */
export function checkCount(count: number): string {
  return count === 1 ? l10n.t('1 check') : l10n.t('{0} checks', count);
}

/** `1 step`, `3 steps`. */
export function stepCount(count: number): string {
  return count === 1 ? l10n.t('1 step') : l10n.t('{0} steps', count);
}

/** How far a block is: `3 of 5 hosts`; '' where it has one host. */
export function hostProgress({ done, all }: { readonly done: number; readonly all: number }): string {
  return all > 1 ? l10n.t('{0} of {1} hosts', done, all) : '';
}
