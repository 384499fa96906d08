import { l10n } from 'vscode';
import type { BlockEnd } from '../../run/events.ts';

/** How a program ended, where that says more than its outcome: `exit status 3`, `signal KILL`; else ''. */
export function exitText({ exit, signal }: BlockEnd): string {
  if (signal !== undefined) return l10n.t('signal {0}', signal);
  return exit === undefined || exit === 0 ? '' : l10n.t('exit status {0}', exit);
}
