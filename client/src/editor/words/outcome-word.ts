import { l10n } from 'vscode';
import type { Outcome } from '../../run/outcome.ts';

/** What became of a block, or of a run, as the user's language says it. */
export function outcomeWord(outcome: Outcome | 'done'): string {
  switch (outcome) {
    case 'ok':
      return l10n.t('ok');
    case 'unchanged':
      return l10n.t('unchanged');
    case 'fixed':
      return l10n.t('fixed');
    case 'symptom':
      return l10n.t('symptom');
    case 'failed':
      return l10n.t('failed');
    case 'unexpected':
      return l10n.t('unexpected');
    case 'timed-out':
      return l10n.t('timed-out');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'lost':
      return l10n.t('lost');
    case 'unreachable':
      return l10n.t('unreachable');
    case 'refused':
      return l10n.t('refused');
    case 'undone':
      return l10n.t('undone');
    case 'skipped':
      return l10n.t('skipped');
    case 'done':
      return l10n.t('done');
    default:
      // A record of another version may have a word that this one does not know.
      return outcome;
  }
}
