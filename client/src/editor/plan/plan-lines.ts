import type { DraftBlock } from '../../../../server/src/core/index.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { Plan, PlanFile, PlanHost } from '../../run/plan.ts';

/** A plan as the text of a document: where, what changes, what runs. Harmless to show; ends with a line end. */
export function planLines(plan: Plan): string {
  const { draft } = plan;
  const inOrder = draft.blocks.filter((block) => block.inOrder);
  const called = draft.blocks.filter((block) => !block.inOrder);
  const out: string[] = [
    `Plan of ${draft.title === '' ? draft.file.slice(draft.file.lastIndexOf('/') + 1) : draft.title}`,
    'nothing has run yet; what is confirmed is exactly this',
    '',
    ...draft.refusals.map(({ line, message }) => `cannot run  line ${line}: ${message}`),
    ...(draft.refusals.length > 0 ? [''] : []),
    ...plan.hosts.flatMap(hostLines),
    ...(draft.batches.length > 1
      ? [`  note   in ${draft.batches.length} batches: ${draft.batches.map((batch) => foldHosts(batch)).join(' · ')}`]
      : []),
    ...draft.inputs.map(({ name, secret, value }) => `  input  ${name} = ${secret ? '(secret)' : (value ?? '')}`),
    ...plan.notes.map((note) => `  note   ${note}`),
    '',
    ...inOrder.flatMap((block, index) => blockLines(plan, block, `${String(index + 1).padStart(2)}.`)),
    ...(called.length > 0 ? ['only when called', ''] : []),
    ...called.flatMap((block) => blockLines(plan, block, '  ·')),
    `plan ${plan.hash.slice(0, 12)}`,
  ];
  return `${out.map(withoutAnsi).join('\n')}\n`;
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

function blockLines(plan: Plan, block: DraftBlock, mark: string): readonly string[] {
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

function fileLines(group: readonly PlanFile[]): readonly string[] {
  const [file] = group;
  if (file === undefined) return [];
  const message = file.message === undefined ? '' : `, ${file.message}`;
  return [
    `     ${foldHosts(group.map(({ host }) => host))}: ${stateWords[file.state]}${message}`,
    ...bodyOf(file.diff).map((line) => `      ${line}`),
  ];
}

function bodyOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
