import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { Plan } from '../../run/plan.ts';
import { inventoryOf } from './inventory.ts';

/** Whether a plan may touch the hosts of production among its own: true where there are none, else what the user types must be their name. */
export async function productionAgreed(client: LanguageClient, plan: Plan): Promise<boolean> {
  const production = new Set((await inventoryOf(client)).hosts.filter((host) => host.production).map(({ name }) => name));
  const touched = [...new Set(plan.hosts.map(({ name }) => name))].filter((name) => production.has(name));
  if (touched.length === 0) return true;
  const name = withoutAnsi(foldHosts(touched));
  const typed = await vscode.window.showInputBox({
    title: 'This run touches production',
    prompt: `Type ${name} to run it there`,
    ignoreFocusOut: true,
    validateInput: (value) => (value === '' || name.startsWith(value) ? undefined : `${name} was expected`),
  });
  return typed === name;
}
