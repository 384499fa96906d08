import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { PlanDocuments, ShownPlan } from '../plan/plan-documents.ts';

/** How many checks the question lists by name. */
const LISTED = 12;

/** Asks once whether the checks of some plans are to be run; the plans themselves are a button away. */
export async function confirmChecks(shown: readonly ShownPlan[], documents: PlanDocuments): Promise<boolean> {
  const checks = shown.flatMap(({ plan }) => plan.draft.blocks.filter(({ skipped }) => skipped === undefined));
  const hosts = foldHosts(shown.flatMap(({ plan }) => plan.hosts.map(({ name }) => name)));
  const lines = checks.slice(0, LISTED).map(({ name, targets, script }) => {
    const [first = ''] = (script?.text ?? '').split('\n').filter((line) => line.trim() !== '');
    return `${name} on ${foldHosts(targets)}: ${first.slice(0, 80)}`;
  });
  if (checks.length > LISTED) lines.push(`and ${checks.length - LISTED} more`);
  const show = shown.length === 1 ? 'Show the Plan' : 'Show the Plans';
  const chosen = await vscode.window.showInformationMessage(
    withoutAnsi(`Run ${checks.length === 1 ? 'this check' : `these ${checks.length} checks`} on ${hosts === '' ? 'no host' : hosts}?`),
    { modal: true, detail: withoutAnsi(lines.join('\n')) },
    'Check',
    show,
  );
  if (chosen === show) for (const plan of shown) await documents.show(plan);
  return chosen === 'Check';
}
