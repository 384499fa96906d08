import { l10n } from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { isWell } from '../../run/outcome.ts';
import { durationText } from '../../run/duration-text.ts';
import { hostCount } from '../words/counted.ts';
import { outcomeWord } from '../words/outcome-word.ts';
import { exitText } from './exit-text.ts';
import { fenceFor, plain } from './markdown-text.ts';
import { installedWords } from './installed-words.ts';
import type { AnswerGroup, RunState } from './run-state.ts';

/** How much of it all a hover shows: the rest is a click away. */
const GROUPS = 6;
const LINES = { well: 4, bad: 12 };
const WIDTH = 160;

/**
 * What hosts answered at a block, folded, as Markdown: those that are not well first, of each its outcome and the end
 * of its output, with a link to all of it.
 */
export function outcomeHover(state: RunState, block: string): string {
  const isBad = ({ running, answer }: AnswerGroup): boolean => !running && !isWell(answer.end?.outcome ?? 'failed');
  const all = state.groups(block);
  const groups = [...all.filter(isBad), ...all.filter((group) => !isBad(group))];
  const out = groups
    .slice(0, GROUPS)
    .flatMap((group) => [headOf(group), '', ...bodyOf(state, group, isBad(group) || groups.length === 1 ? LINES.bad : LINES.well)]);
  if (groups.length > GROUPS) out.push(l10n.t('… and {0} more groups of hosts in the Runs view', groups.length - GROUPS));
  return out.join('\n').trimEnd();
}

function headOf({ name, hosts, running, answer: { end } }: AnswerGroup): string {
  const words = [
    hosts.length > 1 ? hostCount(hosts.length) : '',
    running ? l10n.t('running') : end === undefined ? '' : outcomeWord(end.outcome),
    end === undefined ? '' : (end.message ?? exitText(end)).split('\n')[0]?.slice(0, WIDTH),
    end === undefined ? '' : durationText(end.duration),
  ];
  return [`**${plain(name)}**`, ...words.filter((word) => word !== undefined && word !== '').map((word) => plain(word ?? ''))].join(' · ');
}

function bodyOf(state: RunState, { block, name, hosts, answer }: AnswerGroup, most: number): readonly string[] {
  const lines = withoutAnsi(answer.text).trimEnd().split('\n');
  const shown = lines.slice(-most).map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line));
  const installed = answer.installed.map((one) => `- ${installedWords(one)}`);
  const text = shown.join('\n').trimEnd();
  const fence = fenceFor(text);
  const argument = encodeURIComponent(JSON.stringify([{ kind: 'place', run: state.run, block, host: hosts[0], name }]));
  const isMore = lines.length > shown.length || answer.cut || shown.some((line, index) => line !== lines.at(index - shown.length));
  const words = isMore ? l10n.t('Show all of it') : l10n.t('Show it in an editor');
  return [
    ...installed,
    ...(installed.length > 0 ? [''] : []),
    ...(text === '' ? [] : [`${fence}text`, text, fence, `[${words}](command:opsbook.showGroupOutput?${argument})`, '']),
  ];
}
