import type pc from 'picocolors';
import { type DraftBlock, isOn } from '../../../../server/src/core/index.ts';
import type { Plan, PlanFile } from '../../run/plan.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { addressesOf } from '../../run/addresses-of.ts';
import { fileGroups } from '../../run/file-groups.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { troublesText } from './words.ts';

/** A plan as a person reads it before anything happens: where, in which order, what runs, and what changes in which file. */
export function planText(plan: Plan, colors: typeof pc): string {
  const { draft } = plan;
  let out = `${colors.bold(`Plan: ${withoutAnsi(draft.title === '' ? draft.file : draft.title)}`)}\n`;
  for (const note of plan.notes) out += `  ${colors.dim(withoutAnsi(note))}\n`;
  for (const host of plan.hosts) {
    if (host.trouble !== undefined) continue;
    const where =
      host.address === undefined
        ? host.name === 'local'
          ? 'this machine'
          : ''
        : `${host.user === undefined ? '' : `${host.user}@`}${host.address}${host.port === undefined || host.port === 22 ? '' : `:${host.port}`}`;
    const key = host.notReached === true ? 'no login: what concerns it runs on other hosts' : host.hostKey;
    out += `  ${colors.cyan(withoutAnsi(host.name))}  ${withoutAnsi(where)}${key === undefined ? '' : colors.dim(`  ${key}`)}\n`;
  }
  const troubles = plan.hosts.flatMap(({ name, trouble }) => (trouble === undefined ? [] : [{ host: name, ...trouble }]));
  out += troublesText(troubles, addressesOf(plan), colors);
  if (draft.batches.length > 1)
    out += `  in ${draft.batches.length} batches: ${draft.batches.map((batch) => foldHosts(batch)).join(' · ')}\n`;
  for (const input of draft.inputs)
    out += `  ${colors.dim('input')} ${withoutAnsi(input.name)} = ${input.secret ? '(secret)' : withoutAnsi(input.value ?? '(missing)')}\n`;
  out += '\n';
  let number = 0;
  for (const block of draft.blocks) if (block.inOrder) out += blockText(plan, block, ++number, colors);
  const called = draft.blocks.filter((block) => !block.inOrder);
  if (called.length > 0) {
    out += `${colors.dim('Only when called:')}\n`;
    for (const block of called) out += blockText(plan, block, undefined, colors);
  }
  for (const refusal of draft.refusals)
    out += `${colors.red('cannot run')}  ${withoutAnsi(draft.file)}:${refusal.line}  ${withoutAnsi(refusal.message)}\n`;
  return `${out}${colors.dim(`plan ${plan.hash.slice(0, 12)}`)}\n`;
}

function blockText(plan: Plan, block: DraftBlock, number: number | undefined, colors: typeof pc): string {
  const words = [
    block.kind === 'file' ? `file ${block.install?.path}` : block.kind,
    block.skipped !== undefined
      ? `skipped: ${block.skipped}`
      : block.targets.length === 0
        ? 'on no host'
        : `on ${foldHosts(block.targets)}`,
    block.sudo === true ? 'as root' : typeof block.sudo === 'string' ? `as ${block.sudo}` : '',
    block.fixes === undefined ? '' : `mends ${block.fixes}`,
    block.requires.length === 0 ? '' : `needs ${block.requires.join(', ')}`,
    block.install?.reload === undefined ? '' : `then ${block.install.reload}`,
    isOn(block.attributes, 'reboot') ? 'reboots the host and waits until it is up again' : '',
    block.script?.fetch !== undefined
      ? 'asks what became of it, and begins nothing'
      : isOn(block.attributes, 'detach')
        ? 'goes on there when the connection is cut'
        : '',
    block.confirm === undefined ? '' : 'asks first',
    block.guard === undefined ? '' : 'goes back by itself if we are locked out',
    block.script === undefined || block.script.secrets.length === 0 || block.script.fetch !== undefined
      ? ''
      : `is given the secret ${block.script.secrets.join(', ')}`,
  ];
  let out = `${number === undefined ? '  ' : `${String(number).padStart(2)}`} ${colors.bold(withoutAnsi(block.name))}  ${withoutAnsi(words.filter((word) => word !== '').join(' · '))}\n`;
  for (const { line, message } of block.dangers ?? []) out += `     ${colors.yellow('!')} line ${line}: ${withoutAnsi(message)}\n`;
  if (block.script !== undefined) for (const line of lines(block.script.text)) out += `     ${colors.dim('|')} ${withoutAnsi(line)}\n`;
  for (const group of fileGroups(plan.files.filter((file) => file.block === block.name))) {
    const [file] = group;
    if (file === undefined) continue;
    out += `     ${foldHosts(group.map(({ host }) => host))}: ${stateWord(file, colors)}${file.message === undefined ? '' : `, ${withoutAnsi(file.message)}`}\n`;
    for (const line of lines(file.diff)) out += `     ${diffLine(line, colors)}\n`;
  }
  return out;
}

function stateWord(file: PlanFile, colors: typeof pc): string {
  return file.state === 'unchanged'
    ? colors.green('unchanged')
    : file.state === 'unknown'
      ? colors.yellow('not known before the run')
      : colors.yellow(file.state);
}

/** One line of a unified diff, coloured by its sign. */
export function diffLine(line: string, colors: typeof pc): string {
  const text = withoutAnsi(line);
  if (/^(\+\+\+|---|@@)/.test(line)) return colors.dim(text);
  return line.startsWith('+') ? colors.green(text) : line.startsWith('-') ? colors.red(text) : text;
}

function lines(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
