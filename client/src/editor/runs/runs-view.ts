import * as vscode from 'vscode';
import { recordedRun, type RecordedRun } from './record-reader.ts';
import { lookOfItem, runNodeItem } from './run-items.ts';
import type { RunState } from './run-state.ts';
import { type MoreLine, type RunNode, RunTree } from './run-tree.ts';

/** Milliseconds between two times that the view follows what runs. */
const PAUSE = 250;

/** Milliseconds after which nobody waits any more for VS Code to ask: a line may be out of its sight. */
const PATIENCE = 5000;

/** Runs of this window that are held with what their hosts printed; older ones are read from their records. */
const HELD = 20;

/** What VS Code was last given of a line. */
interface Given {
  look?: string;
  children?: readonly RunNode[];
}

/** Runs, newest first: under each its blocks, under each block the groups of hosts that answered the same. */
export class RunsView implements vscode.TreeDataProvider<RunNode> {
  readonly #changed = new vscode.EventEmitter<RunNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #tree = new RunTree();
  #states: RunState[] = [];
  readonly #read = new Map<string, Promise<RunState | undefined>>();
  #recorded: readonly RecordedRun[] = [];
  readonly #given = new WeakMap<RunNode, Given>();
  #givenRoots: readonly RunNode[] = [];
  /** The lines that VS Code was told of, and whose children it has not asked for yet; undefined stands for the top. */
  readonly #awaited = new Set<RunNode | undefined>();
  #toldAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #hasRuns = false;
  #view: vscode.TreeView<RunNode> | undefined;

  register(): vscode.Disposable {
    const view = vscode.window.createTreeView('opsbook.runs', { treeDataProvider: this, showCollapseAll: true, canSelectMany: true });
    this.#view = view;
    // Clocks of what runs.
    const clock = setInterval(() => {
      if (this.#states.some(isRunning)) this.#soon();
    }, 1000);
    return vscode.Disposable.from(view, this.#changed, {
      dispose: () => {
        clearTimeout(this.#timer);
        clearInterval(clock);
      },
    });
  }

  /** The lines that are selected. */
  get selection(): readonly RunNode[] {
    return this.#view?.selection ?? [];
  }

  /** Past runs, newest first; those that are shown live are left out. */
  setRecorded(recorded: readonly RecordedRun[]): void {
    this.#recorded = recorded;
    const listed = new Set(recorded.map(({ run }) => run));
    for (const run of [...this.#read.keys()]) if (!listed.has(run)) this.#read.delete(run);
    this.#soon();
  }

  /** Shows more of a block's groups. */
  showMore(line: MoreLine): void {
    this.#tree.showMore(line);
    this.#soon();
  }

  /** A run began: it comes to the top. */
  begin(state: RunState): void {
    this.#states = [state, ...this.#states].filter((one, index) => index < HELD || isRunning(one));
    this.#soon();
  }

  /** Something of a run changed; the view follows a few times a second, however many hosts speak. */
  changed(): void {
    this.#soon();
  }

  /** The state of a node's run; a past run is read from its record, undefined where that cannot be read. */
  async stateOf(node: RunNode): Promise<RunState | undefined> {
    if (node.kind === 'more') return node.of.state;
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
    const item = runNodeItem(node);
    this.#givenOf(node).look = lookOfItem(item);
    return item;
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    this.#awaited.delete(node);
    if (node === undefined) {
      this.#givenRoots = this.#roots();
      return [...this.#givenRoots];
    }
    const state = node.kind === 'past' ? await this.stateOf(node) : undefined;
    const children = node.kind === 'past' ? (state === undefined ? [] : this.#tree.ofRun(state)) : this.#childrenOf(node);
    this.#givenOf(node).children = children;
    return [...children];
  }

  #givenOf(node: RunNode): Given {
    const given = this.#given.get(node) ?? {};
    this.#given.set(node, given);
    return given;
  }

  #roots(): readonly RunNode[] {
    return this.#tree.roots(this.#states, this.#recorded);
  }

  #childrenOf(node: RunNode): readonly RunNode[] {
    if (node.kind === 'run') return this.#tree.ofRun(node.state);
    if (node.kind === 'block') return this.#tree.ofBlock(node);
    return node.kind === 'group' ? this.#tree.ofGroup(node) : [];
  }

  /** The highest lines that are not any more as VS Code was given them: it asks for what is below by itself. */
  #changes(nodes: readonly RunNode[]): readonly RunNode[] {
    return nodes.flatMap((node) => {
      const { look, children } = this.#given.get(node) ?? {};
      if (look === undefined) return [];
      if (lookOfItem(runNodeItem(node)) !== look) return [node];
      if (children === undefined) return [];
      const now = node.kind === 'past' ? children : this.#childrenOf(node);
      return isSame(children, now) ? this.#changes(now) : [node];
    });
  }

  /** Commands on runs are offered where there is one. */
  #tellWhether(hasRuns: boolean): void {
    if (hasRuns === this.#hasRuns) return;
    this.#hasRuns = hasRuns;
    void vscode.commands.executeCommand('setContext', 'opsbook.hasRuns', hasRuns);
  }

  /**
   * Tells VS Code what changed. A line that it is told of is drawn again with all below it, and takes the focus back from a menu that opens at
   * that moment, and until it has asked for those a menu knows none of them: so it is told of no line that looks the same, and of nothing before it
   * has done with what it was told. On a busy machine its turns would queue up and outlast the run by seconds.
   */
  #tell(): void {
    if (this.#awaited.size > 0 && Date.now() - this.#toldAt < PATIENCE) {
      this.#soon();
      return;
    }
    this.#awaited.clear();
    const roots = this.#roots();
    const changes = isSame(roots, this.#givenRoots) ? this.#changes(roots) : [undefined];
    if (changes.length > 0) {
      this.#toldAt = Date.now();
      for (const node of changes) if (node === undefined || this.#given.get(node)?.children !== undefined) this.#awaited.add(node);
      const nodes = changes.filter((node) => node !== undefined);
      this.#changed.fire(nodes.length === changes.length ? nodes : undefined);
    }
    this.#tellWhether(roots.length > 0);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, PAUSE);
  }
}

function isRunning({ ended, trouble }: RunState): boolean {
  return ended === undefined && trouble === undefined;
}

function isSame(one: readonly RunNode[], other: readonly RunNode[]): boolean {
  return one.length === other.length && one.every((node, index) => node === other[index]);
}
