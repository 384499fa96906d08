import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHosts } from '../../../../client/src/run/fold-hosts.ts';
import { type BlockRun, blockRuns } from '../../../../client/src/run/block-runs.ts';
import type { RunEvent, RunEventBody } from '../../../../client/src/run/events.ts';
import { outputDigests } from '../../../../client/src/run/output-digests.ts';
import { gather, gatherable, referenceGroup } from '../../../../client/src/run/gather.ts';
import { hostExpression } from '../../../../server/src/core/inventory/host-expression.ts';
import { emptyInventory } from '../../../../server/src/core/inventory/inventory.ts';

describe('foldHosts', () => {
  it.each([
    [['web1', 'web2', 'web3', 'web7', 'db1'], 'web[1-3,7],db1'],
    [['web3', 'web1', 'web2', 'web1'], 'web[1-3]'],
    [['web08', 'web09', 'web10'], 'web[08-10]'],
    [['web1', 'web01'], 'web1,web01'],
    [['a1.example', 'a2.example', 'a1.other'], 'a[1-2].example,a1.other'],
    [['lb', 'local'], 'lb,local'],
    [['10.0.0.1', '10.0.0.2'], '10.0.0.[1-2]'],
    [[], ''],
  ])('%j is %s', (names, folded) => {
    expect(foldHosts(names)).toBe(folded);
  });
  it('means the same hosts when it is read as an expression', () => {
    const name = fc.tuple(fc.constantFrom('web', 'db-', 'x'), fc.nat({ max: 120 }), fc.boolean(), fc.constantFrom('', '.example'));
    fc.assert(
      fc.property(
        fc.uniqueArray(
          name.map(([a, n, pad, b]) => `${a}${pad ? String(n).padStart(3, '0') : n}${b}`),
          { minLength: 1, maxLength: 30 },
        ),
        (names) => {
          const hosts = new Map(names.map((each) => [each, { name: each, groups: [], variables: {} }]));
          const inventory = { ...emptyInventory, hosts } as unknown as typeof emptyInventory;
          expect([...hostExpression(foldHosts(names), inventory).names].sort()).toEqual([...names].sort());
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('gather', () => {
  const result = (host: string, stdout: string, outcome: 'ok' | 'failed' = 'ok') => ({ host, outcome, stdout, stderr: '' });
  it('puts hosts with the same output and outcome together, largest group first', () => {
    const groups = gather([
      result('web1', 'a'),
      result('web2', 'b'),
      result('web3', 'b'),
      result('web4', 'b', 'failed'),
      result('web5', 'b'),
    ]);
    expect(groups.map(({ name, outcome, stdout }) => [name, outcome, stdout])).toEqual([
      ['web[2-3,5]', 'ok', 'b'],
      ['web1', 'ok', 'a'],
      ['web4', 'failed', 'b'],
    ]);
  });
  it('loses no host', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 50 })),
        fc.array(fc.constantFrom('', 'x', 'y'), { minLength: 51, maxLength: 51 }),
        (numbers, outputs) => {
          const groups = gather(numbers.map((n) => result(`h${n}`, outputs[n] ?? '')));
          expect(groups.flatMap(({ hosts }) => hosts).sort()).toEqual(numbers.map((n) => `h${n}`).sort());
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('gather, where hosts name themselves', () => {
  const results = ['web1', 'web2', 'web10'].map((host, index) => ({
    host,
    outcome: 'ok' as const,
    stdout: `up at ${host} (10.0.0.${index + 1}), not ${host}x\n`,
    stderr: '',
  }));
  const addresses = new Map([
    ['web1', '10.0.0.1'],
    ['web2', '10.0.0.2'],
    ['web10', '10.0.0.3'],
  ]);
  it('takes lines for the same that differ in the own name and address only, as whole words', () => {
    const same = results.map((result) => ({ ...result, stdout: result.stdout.replace(/, not.*/, '') }));
    expect(gather(same, addresses)).toEqual([
      { name: 'web[1-2,10]', hosts: ['web1', 'web2', 'web10'], outcome: 'ok', stdout: 'up at {host} ({address})\n', stderr: '' },
    ]);
    // The name in another word is no name.
    expect(gather(results, addresses)).toHaveLength(3);
    expect(gather(same)).toHaveLength(3);
  });
  it('sees the name as a part of a word too, and in capitals, where nothing else differs', () => {
    const own = results.map(({ host, ...rest }) => ({
      ...rest,
      host,
      stdout: `/dev/mapper/${host}--vg-root ${host}_x ${host.toUpperCase()}`,
    }));
    expect(gather(own, addresses).map(({ name, stdout }) => [name, stdout])).toEqual([
      ['web[1-2,10]', '/dev/mapper/{host}--vg-root {host}_x {host}'],
    ]);
    // A name that is the beginning of another's: as a whole word it is none of it.
    const peers = ['db', 'db-x'].map((host) => ({ host, outcome: 'ok' as const, stdout: `${host} sees db-a`, stderr: '' }));
    expect(gather(peers)).toHaveLength(1);
    const aws = results.map((result, index) => ({ ...result, stdout: `ip-10-0-0-${index + 1}.ec2.internal` }));
    expect(gather(aws, addresses).map(({ stdout }) => stdout)).toEqual(['{host}.ec2.internal']);
  });
  it('takes for the same what is the same to the letter, though it holds the name of one of them', () => {
    const told = ['web1', 'web2'].map((host) => ({ host, outcome: 'ok' as const, stdout: '', stderr: '', more: '+ allow web1\n' }));
    expect(gather(told)).toHaveLength(1);
    expect(gather(told.map((one) => ({ ...one, cut: true, digest: 'd' })))).toHaveLength(1);
  });
  it('puts groups of one size in the order of their names, whichever host answered first', () => {
    const groups = gather(['web10', 'web2', 'web1'].map((host) => ({ host, outcome: 'ok' as const, stdout: `${host}x`, stderr: '' })));
    expect(groups.map(({ name }) => name)).toEqual(['web1', 'web2', 'web10']);
  });
  it('sees through what a host calls itself too, in full, short and with its domain', () => {
    const named = (host: string, hostname: string, stdout: string) => ({ host, hostname, outcome: 'ok' as const, stdout, stderr: '' });
    const text = (full: string, short: string): string => `Linux ${full} ${short}.example [${short}]\n`;
    const one = named('web1', 'node-a.dc.example', text('node-a.dc.example', 'node-a'));
    const two = named('web2', 'node-b.dc.example', text('node-b.dc.example', 'node-b'));
    // Its own name is ours for it, so that nothing is told of it.
    const same = { ...results[2], host: 'web10', outcome: 'ok' as const, stderr: '', stdout: text('web10', 'web10') };
    for (const order of [
      [one, two, same],
      [same, one, two],
      [two, same, one],
    ])
      expect(gather(order)).toEqual([
        { name: 'web[1-2,10]', hosts: ['web1', 'web2', 'web10'], outcome: 'ok', stdout: text('{host}', '{host}'), stderr: '' },
      ]);
    const loose = [named('web1', 'node-a', 'node-a--vg'), named('web2', 'node-b', 'NODE-B--vg')];
    expect(gather(loose).map(({ name, stdout }) => [name, stdout])).toEqual([['web[1-2]', '{host}--vg']]);
    // Another's name is no host's own.
    expect(gather([named('web1', 'node-a', 'node-b'), named('web2', 'node-b', 'node-a')])).toHaveLength(2);
  });
  it('folds what it would without the name that a host has for itself, whatever word that is', () => {
    const calling = (host: string, hostname?: string) => ({
      host,
      ...(hostname !== undefined && { hostname }),
      outcome: 'ok' as const,
      stdout: `${host}: 127.0.0.1 localhost, a mail to 7\n`,
      stderr: '',
    });
    const many = [calling('web1', 'localhost'), calling('web2'), calling('web3', 'a'), calling('web4', 'mail'), calling('web5', '7')];
    expect(gather(many).map(({ name, stdout }) => [name, stdout])).toEqual([['web[1-5]', '{host}: 127.0.0.1 localhost, a mail to 7\n']]);
  });
  it('says what one host said as it was said', () => {
    expect(gather(results.slice(0, 1), addresses)[0]?.stdout).toBe('up at web1 (10.0.0.1), not web1x\n');
  });
  it('holds the others against the largest of those with the best outcome', () => {
    const group = (outcome: 'ok' | 'failed' | 'symptom', ...hosts: string[]) =>
      hosts.map((host) => ({ host, outcome, stdout: outcome + hosts.length, stderr: '' }));
    const groups = gather([...group('failed', 'a', 'b', 'c'), ...group('symptom', 'd'), ...group('ok', 'e'), ...group('ok', 'f', 'g')]);
    expect(referenceGroup(groups)?.hosts).toEqual(['f', 'g']);
    expect(referenceGroup([])).toBeUndefined();
  });
});

describe('blockRuns', () => {
  const play = (limits: { own: number; common: number }, ...bodies: RunEventBody[]): readonly BlockRun[] => {
    const fold = blockRuns(limits);
    const digested = outputDigests(3);
    for (const [seq, body] of bodies.entries()) fold.next({ seq, at: seq, ...digested(body) } as RunEvent);
    return fold.take();
  };
  const out = (host: string, text: string): RunEventBody => ({ type: 'output', block: 'b', host, stream: 'stdout', text });
  const ended = (host: string): RunEventBody => ({ type: 'block-ended', block: 'b', host, outcome: 'ok', duration: 1 });
  it('holds the beginning of what floods, and tells floods apart by all of it', () => {
    const flood = (host: string, end: string): RunEventBody[] => [
      ...Array.from({ length: 100 }, () => out(host, 'x'.repeat(1000))),
      out(host, end),
      ended(host),
    ];
    const runs = play({ own: 5000, common: 8000 }, ...flood('a', 'same'), ...flood('b', 'same'), ...flood('c', 'other'));
    expect(runs.map(({ stdout }) => stdout.length)).toEqual([5000, 4096, 4096]);
    expect(runs.map(({ dropped }) => dropped)).toEqual([95_004, 95_908, 95_909]);
    expect(runs[0]?.end?.digest).toBe(runs[1]?.end?.digest);
    expect(runs[0]?.end?.digest).not.toBe(runs[2]?.end?.digest);
    expect(outputDigests(1)(ended('a'))).toEqual(ended('a'));
    expect(gather(runs.map(gatherable)).map(({ name }) => name)).toEqual(['a,b', 'c']);
  });
});
