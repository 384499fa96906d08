import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { productionAgreed } from '../hosts/production.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';

/** Asks whether a plan that is on the screen is to be run; where it touches production, by having a host's name typed. */
export async function confirmRun(shown: ShownPlan): Promise<boolean> {
  const { draft, hosts, files } = shown.plan;
  const steps = draft.blocks.filter(({ kind, skipped }) => kind === 'step' && skipped === undefined).length;
  const checks = draft.blocks.filter(({ kind, skipped }) => kind === 'check' && skipped === undefined).length;
  const changes = files.filter(({ state }) => state !== 'unchanged').length;
  const parts = [
    checks > 0 ? many(checks, 'check') : '',
    steps > 0 ? many(steps, 'step') : '',
    files.length > 0 ? `${changes} of ${many(files.length, 'file')} would change` : '',
    draft.blocks.some(({ sudo }) => sudo === true) ? 'runs as root' : '',
  ].filter((part) => part !== '');
  const where = foldHosts(hosts.map(({ name }) => name));
  const title = draft.title === '' ? draft.file.slice(draft.file.lastIndexOf('/') + 1) : draft.title;
  const chosen = await vscode.window.showInformationMessage(
    withoutAnsi(`Run “${title}” on ${where === '' ? 'no host' : where}?`),
    { modal: true, detail: withoutAnsi(parts.join(' · ')) },
    'Run',
  );
  return chosen === 'Run' && productionAgreed(shown);
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
