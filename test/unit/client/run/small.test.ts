import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../client/src/run/canonical-json.ts';
import { eventChannel } from '../../../../client/src/run/event-channel.ts';
import { judgement } from '../../../../client/src/run/install/judgement.ts';
import { removesMost } from '../../../../client/src/run/install/removes-most.ts';
import { failureLimit } from '../../../../client/src/run/order.ts';
import { isRefusedName } from '../../../../client/src/ssh/refused-names.ts';
import { stateFolder } from '../../../../client/src/run/state-folder.ts';
import { fillHoles, fillNames } from '../../../../client/src/run/values/fill.ts';
import { carriedOn } from '../../../../client/src/run/values/step-state.ts';

describe('canonicalJson', () => {
  it('is the same for the same value, whatever the order of its keys, and JSON', () => {
    expect(canonicalJson({ b: [1, { d: undefined, c: 'x' }], a: null })).toBe('{"a":null,"b":[1,{"c":"x"}]}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('failureLimit', () => {
  it.each([
    ['0', 10, 0],
    ['3', 10, 3],
    ['25%', 10, 2],
    ['100%', 3, 3],
    ['nonsense', 3, 0],
  ])('%s of %i is %i', (text, hosts, limit) => {
    expect(failureLimit(text, hosts)).toBe(limit);
  });
});

describe('fill', () => {
  const values: Record<string, string> = { a: '1', bad: 'x\ny', up: '..' };
  const value = (name: string): string | undefined => values[name];
  it('fills holes that are holes, and no other braces', () => {
    expect(fillHoles('{{ a }} {{a}} {{ other }}', ['a'], value)).toEqual({ text: '1 1 {{ other }}' });
    expect(fillHoles('{{ bad }}', ['bad'], value)).toEqual({ trouble: expect.stringContaining('line break') });
    expect(fillHoles('{{ none }}', ['none'], value)).toEqual({ trouble: expect.stringContaining('`none`') });
  });
  it('fills names, and lets none lead out of its folder', () => {
    expect(fillNames('/x/$a', value)).toEqual({ text: '/x/1' });
    expect(fillNames('/x/$up/y', value)).toEqual({ trouble: expect.stringContaining('`..`') });
    expect(fillNames('/x/$none', value)).toEqual({ trouble: expect.stringContaining('`none`') });
  });
});

describe('removesMost', () => {
  it.each([
    ['a\nb\n', 'a\n', undefined],
    ['a\nb\nc\n', 'a\n', { removed: 2, of: 3 }],
    ['# x\n\n; y\na\n', 'a\n', undefined],
    ['a\na\na\n', 'a\n', { removed: 2, of: 3 }],
    ['', 'x', undefined],
    ['  a\r\nb', 'a\nb\n', undefined],
  ])('%j to %j', (before, after, expected) => {
    expect(removesMost(before, after)).toEqual(expected);
  });
});

describe('judgement', () => {
  const deployment = {
    validate: '',
    messageLine: (message: string, target: string) => (message.startsWith(target) ? Number(message.slice(target.length + 1)) : undefined),
  };
  it('brings a line of the candidate to the line of the document, and one behind the last to the last', () => {
    expect(judgement(['/x:2', 'else', '/y:9'], deployment, ['/x', '/y'], [10, 12])).toEqual([
      { message: '/x:2', line: 12 },
      { message: 'else', line: undefined },
      { message: '/y:9', line: 12 },
    ]);
  });
  it('tells how many words it left out', () => {
    expect(judgement(['a', 'b', 'c'], undefined, [], [], 2).at(-1)).toEqual({ message: 'and 1 more lines', line: undefined });
  });
});

describe('isRefusedName', () => {
  it.each([
    'PATH',
    'LD_PRELOAD',
    'BASH_ENV',
    'PYTHONPATH',
    'PERL5LIB',
    'NODE_OPTIONS',
    'GIT_DIR',
    'SUDO_USER',
    'OPSBOOK_HOST',
    'a b',
    '1x',
  ])('%s', (name) => {
    expect(isRefusedName(name)).toBe(true);
  });
  it.each(['MY_PATH', 'HOMEPAGE', 'x'])('not %s', (name) => {
    expect(isRefusedName(name)).toBe(false);
  });
});

describe('carriedOn', () => {
  it('adds up what one shell after the other changed', () => {
    const first = carriedOn(undefined, {
      cwd: '/usr',
      began: { PWD: '/', A: '1', PATH: '/bin' },
      ended: { PWD: '/usr', PATH: '/bin', B: '2', _: 'x', OPSBOOK_RUN: 'y' },
    });
    expect([[...first.set], [...first.unset], first.cwd]).toEqual([[['B', '2']], ['A'], '/usr']);
    const second = carriedOn(first, { cwd: '/usr', began: { PWD: '/usr', B: '2' }, ended: { PWD: '/usr', A: '3' } });
    expect([[...second.set], [...second.unset], second.cwd]).toEqual([[['A', '3']], ['B'], '/usr']);
  });
});

describe('stateFolder', () => {
  it.each([
    ['linux', { XDG_STATE_HOME: '/s' }, '/s/opsbook'],
    ['linux', { XDG_STATE_HOME: 'relative' }, '/home/u/.local/state/opsbook'],
    ['linux', {}, '/home/u/.local/state/opsbook'],
    ['darwin', { XDG_STATE_HOME: '/s' }, '/home/u/Library/Application Support/opsbook'],
  ] as const)('%s %j', (platform, environment, folder) => {
    expect(stateFolder(platform, environment, '/home/u')).toBe(folder);
  });

  it('says what is missing where nobody says it, and asks no more than it needs', () => {
    // Who gives none asks the account's own: this one has a home folder.
    const homeless = (platform: NodeJS.Platform, environment: Record<string, string>): string => stateFolder(platform, environment, null);
    expect(() => homeless('linux', {})).toThrow(/`HOME` is not set.* `HOME` or `XDG_STATE_HOME` was expected/);
    expect(() => homeless('darwin', {})).toThrow(/; `HOME` was expected/);
    expect(() => homeless('win32', {})).toThrow(/; `LOCALAPPDATA` was expected/);
    expect(homeless('linux', { XDG_STATE_HOME: '/s' })).toBe('/s/opsbook');
  });
});

describe('eventChannel', () => {
  it('holds its writer back until the reader has read', async () => {
    const channel = eventChannel(() => 7);
    const text = 'x'.repeat(65_536);
    let pushed = 0;
    const writer = (async () => {
      for (let i = 0; i < 100; i++) {
        await channel.push({ type: 'output', block: 'b', host: 'h', stream: 'stdout', text });
        pushed++;
      }
      channel.close();
    })();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pushed).toBeLessThan(20);
    let seq = 0;
    for await (const event of channel.events) expect([event.seq, event.at]).toEqual([seq++, 7]);
    await writer;
    expect(seq).toBe(100);
  });

  it('holds nothing that was read, though there is always more to read', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const channel = eventChannel(() => 0);
    const say = (text: string): Promise<void> => channel.push({ type: 'output', block: 'b', host: 'h', stream: 'stdout', text });
    await say('first');
    const reader = channel.events[Symbol.asyncIterator]();
    const read: WeakRef<object>[] = [];
    for (let i = 0; i < 50; i++) {
      await say(`${i}`);
      read.push(new WeakRef((await reader.next()).value as object));
    }
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    // The last may be on somebody's stack.
    expect(read.filter((event) => event.deref() !== undefined).length).toBeLessThan(3);
  });

  it('lets a quiet host speak while others flood, all of whom have their turn', async () => {
    const channel = eventChannel(() => 0);
    const text = 'x'.repeat(65_536);
    const floods = ['a', 'b', 'c'].map(async (host) => {
      for (let i = 0; i < 100; i++) await channel.push({ type: 'output', block: 'b', host, stream: 'stdout', text });
    });
    await new Promise((resolve) => setImmediate(resolve));
    // Nobody reads yet, and the pool is empty: the quiet one has what is its own.
    for (let i = 0; i < 10; i++) await channel.push({ type: 'output', block: 'b', host: 'quiet', stream: 'stdout', text: `${i}` });
    await channel.push({ type: 'block-ended', block: 'b', host: 'quiet', outcome: 'ok', duration: 1 });
    const seen: string[] = [];
    for await (const event of channel.events) {
      if ('host' in event) seen.push(event.host);
      if (seen.length === 311) break;
    }
    await Promise.all(floods);
    expect(seen.lastIndexOf('quiet')).toBeLessThan(40);
    // The three are read side by side to the end.
    for (const host of ['a', 'b', 'c']) expect(seen.slice(-100)).toContain(host);
  });
});
