import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { isWell, type Outcome } from '../../run/outcome.ts';
import { durationText } from '../../run/duration-text.ts';
import { recordedRun, type RecordedRun } from './record-reader.ts';
import type { InstalledFile } from './installed-words.ts';
import { installedItem } from './installed-item.ts';
import type { AnswerGroup, HostAnswer, RunState } from './run-state.ts';
import { hostCount, hostProgress } from '../words/counted.ts';
import { outcomeWord } from '../words/outcome-word.ts';
import { spoken } from '../words/spoken.ts';

/** One line of the view. */
export type RunNode =
  | { readonly kind: 'run'; readonly state: RunState }
  | { readonly kind: 'past'; readonly recorded: RecordedRun }
  | { readonly kind: 'trouble'; readonly state: RunState; readonly host: string; readonly why: string }
  | { readonly kind: 'block'; readonly state: RunState; readonly block: string }
  | { readonly kind: 'group'; readonly state: RunState; readonly group: AnswerGroup }
  | { readonly kind: 'file'; readonly state: RunState; readonly group: AnswerGroup; readonly file: InstalledFile };

/** Runs, newest first: under each its blocks, under each block the groups of hosts that answered the same. */
export class RunsView implements vscode.TreeDataProvider<RunNode> {
  readonly #changed = new vscode.EventEmitter<RunNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #states: RunState[] = [];
  readonly #read = new Map<string, Promise<RunState | undefined>>();
  #recorded: readonly RecordedRun[] = [];
  #timer: NodeJS.Timeout | undefined;
  #hasRuns = false;
  #view: vscode.TreeView<RunNode> | undefined;

  register(): vscode.Disposable {
    const view = vscode.window.createTreeView('opsbook.runs', { treeDataProvider: this, showCollapseAll: true, canSelectMany: true });
    this.#view = view;
    return vscode.Disposable.from(view, this.#changed, { dispose: () => clearTimeout(this.#timer) });
  }

  /** The lines that are selected. */
  get selection(): readonly RunNode[] {
    return this.#view?.selection ?? [];
  }

  /** Past runs, newest first; those that are shown live are left out. */
  setRecorded(recorded: readonly RecordedRun[]): void {
    this.#recorded = recorded;
    this.#soon();
  }

  /** A run began: it comes to the top. */
  begin(state: RunState): void {
    this.#states.unshift(state);
    this.#soon();
  }

  /** Something of a run changed; the view follows a few times a second, however many hosts speak. */
  changed(): void {
    this.#soon();
  }

  /** The state of a node's run; a past run is read from its record, undefined where that cannot be read. */
  async stateOf(node: RunNode): Promise<RunState | undefined> {
    if (node.kind !== 'past') return node.state;
    const { run } = node.recorded;
    const reading = this.#read.get(run) ?? recordedRun(run);
    // One without an end may be written still: it is read anew the next time.
    if (node.recorded.outcome !== undefined) this.#read.set(run, reading);
    return reading;
  }

  /** The newest run that this window has seen. */
  get newest(): RunState | undefined {
    return this.#states[0];
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    if (node.kind === 'run') return runItem(node.state);
    if (node.kind === 'past') return pastItem(node.recorded);
    if (node.kind === 'trouble') return troubleItem(node.host, node.why);
    if (node.kind === 'block') return blockItem(node.state, node.block);
    return node.kind === 'file'
      ? installedItem(node.file, `${node.state.run}\0${node.group.block}\0${node.group.hosts[0]}`)
      : groupItem(node);
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (node === undefined) {
      const live = new Set(this.#states.map(({ run }) => run));
      return [
        ...this.#states.map((state): RunNode => ({ kind: 'run', state })),
        ...this.#recorded.filter(({ run }) => !live.has(run)).map((recorded): RunNode => ({ kind: 'past', recorded })),
      ];
    }
    if (node.kind === 'block') return node.state.groups(node.block).map((group): RunNode => ({ kind: 'group', state: node.state, group }));
    if (node.kind === 'group')
      return node.group.answer.installed.map((file): RunNode => ({ kind: 'file', state: node.state, group: node.group, file }));
    if (node.kind !== 'run' && node.kind !== 'past') return [];
    const state = await this.stateOf(node);
    if (state === undefined) return [];
    return [
      ...[...state.hostTrouble].map(([host, why]): RunNode => ({ kind: 'trouble', state, host, why })),
      ...state.blocks.map((block): RunNode => ({ kind: 'block', state, block })),
    ];
  }

  /** Commands on runs are offered where there is one. */
  #tellWhether(hasRuns: boolean): void {
    if (hasRuns === this.#hasRuns) return;
    this.#hasRuns = hasRuns;
    void vscode.commands.executeCommand('setContext', 'opsbook.hasRuns', hasRuns);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(undefined);
      this.#tellWhether(this.#states.length + this.#recorded.length > 0);
    }, 150);
  }
}

function runItem(state: RunState): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(state.title, state.ended === undefined ? Expanded : Collapsed);
  const running = state.ended === undefined && state.trouble === undefined;
  const bad = state.trouble !== undefined || state.ended?.outcome === 'failed';
  item.id = state.run;
  item.iconPath = running ? new vscode.ThemeIcon('loading~spin') : endIcon(bad ? 'failed' : (state.ended?.outcome ?? 'failed'));
  const words = running
    ? [vscode.l10n.t('running'), progressWords(state), durationText(Date.now() - state.began)]
    : [
        state.trouble ?? (state.ended === undefined ? '' : outcomeWord(state.ended.outcome)),
        durationText((state.ended?.at ?? state.began) - state.began),
        clock(state.began),
      ];
  item.description = words.filter((word) => word !== '').join(' · ');
  item.contextValue = running ? 'run.running' : bad || state.ended?.outcome === 'cancelled' ? 'run.failed' : 'run.done';
  item.accessibilityInformation = { label: spoken(vscode.l10n.t('Run of {0}', state.title), item.description) };
  item.tooltip = `${state.plan.draft.file}\n${new Date(state.began).toLocaleString()}\n${state.run}`;
  return item;
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

function troubleItem(host: string, why: string): vscode.TreeItem {
  const item = new vscode.TreeItem(withoutAnsi(host));
  item.description = why;
  item.tooltip = why;
  item.accessibilityInformation = { label: spoken(vscode.l10n.t('Host {0}', String(item.label)), why) };
  item.iconPath = new vscode.ThemeIcon('debug-disconnect', colourOf('bad'));
  return item;
}

function blockItem(state: RunState, block: string): vscode.TreeItem {
  const groups = state.groups(block);
  const { done, all } = state.progress(block);
  const alone = groups.length === 1 && groups[0]?.running === false && isWell(groups[0].answer.end?.outcome ?? 'failed');
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(withoutAnsi(block), alone ? Collapsed : Expanded);
  item.id = `${state.run}\0${block}`;
  const looks = groups.map(({ running, answer }) => lookOf(running ? undefined : answer.end?.outcome));
  const worst = looks.find(({ rank }) => rank === Math.max(...looks.map((look) => look.rank)));
  if (worst !== undefined) item.iconPath = worst.icon;
  item.description = done < all && all > 1 ? hostProgress({ done, all }) : countWords(groups);
  item.contextValue = 'block';
  const progress = done < all ? hostProgress({ done, all }) : '';
  item.accessibilityInformation = { label: spoken(vscode.l10n.t('Block {0}', String(item.label)), progress, countWords(groups)) };
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

function groupItem(node: RunNode & { readonly kind: 'group' }): vscode.TreeItem {
  const { group, state } = node;
  const { answer, hosts, running } = group;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(group.name, answer.installed.length === 0 ? None : Collapsed);
  item.id = `${state.run}\0${group.block}\0${running ? 'running' : hosts[0]}`;
  item.iconPath = lookOf(running ? undefined : answer.end?.outcome).icon;
  const words = [
    hosts.length > 1 ? hostCount(hosts.length) : '',
    answerWord(running, answer),
    withoutAnsi(answer.end?.message ?? '').split('\n')[0] ?? '',
    answer.lastLine,
  ];
  item.description = words.filter((word) => word !== '').join(' · ');
  item.contextValue = 'group';
  item.tooltip = new vscode.MarkdownString().appendCodeblock(withoutAnsi(answer.text.slice(0, 4000)) || item.description, 'text');
  item.command = { command: 'opsbook.showGroupOutput', title: vscode.l10n.t('Show Output'), arguments: [node] };
  item.accessibilityInformation = { label: spoken(group.name, item.description) };
  return item;
}

type Standing = 'well' | 'note' | 'bad' | 'running';

function lookOf(outcome: Outcome | undefined): { readonly icon: vscode.ThemeIcon; readonly rank: number } {
  if (outcome === undefined) return { icon: new vscode.ThemeIcon('loading~spin'), rank: 4 };
  if (outcome === 'skipped') return { icon: new vscode.ThemeIcon('circle-outline'), rank: 0 };
  if (isWell(outcome)) return { icon: new vscode.ThemeIcon('pass', colourOf('well')), rank: 1 };
  if (outcome === 'symptom' || outcome === 'undone') return { icon: new vscode.ThemeIcon('warning', colourOf('note')), rank: 2 };
  return { icon: new vscode.ThemeIcon('error', colourOf('bad')), rank: 3 };
}

function colourOf(standing: Standing): vscode.ThemeColor {
  const names = { well: 'testing.iconPassed', note: 'list.warningForeground', bad: 'testing.iconFailed', running: 'foreground' };
  return new vscode.ThemeColor(names[standing]);
}

function clock(at: number): string {
  const date = new Date(at);
  const isToday = new Date().toDateString() === date.toDateString();
  return isToday ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }) : date.toLocaleDateString();
}
