import { l10n } from 'vscode';
import type { DraftBlock } from '../../../../server/src/core/index.ts';
import { addressesOf } from '../../run/addresses-of.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { fileGroups } from '../../run/file-groups.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { gatherTroubles } from '../../run/gather.ts';
import type { Plan, PlanFile, PlanHost } from '../../run/plan.ts';
import { hostCount } from '../words/counted.ts';
import { foldRefusals } from './fold-refusals.ts';
import { blockRisks, planRisks } from './plan-risks.ts';
import { inTheirLanguage } from '../words/in-their-language.ts';
import { outcomeWord } from '../words/outcome-word.ts';

/** A line of a plan's document; `file` where it names how a file would change, that of the first of its hosts. */
interface PlanRow {
  readonly text: string;
  readonly file?: PlanFile;
}

/** A plan as the text of a document: where, what is risky, what changes, what runs. Harmless to show; ends with a line end. `production` names hosts. */
export function planLines(plan: Plan, production: readonly string[] = []): string {
  return `${rowsOf(plan, production)
    .map(({ text }) => text)
    .join('\n')}\n`;
}

/** The lines (from 0) of a plan's document that name how a file would change. */
export function planFileLines(
  plan: Plan,
  production: readonly string[] = [],
): readonly { readonly line: number; readonly file: PlanFile }[] {
  return rowsOf(plan, production).flatMap(({ file }, line) => (file === undefined ? [] : [{ line, file }]));
}

/** Whether anything of a plan can run: nothing of it is refused, and there is a host that it can run on. */
export function canRun({ draft, hosts }: Plan): boolean {
  return draft.refusals.length === 0 && (hosts.length === 0 || hosts.some(({ trouble }) => trouble === undefined));
}

function rowsOf(plan: Plan, production: readonly string[]): readonly PlanRow[] {
  const { draft } = plan;
  const inOrder = draft.blocks.filter((block) => block.inOrder);
  const called = draft.blocks.filter((block) => !block.inOrder);
  // The grammar of a plan knows these words in every language.
  const labels = { host: l10n.t('host'), risk: l10n.t('risk'), input: l10n.t('input'), note: l10n.t('note') };
  const width = Math.max(...Object.values(labels).map(({ length }) => length)) + 2;
  const row = (label: string, text: string): string => `  ${label.padEnd(width)}${text}`;
  const facts = [
    ...hostRows(plan.hosts, (text) => row(labels.host, text)),
    ...(draft.batches.length > 1
      ? [row(labels.note, l10n.t('in {0} batches: {1}', draft.batches.length, draft.batches.map((batch) => foldHosts(batch)).join(' · ')))]
      : []),
    ...planRisks(plan, production).map((risk) => row(labels.risk, risk)),
    ...draft.inputs.map(({ name, secret, value }) => row(labels.input, `${name} = ${secret ? l10n.t('(secret)') : (value ?? '')}`)),
    ...plan.notes.map((note) => row(labels.note, inTheirLanguage(note))),
  ];
  const out: (string | PlanRow)[] = [
    l10n.t('Plan of {0}', draft.title === '' ? draft.file.slice(draft.file.lastIndexOf('/') + 1) : draft.title),
    canRun(plan) ? l10n.t('nothing has run yet; what is confirmed is exactly this') : l10n.t('nothing has run, and this cannot'),
    '',
    ...foldRefusals(draft.refusals).map(({ line, message }) => l10n.t('cannot run  line {0}: {1}', line, inTheirLanguage(message))),
    ...(draft.refusals.length > 0 ? [''] : []),
    ...facts,
    // Of a plan that cannot run no host was looked at.
    ...(facts.length > 0 ? [''] : []),
    ...inOrder.flatMap((block, index) => blockLines(plan, block, `${String(index + 1).padStart(2)}.`)),
    ...(called.length > 0 ? [l10n.t('only when called'), ''] : []),
    ...called.flatMap((block) => blockLines(plan, block, '  ·')),
    ...(wellHosts(plan.hosts).length > LISTED
      ? [l10n.t('where the hosts are'), '', ...wellHosts(plan.hosts).map((host) => `  ${whereOf(host)}`), '']
      : []),
    ...(plan.hash === '' ? [] : [l10n.t('plan {0}', plan.hash.slice(0, 12))]),
  ];
  return out
    .map((row) => (typeof row === 'string' ? { text: row } : row))
    .map(({ text, ...rest }) => ({ ...rest, text: withoutAnsi(text).replaceAll('\n', ' ') }));
}

/** Hosts that are named one by one at the top; more of them stand there as one expression, and one by one at the end. */
const LISTED = 8;

function wellHosts(hosts: readonly PlanHost[]): readonly PlanHost[] {
  return hosts.filter(({ trouble }) => trouble === undefined);
}

/** Hosts at the top of a plan: those that can be worked on, then the others with why, folded where it is the same. */
function hostRows(hosts: readonly PlanHost[], row: (text: string) => string): readonly string[] {
  const well = wellHosts(hosts);
  const told = hosts.flatMap(({ name, trouble }) =>
    trouble === undefined ? [] : [{ host: name, outcome: trouble.outcome, message: trouble.message }],
  );
  return [
    ...(well.length > LISTED
      ? [row(`${foldHosts(well.map(({ name }) => name))}  ${hostCount(well.length)}`)]
      : well.map((host) => row(whereOf(host)))),
    ...gatherTroubles(told, addressesOf({ hosts })).flatMap(({ hosts: names, name, outcome, message = '' }) => {
      const only = names.length === 1 ? hosts.find((host) => host.name === names[0]) : undefined;
      return [
        row(only === undefined ? `${name}  ${hostCount(names.length)}` : whereOf(only)),
        ` ! ${l10n.t('{0} is {1}: {2}', name, outcomeWord(outcome), inTheirLanguage(message))}`,
      ];
    }),
  ];
}

/** A host, how it is reached, and its key. */
function whereOf(host: PlanHost): string {
  // Of one that could not be reached it is not known.
  if (host.address === undefined && host.trouble !== undefined) return host.name;
  const user = host.user === undefined ? '' : `${host.user}@`;
  const port = host.port === undefined || host.port === 22 ? '' : `:${host.port}`;
  const where = host.address === undefined ? l10n.t('this machine, without ssh') : `${user}${host.address}${port}`;
  const key = host.notReached === true ? l10n.t('no login: what concerns it runs on other hosts') : host.hostKey;
  return `${host.name}  ${where}${key === undefined ? '' : `  ${key}`}`;
}

function blockLines(plan: Plan, block: DraftBlock, mark: string): readonly (string | PlanRow)[] {
  const words = [
    block.kind === 'file'
      ? l10n.t('installs {0}', block.install?.path ?? '')
      : block.kind === 'check'
        ? l10n.t('only looks')
        : l10n.t('runs'),
    block.skipped !== undefined
      ? l10n.t('skipped: {0}', inTheirLanguage(block.skipped))
      : block.targets.length === 0
        ? ''
        : l10n.t('on {0}', foldHosts(block.targets)),
    block.sudo === true ? l10n.t('as root') : typeof block.sudo === 'string' ? l10n.t('as {0}', block.sudo) : '',
    block.fixes === undefined ? '' : l10n.t('if {0} is not well', block.fixes),
    block.requires.length === 0 ? '' : l10n.t('needs {0}', block.requires.join(', ')),
    block.install?.reload === undefined ? '' : l10n.t('then {0}', block.install.reload),
    block.confirm === undefined ? '' : l10n.t('asks first'),
    block.guard === undefined ? '' : l10n.t('goes back by itself if we are locked out'),
  ].filter((word) => word !== '');
  const script = block.script === undefined || block.sensitive ? [] : bodyOf(block.script.text).map((line) => `     │ ${line}`);
  const files = fileGroups(plan.files.filter((file) => file.block === block.name)).flatMap(fileLines);
  const risks = blockRisks(plan, block).map((risk) => `   ! ${risk}`);
  return [`${mark} ${block.name}  ${words.join(' · ')}`, ...risks, ...script, ...files, ''];
}

function stateWord(state: PlanFile['state']): string {
  if (state === 'new') return l10n.t('new file');
  if (state === 'changed') return l10n.t('changed');
  return state === 'unchanged' ? l10n.t('unchanged') : l10n.t('not known before the run');
}

function fileLines(group: readonly PlanFile[]): readonly (string | PlanRow)[] {
  const [file] = group;
  if (file === undefined) return [];
  const message = file.message === undefined ? '' : `, ${inTheirLanguage(file.message)}`;
  return [
    { text: `     ${foldHosts(group.map(({ host }) => host))}: ${stateWord(file.state)}${message}`, file },
    ...bodyOf(file.diff).map((line) => `      ${line}`),
  ];
}

function bodyOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
