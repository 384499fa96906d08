import type { DraftBlock } from '../../../../server/src/core/index.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { Plan, PlanFile, PlanHost } from '../../run/plan.ts';

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

function rowsOf(plan: Plan, production: readonly string[]): readonly PlanRow[] {
  const { draft } = plan;
  const inOrder = draft.blocks.filter((block) => block.inOrder);
  const called = draft.blocks.filter((block) => !block.inOrder);
  const out: (string | PlanRow)[] = [
    `Plan of ${draft.title === '' ? draft.file.slice(draft.file.lastIndexOf('/') + 1) : draft.title}`,
    'nothing has run yet; what is confirmed is exactly this',
    '',
    ...draft.refusals.map(({ line, message }) => `cannot run  line ${line}: ${message}`),
    ...(draft.refusals.length > 0 ? [''] : []),
    ...plan.hosts.flatMap(hostLines),
    ...(draft.batches.length > 1
      ? [`  note   in ${draft.batches.length} batches: ${draft.batches.map((batch) => foldHosts(batch)).join(' · ')}`]
      : []),
    ...risksOf(plan, production).map((risk) => `  risk   ${risk}`),
    ...draft.inputs.map(({ name, secret, value }) => `  input  ${name} = ${secret ? '(secret)' : (value ?? '')}`),
    ...plan.notes.map((note) => `  note   ${note}`),
    '',
    ...inOrder.flatMap((block, index) => blockLines(plan, block, `${String(index + 1).padStart(2)}.`)),
    ...(called.length > 0 ? ['only when called', ''] : []),
    ...called.flatMap((block) => blockLines(plan, block, '  ·')),
    `plan ${plan.hash.slice(0, 12)}`,
  ];
  return out
    .map((row) => (typeof row === 'string' ? { text: row } : row))
    .map(({ text, ...rest }) => ({ ...rest, text: withoutAnsi(text).replaceAll('\n', ' ') }));
}

/** What a reader must have seen before saying yes. */
function risksOf({ draft, hosts, files }: Plan, production: readonly string[]): readonly string[] {
  const blocks = draft.blocks.filter(({ skipped }) => skipped === undefined);
  const named = (wanted: readonly DraftBlock[]): string => wanted.map(({ name }) => name).join(', ');
  const touched = [...new Set(hosts.map(({ name }) => name))].filter((name) => production.includes(name));
  const reboots = blocks.filter(({ attributes }) => attributes['reboot'] === 'true');
  const cuts = blocks.filter(
    ({ install }) => install !== undefined && /^\/etc\/(?:network\/interfaces|ssh\/sshd_config)/.test(install.path),
  );
  const root = blocks.filter(({ sudo, kind }) => sudo === true && kind !== 'check');
  const refused = files.filter(({ refused: is }) => is === true);
  return [
    ...(touched.length === 0 ? [] : [`production: ${foldHosts(touched)}`]),
    ...(reboots.length === 0 ? [] : [`reboots the host: ${named(reboots)}`]),
    ...(cuts.length === 0 ? [] : [`may cut the network or the login: ${named(cuts)}`]),
    ...(root.length === 0 ? [] : [`changes as root: ${named(root)}`]),
    ...(refused.length === 0 ? [] : [`would take away most of ${[...new Set(refused.map(({ path }) => path))].join(', ')}`]),
  ];
}

function hostLines(host: PlanHost): readonly string[] {
  const user = host.user === undefined ? '' : `${host.user}@`;
  const port = host.port === undefined || host.port === 22 ? '' : `:${host.port}`;
  const where = host.address === undefined ? 'this machine, without ssh' : `${user}${host.address}${port}`;
  const key = host.hostKey === undefined ? '' : `  ${host.hostKey}`;
  return [
    `  host   ${host.name}  ${where}${key}`,
    ...(host.trouble === undefined ? [] : [` ! ${host.name} is ${host.trouble.outcome}: ${host.trouble.message}`]),
  ];
}

function blockLines(plan: Plan, block: DraftBlock, mark: string): readonly (string | PlanRow)[] {
  const words = [
    block.kind === 'file' ? `installs ${block.install?.path ?? ''}` : block.kind === 'check' ? 'only looks' : 'runs',
    block.skipped === undefined ? `on ${foldHosts(block.targets)}` : `skipped: ${block.skipped}`,
    block.sudo === true ? 'as root' : typeof block.sudo === 'string' ? `as ${block.sudo}` : '',
    block.fixes === undefined ? '' : `if ${block.fixes} is not well`,
    block.requires.length === 0 ? '' : `needs ${block.requires.join(', ')}`,
    block.install?.reload === undefined ? '' : `then ${block.install.reload}`,
    block.confirm === undefined ? '' : 'asks first',
  ].filter((word) => word !== '');
  const script = block.script === undefined || block.sensitive ? [] : bodyOf(block.script.text).map((line) => `     │ ${line}`);
  const files = groups(plan.files.filter((file) => file.block === block.name)).flatMap(fileLines);
  return [`${mark} ${block.name}  ${words.join(' · ')}`, ...script, ...files, ''];
}

/** Hosts whose file would change in the same way, together. */
function groups(files: readonly PlanFile[]): readonly (readonly PlanFile[])[] {
  const found = new Map<string, PlanFile[]>();
  for (const file of files) {
    const key = JSON.stringify([file.state, file.diff, file.message]);
    found.set(key, [...(found.get(key) ?? []), file]);
  }
  return [...found.values()];
}

const stateWords = { new: 'new file', changed: 'changed', unchanged: 'unchanged', unknown: 'not known before the run' } as const;

function fileLines(group: readonly PlanFile[]): readonly (string | PlanRow)[] {
  const [file] = group;
  if (file === undefined) return [];
  const message = file.message === undefined ? '' : `, ${file.message}`;
  return [
    { text: `     ${foldHosts(group.map(({ host }) => host))}: ${stateWords[file.state]}${message}`, file },
    ...bodyOf(file.diff).map((line) => `      ${line}`),
  ];
}

function bodyOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
