import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { durationText } from '../../run/duration-text.ts';
import { isWell, type Outcome } from '../../run/outcome.ts';
import { hostCount, hostProgress } from '../words/counted.ts';
import { outcomeWord } from '../words/outcome-word.ts';
import { spoken } from '../words/spoken.ts';
import { exitText } from './exit-text.ts';
import { installedItem } from './installed-item.ts';
import type { RecordedRun } from './record-reader.ts';
import type { AnswerGroup, HostAnswer, RunState } from './run-state.ts';
import type { GroupLine, MoreLine, RunNode, TroubleLine } from './run-tree.ts';

/** How many milliseconds pass between two states of a running run's clock in the view: each costs its lines to be drawn again. */
const TICK = 5000;

/** Hosts whose names are longer than this are called by their number. */
const LONG = 32;

/** What a line of the Runs view looks like, and says to those who hear it. */
export function runNodeItem(node: RunNode): vscode.TreeItem {
  if (node.kind === 'run') return runItem(node.state);
  if (node.kind === 'past') return pastItem(node.recorded);
  if (node.kind === 'trouble') return troubleItem(node);
  if (node.kind === 'block') return blockItem(node.state, node.block);
  if (node.kind === 'more') return moreItem(node);
  return node.kind === 'file' ? installedItem(node.file, idOf(node.of)) : groupItem(node);
}

/** What of a line's item a person sees: equal where nothing of it changed. */
export function lookOfItem({ label, description, iconPath, contextValue, collapsibleState }: vscode.TreeItem): string {
  const icon = iconPath instanceof vscode.ThemeIcon ? [iconPath.id, iconPath.color?.id] : undefined;
  return JSON.stringify([label, description, icon, contextValue, collapsibleState]);
}

/** Unique in the view, and the same for as long as the line stands. */
function idOf({ state, group, key }: GroupLine): string {
  return `${state.run}\0${group.block}\0${key}`;
}

function runItem(state: RunState): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(state.title, state.ended === undefined ? Expanded : Collapsed);
  const running = state.ended === undefined && state.trouble === undefined;
  const bad = state.trouble !== undefined || state.ended?.outcome === 'failed';
  item.id = state.run;
  item.iconPath = running ? new vscode.ThemeIcon('loading~spin') : endIcon(bad ? 'failed' : (state.ended?.outcome ?? 'failed'));
  const words = running
    ? [vscode.l10n.t('running'), progressWords(state), clockWords(Date.now() - state.began)]
    : [
        state.trouble ?? (state.ended === undefined ? '' : outcomeWord(state.ended.outcome)),
        clock(state.began),
        durationText((state.ended?.at ?? state.began) - state.began),
      ];
  item.description = words.filter((word) => word !== '').join(' · ');
  item.contextValue = running ? 'run.running' : bad || state.ended?.outcome === 'cancelled' ? 'run.failed' : 'run.done';
  item.accessibilityInformation = { label: spoken(vscode.l10n.t('Run of {0}', state.title), item.description) };
  item.tooltip = `${state.plan.draft.file}\n${new Date(state.began).toLocaleString()}\n${state.run}`;
  return item;
}

/** How long a run takes already, in steps that are seldom enough; '' at first. */
function clockWords(milliseconds: number): string {
  const shown = Math.floor(milliseconds / TICK) * TICK;
  return shown > 0 ? durationText(shown) : '';
}

function endIcon(outcome: NonNullable<RunState['ended']>['outcome']): vscode.ThemeIcon {
  if (outcome === 'failed') return new vscode.ThemeIcon('error', colourOf('bad'));
  return outcome === 'cancelled' ? new vscode.ThemeIcon('circle-slash') : new vscode.ThemeIcon('pass', colourOf('well'));
}

/** How far the block that runs is. */
function progressWords(state: RunState): string {
  const block = state.blocks.at(-1);
  return block === undefined ? '' : hostProgress(state.progress(block));
}

function pastItem({ run, file, title, began, outcome }: RecordedRun): vscode.TreeItem {
  const name = title === '' ? file.slice(file.lastIndexOf('/') + 1) : title;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = run;
  item.iconPath = outcome === undefined ? new vscode.ThemeIcon('question') : endIcon(outcome);
  item.description = `${outcome === undefined ? vscode.l10n.t('no end is recorded') : outcomeWord(outcome)} · ${clock(began)}`;
  item.accessibilityInformation = { label: spoken(vscode.l10n.t('Recorded run of {0}', String(item.label)), item.description) };
  item.contextValue = 'run.past';
  item.tooltip = `${file}\n${new Date(began).toLocaleString()}\n${run}`;
  return item;
}

function troubleItem({ state, name, hosts, why }: TroubleLine): vscode.TreeItem {
  const count = hostCount(hosts.length);
  const isLong = name.length > LONG;
  const item = new vscode.TreeItem(isLong ? count : name);
  item.id = `${state.run}\0\0${why}`;
  item.description = hosts.length > 1 && !isLong ? `${count} · ${why}` : why;
  item.tooltip = isLong ? `${name}\n\n${why}` : why;
  item.accessibilityInformation = { label: spoken(isLong ? count : vscode.l10n.t('Host {0}', name), item.description) };
  item.iconPath = new vscode.ThemeIcon('debug-disconnect', colourOf('bad'));
  return item;
}

/** Leads to the groups that are not shown yet. */
function moreItem(node: MoreLine): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('… {0} more answers', node.count));
  item.id = `${node.of.state.run}\0${node.of.block}\0\0more`;
  item.command = { command: 'opsbook.showMoreAnswers', title: vscode.l10n.t('Show More'), arguments: [node] };
  return item;
}

function blockItem(state: RunState, block: string): vscode.TreeItem {
  const groups = state.groups(block);
  const { done, all } = state.progress(block);
  // VS Code heeds it where the line is new: one that closes while hosts are still to come would hide how those end.
  const alone = done >= all && groups.length === 1 && groups[0]?.running === false && isWell(groups[0].answer.end?.outcome ?? 'failed');
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(withoutAnsi(block), alone ? Collapsed : Expanded);
  item.id = `${state.run}\0${block}`;
  const looks = groups.map(({ running, answer }) => lookOf(running ? undefined : answer.end?.outcome));
  const worst = looks.find(({ rank }) => rank === Math.max(...looks.map((look) => look.rank)));
  if (worst !== undefined) item.iconPath = worst.icon;
  const isOver = state.ended !== undefined || state.trouble !== undefined;
  const missing = isOver && done < all ? vscode.l10n.t('{0} not run', all - done) : '';
  const words = [countWords(groups), missing].filter((word) => word !== '').join(' · ');
  item.description = !isOver && done < all && all > 1 ? hostProgress({ done, all }) : words;
  item.contextValue = 'block';
  const progress = !isOver && done < all ? hostProgress({ done, all }) : '';
  item.accessibilityInformation = { label: spoken(vscode.l10n.t('Block {0}', String(item.label)), progress, words) };
  return item;
}

function countWords(groups: readonly AnswerGroup[]): string {
  const counts = new Map<string, number>();
  for (const { hosts, running, answer } of groups) {
    const word = answerWord(running, answer);
    counts.set(word, (counts.get(word) ?? 0) + hosts.length);
  }
  const [only] = counts;
  if (counts.size === 1 && only !== undefined && only[1] === 1) return only[0];
  return [...counts].map(([word, count]) => `${count} ${word}`).join(' · ');
}

function answerWord(running: boolean, { end }: HostAnswer): string {
  if (running) return vscode.l10n.t('running');
  return end === undefined ? '' : outcomeWord(end.outcome);
}

function groupItem(node: GroupLine): vscode.TreeItem {
  const { group } = node;
  const { answer, hosts, running } = group;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const count = hostCount(hosts.length);
  // How they ended would not be seen beside the names of many.
  const isLong = group.name.length > LONG;
  const item = new vscode.TreeItem(isLong ? count : group.name, answer.installed.length === 0 ? None : Collapsed);
  item.id = idOf(node);
  item.iconPath = lookOf(running ? undefined : answer.end?.outcome).icon;
  const words = [hosts.length > 1 && !isLong ? count : '', answerWord(running, answer), ...whyOf(answer)];
  item.description = words.filter((word) => word !== '').join(' · ');
  item.contextValue = 'group';
  const said = withoutAnsi(answer.text.slice(0, 4000)) || item.description;
  item.tooltip = new vscode.MarkdownString().appendCodeblock(isLong ? `${group.name}\n\n${said}` : said, 'text');
  item.command = { command: 'opsbook.showGroupOutput', title: vscode.l10n.t('Show Output'), arguments: [node] };
  item.accessibilityInformation = { label: spoken(String(item.label), item.description) };
  return item;
}

/** What a host said last, and what the runner says of its end: first what tells more. */
function whyOf({ end, lastLine }: HostAnswer): readonly string[] {
  const message = withoutAnsi(end?.message ?? '').split('\n')[0] ?? '';
  return message !== '' && end !== undefined && message === exitText(end) ? [lastLine, message] : [message, lastLine];
}

type Standing = 'well' | 'note' | 'bad' | 'running';

function lookOf(outcome: Outcome | undefined): { readonly icon: vscode.ThemeIcon; readonly rank: number } {
  if (outcome === undefined) return { icon: new vscode.ThemeIcon('loading~spin'), rank: 4 };
  if (outcome === 'skipped') return { icon: new vscode.ThemeIcon('circle-outline'), rank: 0 };
  if (isWell(outcome)) return { icon: new vscode.ThemeIcon('pass', colourOf('well')), rank: 1 };
  if (outcome === 'symptom' || outcome === 'undone') return { icon: new vscode.ThemeIcon('warning', colourOf('note')), rank: 2 };
  if (outcome === 'cancelled') return { icon: new vscode.ThemeIcon('circle-slash'), rank: 2.5 };
  return { icon: new vscode.ThemeIcon('error', colourOf('bad')), rank: 3 };
}

function colourOf(standing: Standing): vscode.ThemeColor {
  const names = { well: 'testing.iconPassed', note: 'list.warningForeground', bad: 'testing.iconFailed', running: 'foreground' };
  return new vscode.ThemeColor(names[standing]);
}

function clock(at: number): string {
  const date = new Date(at);
  const isToday = new Date().toDateString() === date.toDateString();
  return isToday ? date.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' }) : date.toLocaleDateString();
}
