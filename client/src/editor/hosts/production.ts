import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';

/** Whether a plan may touch the hosts of production among its own: true where there are none, else what the user types must be their name. */
export async function productionAgreed({ plan, production }: ShownPlan): Promise<boolean> {
  const touched = [...new Set(plan.hosts.map(({ name }) => name))].filter((name) => production.includes(name));
  if (touched.length === 0 || vscode.workspace.getConfiguration('opsbook').get('production.question') === 'confirm') return true;
  const name = withoutAnsi(foldHosts(touched));
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('This run touches production'),
    prompt: vscode.l10n.t('Type {0} to run it there', name),
    ignoreFocusOut: true,
    validateInput: (value) => (value === '' || name.startsWith(value) ? undefined : vscode.l10n.t('{0} was expected', name)),
  });
  return typed === name;
}
