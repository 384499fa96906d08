import type pc from 'picocolors';
import { withoutAnsi } from '../../run/ansi.ts';
import type { BlockRun } from '../../run/block-runs.ts';
import { gather, gatherable, type GatheredGroup, referenceGroup } from '../../run/gather.ts';
import { textWithoutHost } from '../../run/without-host.ts';
import { diffLine } from './plan-text.ts';
import type { ToldTroubles } from './told-troubles.ts';
import { outcomeWord, tookText } from './words.ts';

/** How groups are shown. */
export interface GroupsOptions {
  readonly colors: typeof pc;
  readonly addresses: ReadonlyMap<string, string>;
  /** What was said of hosts before. */
  readonly told: ToldTroubles;
  /** Makes the unified difference of two texts; then the other groups are shown as differences to the best one. */
  readonly diff?: ((name: string, before: string, after: string) => string) | undefined;
}

/** What hosts gave for one block, those that gave the same together; what one was told beside its output comes first. */
export function groupsText(runs: readonly BlockRun[], options: GroupsOptions): string {
  const { addresses, told, diff } = options;
  const groups = gather(
    runs.map((run) => told.without(run.host, gatherable(run))),
    addresses,
  );
  const byHost = new Map(runs.map((run) => [run.host, run]));
  const reference = diff === undefined ? undefined : referenceGroup(groups);
  const ordered = reference === undefined ? groups : [reference, ...groups.filter((group) => group !== reference)];
  return ordered.map((group) => groupText(group, byHost, reference, options)).join('');
}

function groupText(
  group: GatheredGroup,
  byHost: ReadonlyMap<string, BlockRun>,
  reference: GatheredGroup | undefined,
  { colors, addresses, diff }: GroupsOptions,
): string {
  const run = byHost.get(group.hosts[0] ?? '');
  const longest = Math.max(...group.hosts.map((host) => byHost.get(host)?.end?.duration ?? 0));
  const count = group.hosts.length === 1 ? '' : ` (${group.hosts.length})`;
  const message = group.message === undefined ? '' : `: ${withoutAnsi(group.message)}`;
  let out = `   ${colors.cyan(withoutAnsi(group.name))}${count} ${outcomeWord(group.outcome, colors)} ${withoutAnsi(run?.block ?? '')}${message}${tookText(longest, colors)}\n`;
  for (const { diff: text } of run?.differences ?? []) for (const line of linesOf(text)) out += `     ${diffLine(line, colors)}\n`;
  for (const { level, line, message: text } of run?.notes ?? []) {
    const paint = level === 'error' ? colors.red : level === 'warning' ? colors.yellow : colors.dim;
    out += `     ${paint(level)}${line === undefined ? '' : ` line ${line}`}: ${withoutAnsi(text)}\n`;
  }
  const isSilent = group.stdout === '' && group.stderr === '';
  if (diff !== undefined && reference !== undefined && reference !== group && !isSilent) {
    // A host's own name is no difference.
    const general = ({ hosts: [host = ''], ...texts }: GatheredGroup, stream: 'stdout' | 'stderr'): string =>
      textWithoutHost(texts[stream], { host, hostname: byHost.get(host)?.end?.hostname, address: addresses.get(host) });
    const lines = (['stdout', 'stderr'] as const).flatMap((stream) =>
      linesOf(diff(stream, general(reference, stream), general(group, stream))),
    );
    const against = withoutAnsi(reference.name);
    out += `     ${colors.dim(lines.length === 0 ? `the same output as ${against}` : `against ${against}:`)}\n`;
    for (const line of lines) out += `     ${diffLine(line, colors)}\n`;
  } else {
    for (const line of linesOf(group.stdout)) out += `     ${colors.dim('|')} ${withoutAnsi(line)}\n`;
    for (const line of linesOf(group.stderr)) out += `     ${colors.yellow('!')} ${withoutAnsi(line)}\n`;
  }
  if (run !== undefined && run.dropped > 0) out += `     ${colors.dim(`… ${run.dropped} more characters are in the record`)}\n`;
  return out;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
