import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { PlanDocuments, ShownPlan } from './plan-documents.ts';

/** How many blocks the question lists by name. */
const LISTED = 12;

/** Asks once whether the blocks of some plans are to be run, each named with its first line; the plans themselves are a button away. */
export async function confirmPlans(shown: readonly ShownPlan[], documents: PlanDocuments, what: 'check' | 'block'): Promise<boolean> {
  const blocks = shown.flatMap(({ plan }) => plan.draft.blocks.filter(({ skipped }) => skipped === undefined));
  const hosts = foldHosts(shown.flatMap(({ plan }) => plan.hosts.map(({ name }) => name)));
  const lines = blocks.slice(0, LISTED).map(({ name, targets, script, install, sudo }) => {
    const [first = ''] = (script?.text ?? '').split('\n').filter((line) => line.trim() !== '');
    const words = install === undefined ? first.slice(0, 80) : `installs ${install.path}`;
    return `${name} on ${foldHosts(targets)}${sudo === false ? '' : sudo === true ? ' as root' : ` as ${sudo}`}: ${words}`;
  });
  if (blocks.length > LISTED) lines.push(`and ${blocks.length - LISTED} more`);
  const show = shown.length === 1 ? 'Show the Plan' : 'Show the Plans';
  const run = what === 'check' ? 'Check' : 'Run';
  const chosen = await vscode.window.showInformationMessage(
    withoutAnsi(`Run ${blocks.length === 1 ? `this ${what}` : `these ${blocks.length} ${what}s`} on ${hosts === '' ? 'no host' : hosts}?`),
    { modal: true, detail: withoutAnsi(lines.join('\n')) },
    run,
    show,
  );
  if (chosen === show) for (const plan of shown) await documents.show(plan);
  return chosen === run;
}
