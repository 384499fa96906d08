import { l10n } from 'vscode';
import { type DraftBlock, isOn } from '../../../../server/src/core/index.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { Plan } from '../../run/plan.ts';
import { inTheirLanguage } from '../words/in-their-language.ts';

type Kind = NonNullable<DraftBlock['dangers']>[number]['kind'];

/** What a reader must have seen before saying yes: each risk of the plan as a whole, with the blocks or hosts that it comes from. */
export function planRisks({ draft, hosts, files }: Plan, production: readonly string[]): readonly string[] {
  const blocks = draft.blocks.filter(({ skipped }) => skipped === undefined);
  const names = (wanted: readonly DraftBlock[]): string => wanted.map(({ name }) => name).join(', ');
  const that = (kind: Kind): string => names(blocks.filter((block) => kindsOf(block).has(kind)));
  const touched = [...new Set(hosts.map(({ name }) => name))].filter((name) => production.includes(name));
  const root = names(blocks.filter(({ sudo, kind }) => sudo === true && kind !== 'check'));
  const logins = hosts.filter(({ name, user, trouble }) => user === 'root' && name !== 'sandbox' && trouble === undefined);
  const refused = files.filter(({ refused: is }) => is === true);
  const rows: readonly (readonly [string, (what: string) => string])[] = [
    [foldHosts(touched), (what) => l10n.t('production: {0}', what)],
    [that('formats'), (what) => l10n.t('writes over a disk: {0}', what)],
    [that('deletes'), (what) => l10n.t('deletes what cannot be brought back: {0}', what)],
    [that('reboots'), (what) => l10n.t('reboots the host: {0}', what)],
    [that('cuts'), (what) => l10n.t('may cut the network or the login: {0}', what)],
    [root, (what) => l10n.t('changes as root: {0}', what)],
    [foldHosts([...new Set(logins.map(({ name }) => name))]), (what) => l10n.t('logs in as root: {0}', what)],
    [[...new Set(refused.map(({ path }) => path))].join(', '), (what) => l10n.t('would take away most of {0}', what)],
  ];
  return rows.filter(([what]) => what !== '').map(([what, words]) => words(what));
}

/** The risks of one block, to be read at its place: what its commands may do, with their lines, and what its file decides. */
export function blockRisks({ files }: Plan, block: DraftBlock): readonly string[] {
  if (block.skipped !== undefined) return [];
  const said = (block.dangers ?? []).map(({ line, message }) => l10n.t('line {0}: {1}', line, inTheirLanguage(message)));
  const reboots = isOn(block.attributes, 'reboot') && !(block.dangers ?? []).some(({ kind }) => kind === 'reboots');
  const path = cutsBy(block) ? block.install?.path : undefined;
  const refused = files.some((file) => file.block === block.name && file.refused === true);
  return [
    ...said,
    ...(reboots ? [l10n.t('reboots the host and waits until it is up again')] : []),
    ...(path === undefined ? [] : [l10n.t('{0} decides whether the host can be reached', path)]),
    ...(refused ? [l10n.t('takes away most of the file, and is refused without replace=true')] : []),
  ];
}

function kindsOf(block: DraftBlock): ReadonlySet<Kind> {
  return new Set<Kind>([
    ...(block.dangers ?? []).map(({ kind }) => kind),
    ...(isOn(block.attributes, 'reboot') ? ['reboots' as const] : []),
    ...(cutsBy(block) ? ['cuts' as const] : []),
  ]);
}

/** Files whose content decides whether a host is reached. */
function cutsBy({ install }: DraftBlock): boolean {
  return install !== undefined && /^\/etc\/(?:network\/interfaces|ssh\/sshd_config)/.test(install.path);
}
