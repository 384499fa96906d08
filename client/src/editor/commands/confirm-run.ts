import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { productionAgreed } from '../hosts/production.ts';
import { leftOut } from '../plan/left-out.ts';
import { planRisks } from '../plan/plan-risks.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import { checkCount, stepCount } from '../words/counted.ts';

/** Asks whether a plan that is on the screen is to be run; where it touches production, by having a host's name typed. */
export async function confirmRun(shown: ShownPlan): Promise<boolean> {
  const { draft, hosts, files } = shown.plan;
  const steps = draft.blocks.filter(({ kind, skipped }) => kind === 'step' && skipped === undefined).length;
  const checks = draft.blocks.filter(({ kind, skipped }) => kind === 'check' && skipped === undefined).length;
  const changes = files.filter(({ state }) => state !== 'unchanged').length;
  const parts = [
    checks > 0 ? checkCount(checks) : '',
    steps > 0 ? stepCount(steps) : '',
    files.length === 0 ? '' : filesWords(changes, files.length),
  ].filter((part) => part !== '');
  const where = foldHosts(hosts.map(({ name }) => name));
  const title = draft.title === '' ? draft.file.slice(draft.file.lastIndexOf('/') + 1) : draft.title;
  const risks = planRisks(shown.plan, shown.production).map((risk) => `! ${risk}`);
  const out = leftOut(shown.plan);
  const run = vscode.l10n.t('Run');
  const chosen = await vscode.window.showInformationMessage(
    withoutAnsi(vscode.l10n.t('Run “{0}” on {1}?', title, where === '' ? vscode.l10n.t('no host') : where)),
    { modal: true, detail: withoutAnsi([parts.join(' · '), ...(out === undefined ? [] : [out]), ...risks].join('\n')) },
    run,
  );
  return chosen === run && productionAgreed(shown);
}

function filesWords(changes: number, all: number): string {
  if (all === 1) return changes === 1 ? vscode.l10n.t('1 file would change') : vscode.l10n.t('the file would not change');
  return vscode.l10n.t('{0} of {1} files would change', changes, all);
}
