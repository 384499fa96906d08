import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunState } from '../../../../client/src/editor/runs/run-state.ts';
import type { RunNode } from '../../../../client/src/editor/runs/run-tree.ts';
import { RunsView } from '../../../../client/src/editor/runs/runs-view.ts';
import type { RunEvent, RunEventBody } from '../../../../client/src/run/events.ts';
import type { Plan } from '../../../../client/src/run/plan.ts';

// What the view uses of VS Code: data, and an event.
vi.mock('vscode', async () => {
  class Emitter<T> {
    readonly #listeners: ((value: T) => void)[] = [];
    readonly event = (listener: (value: T) => void): number => this.#listeners.push(listener);
    fire(value: T): void {
      for (const listener of this.#listeners) listener(value);
    }
  }
  class Item {
    readonly label: string;
    readonly collapsibleState: number;
    constructor(label: string, collapsibleState = 0) {
      this.label = label;
      this.collapsibleState = collapsibleState;
    }
  }
  class Icon {
    readonly id: string;
    readonly color: unknown;
    constructor(id: string, color?: unknown) {
      this.id = id;
      this.color = color;
    }
  }
  class Markdown {
    value = '';
    appendCodeblock(text: string): this {
      this.value += text;
      return this;
    }
  }
  return {
    l10n: await import('@vscode/l10n'),
    EventEmitter: Emitter,
    TreeItem: Item,
    ThemeIcon: Icon,
    ThemeColor: Icon,
    MarkdownString: Markdown,
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    commands: { executeCommand: async () => {} },
  };
});

const hosts = ['web1', 'web2', 'web3'];
const plan = {
  format: 1,
  draft: { title: 'T', file: '/r/t.md', blocks: [{ name: 'b', targets: hosts }], batches: [], inputs: [] },
  hosts: hosts.map((name) => ({ name })),
  files: [],
  notes: [],
  hash: 'h',
} as unknown as Plan;

let seq = 0;
const event = (body: RunEventBody): RunEvent => ({ seq: seq++, at: Date.now(), ...body });
const start = (host: string): RunEvent => event({ type: 'block-started', block: 'b', host });
const end = (host: string): RunEvent => event({ type: 'block-ended', block: 'b', host, outcome: 'ok', duration: 1 });

/** Asks for what VS Code asks for of what is unfolded, from a line down; the lines that there are. */
async function asked(view: RunsView, node?: RunNode): Promise<readonly RunNode[]> {
  const children = await view.getChildren(node);
  for (const child of children) view.getTreeItem(child);
  const below: (readonly RunNode[])[] = [];
  for (const child of children) if (child.kind === 'run' || child.kind === 'block') below.push(await asked(view, child));
  return [...children, ...below.flat()];
}

describe('the Runs view', () => {
  let view: RunsView;
  let state: RunState;
  let told: (readonly RunNode[] | undefined)[];
  const next = (...events: readonly RunEvent[]): void => {
    for (const one of events) state.next(one);
    view.changed();
    vi.advanceTimersByTime(300);
  };

  beforeEach(async () => {
    vi.useFakeTimers();
    told = [];
    view = new RunsView();
    view.onDidChangeTreeData((nodes) => told.push(nodes as readonly RunNode[] | undefined));
    state = new RunState(event({ type: 'run-started', run: 'r', plan }) as RunEvent & { type: 'run-started' });
    view.begin(state);
    next(...hosts.map(start));
    await asked(view);
    told = [];
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told of the one line that changed, and of none that looks the same', () => {
    next(event({ type: 'output', block: 'b', host: 'web1', stream: 'stdout', text: 'one\n' }));
    expect(told.map((nodes) => nodes?.map(({ kind }) => kind))).toEqual([['group']]);
    for (const node of told[0] ?? []) view.getTreeItem(node);
    next();
    expect(told).toHaveLength(1);
  });

  it('is told nothing more before VS Code has asked for what it was told of', async () => {
    next(end('web1'));
    expect(told.map((nodes) => nodes?.map(({ kind }) => kind))).toEqual([['run']]);
    next(end('web2'));
    next(end('web3'), event({ type: 'run-ended', outcome: 'done', exitStatus: 0, counts: { ok: 3 } }));
    vi.advanceTimersByTime(2000);
    expect(told).toHaveLength(1);
    // It asks late, and gets the newest: nothing is left to be told.
    await asked(view);
    vi.advanceTimersByTime(2000);
    expect(told).toHaveLength(1);
  });

  it('tells what was cancelled from what failed, in a block as in a run', async () => {
    next(...hosts.map((host) => event({ type: 'block-ended', block: 'b', host, outcome: 'cancelled', duration: 1 })));
    next(event({ type: 'run-ended', outcome: 'cancelled', exitStatus: 130, counts: { cancelled: 3 } }));
    const iconsOf = async () => (await asked(view)).map((node) => (view.getTreeItem(node).iconPath as { id: string }).id);
    expect(await iconsOf()).toEqual(['circle-slash', 'circle-slash', 'circle-slash']);
    next(event({ type: 'block-ended', block: 'b', host: 'web3', outcome: 'failed', duration: 1 }));
    expect(await iconsOf()).toEqual(['circle-slash', 'error', 'circle-slash', 'error']);
  });

  it('calls many hosts by their number, and names them in the tooltip', async () => {
    const odd = Array.from({ length: 20 }, (_, n) => `web${2 * n + 1}`);
    next(...odd.map((host) => event({ type: 'block-ended', block: 'b', host, outcome: 'failed', message: 'why', duration: 1 })));
    const nodes = await asked(view);
    const item = nodes.map((node) => view.getTreeItem(node)).find(({ label }) => label === '20 hosts');
    expect([item?.description, item?.accessibilityInformation?.label]).toEqual(['failed · why', '20 hosts, failed, why']);
    expect(item?.tooltip).toMatchObject({ value: expect.stringContaining('web[1,3,5,') });
  });

  it('does not wait for ever where VS Code shows nothing of it', () => {
    next(end('web1'));
    next(end('web2'));
    vi.advanceTimersByTime(6000);
    expect(told).toHaveLength(2);
  });
});
