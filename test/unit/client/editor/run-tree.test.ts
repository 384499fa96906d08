import { describe, expect, it } from 'vitest';
import { RunState } from '../../../../client/src/editor/runs/run-state.ts';
import { AT_ONCE, type BlockLine, type GroupLine, RunTree } from '../../../../client/src/editor/runs/run-tree.ts';
import type { RunEvent, RunEventBody } from '../../../../client/src/run/events.ts';
import type { Plan } from '../../../../client/src/run/plan.ts';

const hosts = Array.from({ length: 250 }, (_, n) => `web${n + 1}`);
const plan = {
  format: 1,
  draft: { title: 'T', file: '/r/t.md', blocks: [{ name: 'b', targets: hosts }], batches: [], inputs: [] },
  hosts: hosts.map((name, n) => ({ name, address: `192.0.2.${n + 1}` })),
  files: [],
  notes: [],
  hash: 'h',
} as unknown as Plan;

let seq = 0;
const event = (body: RunEventBody): RunEvent => ({ seq: seq++, at: 1_700_000_000_000, ...body });
const start = (host: string): RunEvent => event({ type: 'block-started', block: 'b', host });
const print = (host: string, text: string): RunEvent => event({ type: 'output', block: 'b', host, stream: 'stdout', text });
const end = (host: string): RunEvent => event({ type: 'block-ended', block: 'b', host, outcome: 'ok', duration: 1 });
const newState = (run = '1'): RunState => new RunState(event({ type: 'run-started', run, plan }) as RunEvent & { type: 'run-started' });

/** The lines of the one block of a run. */
function linesOf(tree: RunTree, state: RunState) {
  const block = tree.ofRun(state).find((line): line is BlockLine => line.kind === 'block') as BlockLine;
  return tree.ofBlock(block);
}

describe('the lines of the Runs view', () => {
  it('are the same objects when they are asked for again', () => {
    const tree = new RunTree();
    const state = newState();
    for (const one of [start('web1'), start('web2'), print('web1', 'x\n'), end('web1')]) state.next(one);
    const [first] = tree.roots([state], []);
    const [running, ended] = linesOf(tree, state);
    state.next(print('web2', 'y\n'));
    expect(tree.roots([newState('2'), state], [])[1]).toBe(first);
    expect(linesOf(tree, state)[0]).toBe(running);
    expect(linesOf(tree, state)[1]).toBe(ended);
  });

  it('stay what they are when a host joins that comes before all others by name', () => {
    const tree = new RunTree();
    const state = newState();
    for (const one of [start('web1'), start('web2'), end('web2')]) state.next(one);
    const [running, ended] = linesOf(tree, state) as readonly GroupLine[];
    expect([running?.group.name, ended?.group.name]).toEqual(['web1', 'web2']);
    state.next(end('web1'));
    const now = linesOf(tree, state) as readonly GroupLine[];
    expect(now).toHaveLength(1);
    expect(now[0]).toBe(ended);
    expect(now[0]?.group.name).toBe('web[1-2]');
  });

  it('are at most a hundred of one block, and then more on demand', () => {
    const tree = new RunTree();
    const state = newState();
    for (const [index, host] of hosts.entries()) for (const one of [print(host, `${index * 3}`), end(host)]) state.next(one);
    const lines = linesOf(tree, state);
    const more = lines.at(-1);
    expect(lines).toHaveLength(AT_ONCE + 1);
    if (more?.kind !== 'more') throw new Error('the last line is not the one that leads to more');
    expect(more.count).toBe(hosts.length - AT_ONCE);
    tree.showMore(more);
    expect(linesOf(tree, state)).toHaveLength(2 * AT_ONCE + 1);
    tree.showMore(more);
    expect(linesOf(tree, state).map(({ kind }) => kind)).toEqual(hosts.map(() => 'group'));
  });

  it('fold hosts that could not be worked on for the same reason', () => {
    const tree = new RunTree();
    const state = newState();
    for (const host of hosts) {
      const message = host === 'web7' ? 'no such name' : `${host} does not answer`;
      state.next(event({ type: 'host-trouble', host, outcome: 'unreachable', message }));
    }
    expect(tree.ofRun(state).map((line) => (line.kind === 'trouble' ? [line.name, line.why] : line.kind))).toEqual([
      ['web[1-6,8-250]', 'unreachable: web[1-6,8-250] does not answer'],
      ['web7', 'unreachable: no such name'],
    ]);
  });

  it('of a run are there once, live or recorded, and a recorded one tells its newest state', () => {
    const tree = new RunTree();
    const state = newState('2');
    const past = { run: '1', file: '/r/t.md', title: 'T', began: 0, outcome: undefined };
    const [, line] = tree.roots([state], [{ ...past, run: '2' }, past]);
    expect(tree.roots([state], [past])).toHaveLength(2);
    const [, again] = tree.roots([state], [{ ...past, outcome: 'done' }]);
    expect(again).toBe(line);
    expect(again).toMatchObject({ kind: 'past', recorded: { outcome: 'done' } });
    // Somebody else began one meanwhile.
    expect(tree.roots([state], [{ ...past, run: '3' }, past]).map(({ kind }) => kind)).toEqual(['past', 'run', 'past']);
  });
});
