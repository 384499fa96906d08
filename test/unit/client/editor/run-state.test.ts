import { describe, expect, it } from 'vitest';
import { ansiColours } from '../../../../client/src/editor/runs/ansi-colours.ts';
import { outcomeHover } from '../../../../client/src/editor/runs/outcome-hover.ts';
import { runMarkdown } from '../../../../client/src/editor/runs/run-markdown.ts';
import { KEPT, RunState } from '../../../../client/src/editor/runs/run-state.ts';
import { outputDigests } from '../../../../client/src/run/output-digests.ts';
import type { RunEvent, RunEventBody } from '../../../../client/src/run/events.ts';
import type { Plan } from '../../../../client/src/run/plan.ts';

const plan = {
  format: 1,
  draft: { title: 'The *disk*', file: '/r/disk.md', blocks: [{ name: 'b', targets: ['web1', 'web2', 'web3'] }], batches: [], inputs: [] },
  hosts: ['web1', 'web2', 'web3'].map((name) => ({ name })),
  files: [],
  notes: [],
  hash: 'h',
} as unknown as Plan;

let seq = 0;
const digested = outputDigests(3);
const event = (body: RunEventBody): RunEvent => ({ seq: seq++, at: 1_700_000_000_000 + seq, ...digested(body) });
const print = (host: string, text: string, stream: 'stdout' | 'stderr' = 'stdout'): RunEvent =>
  event({ type: 'output', block: 'b', host, stream, text });
const end = (host: string, outcome: 'ok' | 'failed' = 'ok', message?: string): RunEvent =>
  event({ type: 'block-ended', block: 'b', host, outcome, duration: 10, ...(message !== undefined && { message }) });

function stateOf(...events: readonly RunEvent[]): RunState {
  const state = new RunState(event({ type: 'run-started', run: 'r', plan }) as RunEvent & { type: 'run-started' });
  for (const one of events) state.next(one);
  return state;
}

describe('a run in the view', () => {
  it('folds hosts that answered the same, however the answer was cut on the way', () => {
    const state = stateOf(print('web1', 'one\ntwo\n'), print('web2', 'one\n'), print('web2', 'two\n'), print('web3', 'three\n'));
    expect(state.groups('b').map(({ name, running }) => [name, running])).toEqual([['web[1-3]', true]]);
    for (const host of ['web1', 'web2', 'web3']) state.next(end(host));
    expect(state.groups('b').map(({ name }) => name)).toEqual(['web[1-2]', 'web3']);
    expect(state.groups('b')[0]?.answer).toMatchObject({ text: 'one\ntwo\n', cut: false, lastLine: 'two' });
  });

  it('sees through the name that a host calls itself by', () => {
    const state = stateOf(print('web1', 'I am web1\n'), end('web1'), print('web2', 'I am web2\n'), end('web2'));
    expect(state.groups('b').map(({ name }) => name)).toEqual(['web[1-2]']);
  });

  it('tells the two streams apart', () => {
    const state = stateOf(print('web1', 'x'), end('web1'), print('web2', 'x', 'stderr'), end('web2'));
    expect(state.groups('b')).toHaveLength(2);
  });

  it('keeps the first characters of a flood and still tells its hosts apart by the last', () => {
    const flood = 'x'.repeat(KEPT + 10);
    const state = stateOf(print('web1', `${flood}a`), end('web1'), print('web2', `${flood}b`), end('web2'));
    expect(state.groups('b').map(({ answer }) => [answer.text.length, answer.cut])).toEqual([
      [KEPT, true],
      [KEPT, true],
    ]);
  });

  it('knows of output that lies in the record only that there is some', () => {
    const filed = event({ type: 'filed', block: 'b', host: 'web1', stream: 'stdout', file: 'f', from: 0, bytes: 9, characters: 9 });
    const state = stateOf(print('web1', 'first\n'), filed, end('web1'));
    expect(state.answer('b', 'web1')).toMatchObject({ text: 'first\n', cut: true });
  });

  it('holds little of many hosts that print much', () => {
    const state = stateOf();
    for (let i = 0; i < 1000; i++) state.next(print(`h${i}`, 'x'.repeat(KEPT)));
    const held = Array.from({ length: 1000 }, (_, i) => state.answer('b', `h${i}`)?.text.length ?? 0);
    expect(held.reduce((sum, each) => sum + each, 0)).toBeLessThan(24 << 20);
    expect(Math.min(...held)).toBe(4096);
  });

  it('counts the hosts that are done, and names those that failed or could not be reached', () => {
    const state = stateOf(end('web1'), end('web2', 'failed', 'exit status 3'));
    state.next(event({ type: 'host-trouble', host: 'web3', outcome: 'unreachable', message: 'no route' }));
    expect(state.progress('b')).toEqual({ done: 2, all: 3 });
    const isBad = ({ outcome }: { outcome: string }): boolean => outcome === 'failed';
    expect([...state.failedHosts(isBad)].sort()).toEqual(['web2', 'web3']);
    expect(stateOf(end('web1')).failedHosts(isBad)).toEqual(['web2', 'web3']);
  });

  it('is Markdown that nothing of it can break', () => {
    const state = stateOf(print('web1', '\u001b[31m```\nred\n'), end('web1', 'failed', 'exit status 1'));
    state.next(event({ type: 'run-ended', outcome: 'failed', exitStatus: 1, counts: { failed: 1 } }));
    const text = runMarkdown(state);
    expect(text).toContain('## The \\*disk\\*');
    expect(text).toContain('````text\n```\nred\n````');
    expect(text).not.toContain('\u001b');
  });

  it('knows which file went where, where the old one is, and that it was taken back', () => {
    const place = { block: 'b', host: 'web1' };
    const installed = event({ type: 'installed', ...place, path: '/etc/m', digest: 'd', kept: '/var/lib/opsbook/kept/r/x-m' });
    const state = stateOf(event({ type: 'block-started', ...place }), installed, end('web1'), end('web2'));
    expect(state.groups('b').map(({ name, answer }) => [name, answer.installed])).toEqual([
      ['web1', [{ path: '/etc/m', kept: '/var/lib/opsbook/kept/r/x-m', back: false }]],
      ['web2', []],
    ]);
    expect(runMarkdown(state)).toContain('\n- `/etc/m` installed; the old file is kept as `/var/lib/opsbook/kept/r/x-m`\n');
    state.next(event({ type: 'put-back', ...place, path: '/etc/m' }));
    expect(state.answer('b', 'web1')?.installed).toEqual([{ path: '/etc/m', kept: '/var/lib/opsbook/kept/r/x-m', back: true }]);
    expect(runMarkdown(state)).toContain('- `/etc/m` was installed and taken back: it is as it was\n');
  });

  it('leaves nothing running where no more will be told', () => {
    const state = stateOf(print('web1', 'x'), end('web1'), print('web2', 'y'));
    state.cut('the record ends');
    expect(state.trouble).toBe('the record ends');
    expect(state.groups('b').map(({ name, running, answer }) => [name, running, answer.end?.outcome, answer.end?.message])).toEqual([
      ['web1', false, 'ok', undefined],
      ['web2', false, 'lost', 'the record ends'],
    ]);
  });

  it('waits no more for hosts that fell out before the block', () => {
    const state = stateOf(end('web1'), end('web2'));
    expect(state.progress('b')).toEqual({ done: 2, all: 3 });
    state.next(event({ type: 'block-done', block: 'b', hosts: ['web1', 'web2'] }));
    expect(state.progress('b')).toEqual({ done: 2, all: 2 });
  });

  it('unfolds under the pointer: what is not well first, its end, and nothing of it is markup', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`).join('');
    const state = stateOf(print('web1', lines), end('web1'), print('web2', lines), end('web2'));
    for (const one of [print('web3', '[x](y) <b>\u001b[31mred\n````\n'), end('web3', 'failed', 'exit *4*')]) state.next(one);
    const hover = outcomeHover(state, 'b');
    expect(hover).toMatch(
      /^\*\*web3\*\* · failed · exit \\\*4\\\* · 10 ms\n\n`{5}text\n\[x\]\(y\) <b>red\n````\n`{5}\n\[Show it in an editor\]/,
    );
    expect(hover).toContain(
      '**web\\[1-2\\]** · 2 hosts · ok · 10 ms\n\n```text\nline 17\nline 18\nline 19\nline 20\n```\n[Show all of it](command:',
    );
    const [, argument = ''] = /\(command:opsbook\.showGroupOutput\?([^)]*)\)/.exec(hover) ?? [];
    expect(JSON.parse(decodeURIComponent(argument))).toEqual([{ kind: 'place', run: 'r', block: 'b', host: 'web3', name: 'web3' }]);
  });
});

describe('the colours of an output', () => {
  it('become spans of a text that steers nothing', () => {
    expect(ansiColours('a\u001b[1;31mred\u001b[0mb\u001b]0;title\u0007\n')).toEqual({
      text: 'aredb\n',
      spans: [{ start: 1, end: 4, style: { bold: true, foreground: 1 } }],
    });
  });

  it('know bright ones, backgrounds, the first sixteen of 256, and pass over the rest', () => {
    const { spans } = ansiColours('\u001b[92;44mA\u001b[39mB\u001b[48;5;9mC\u001b[38;2;1;2;3mD\u001b[mE');
    expect(spans.map(({ style }) => style)).toEqual([
      { foreground: 10, background: 4 },
      { background: 4 },
      { background: 9 },
      { background: 9 },
    ]);
  });
});
