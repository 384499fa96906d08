import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { leftOut } from './left-out.ts';
import { planRisks } from './plan-risks.ts';
import type { PlanDocuments, ShownPlan } from './plan-documents.ts';

/** How many blocks the question lists by name. */
const LISTED = 12;

/** Asks once whether the blocks of some plans are to be run, each named with its first line; the plans themselves are a button away. */
export async function confirmPlans(shown: readonly ShownPlan[], documents: PlanDocuments, what: 'check' | 'block'): Promise<boolean> {
  const blocks = shown.flatMap(({ plan }) => plan.draft.blocks.filter(({ skipped }) => skipped === undefined));
  const hosts = foldHosts(shown.flatMap(({ plan }) => plan.hosts.map(({ name }) => name)));
  const lines = blocks.slice(0, LISTED).map(({ name, targets, script, install, sudo }) => {
    const [first = ''] = (script?.text ?? '').split('\n').filter((line) => line.trim() !== '');
    const words = install === undefined ? first.slice(0, 80) : vscode.l10n.t('installs {0}', install.path);
    return sudo === false
      ? vscode.l10n.t('{0} on {1}: {2}', name, foldHosts(targets), words)
      : vscode.l10n.t('{0} on {1} as {2}: {3}', name, foldHosts(targets), sudo === true ? 'root' : sudo, words);
  });
  if (blocks.length > LISTED) lines.push(vscode.l10n.t('and {0} more', blocks.length - LISTED));
  const risks = new Set(
    shown.flatMap(({ plan, production }) => [leftOut(plan) ?? [], planRisks(plan, production).map((risk) => `! ${risk}`)].flat()),
  );
  const show = shown.length === 1 ? vscode.l10n.t('Show the Plan') : vscode.l10n.t('Show the Plans');
  const run = what === 'check' ? vscode.l10n.t('Check') : vscode.l10n.t('Run');
  const chosen = await vscode.window.showInformationMessage(
    withoutAnsi(question(what, blocks.length, hosts === '' ? vscode.l10n.t('no host') : hosts)),
    { modal: true, detail: withoutAnsi([...lines, ...risks].join('\n')) },
    run,
    show,
  );
  if (chosen === show) for (const plan of shown) await documents.show(plan);
  return chosen === run;
}

function question(what: 'check' | 'block', count: number, hosts: string): string {
  if (what === 'check')
    return count === 1 ? vscode.l10n.t('Run this check on {0}?', hosts) : vscode.l10n.t('Run these {0} checks on {1}?', count, hosts);
  return count === 1 ? vscode.l10n.t('Run this block on {0}?', hosts) : vscode.l10n.t('Run these {0} blocks on {1}?', count, hosts);
}
