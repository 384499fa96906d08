import { describe, expect, it } from 'vitest';
import { matchesAny } from '../../../../client/src/editor/hosts/host-patterns.ts';
import { HostStates } from '../../../../client/src/editor/hosts/host-states.ts';
import { oneStepRunbook } from '../../../../client/src/editor/hosts/one-step-runbook.ts';
import { draft, emptyProject, openDocument, withDocument } from '../../../../server/src/core/index.ts';

describe('asking hosts a command', () => {
  it.each(['uptime', 'echo "a: b" # `c`', "printf '```\\n'\necho more", '---'])('makes a runbook of one step: %j', (command) => {
    const project = withDocument(
      { ...emptyProject, inventory: { hosts: new Map(), groups: new Map(), complete: false } },
      openDocument('/ask.md', oneStepRunbook('web[1-2]', command)),
    );
    const { blocks, refusals } = draft(project, '/ask.md');
    expect(refusals).toEqual([]);
    expect(blocks).toMatchObject([{ targets: ['web1', 'web2'], script: { text: `${command}\n` } }]);
  });
});

describe('what is known of hosts', () => {
  it('is the last word of the runs, harmless to show', () => {
    const states = new HostStates();
    expect(states.of('web1')).toBeUndefined();
    expect(states.next({ seq: 0, at: 1, type: 'host-trouble', host: 'web1', outcome: 'unreachable', message: 'no\u001b[31m route' })).toBe(
      true,
    );
    expect(states.of('web1')).toEqual({ standing: 'unreachable', words: 'unreachable: no route', at: 1 });
    states.next({ seq: 1, at: 2, type: 'block-ended', block: 'b', host: 'web1', outcome: 'fixed', duration: 1 });
    expect(states.of('web1')).toMatchObject({ standing: 'well', words: 'b: fixed' });
    states.next({ seq: 1, at: 2, type: 'block-ended', block: 'b', host: 'web1', outcome: 'symptom', duration: 1 });
    expect(states.of('web1')).toMatchObject({ standing: 'symptom', words: 'b: symptom' });
    states.next({ seq: 1, at: 2, type: 'block-ended', block: 'b', host: 'web1', outcome: 'failed', duration: 1 });
    expect(states.of('web1')).toMatchObject({ standing: 'bad', words: 'b: failed' });
    expect(states.next({ seq: 2, at: 3, type: 'output', block: 'b', host: 'web1', stream: 'stdout', text: 'x' })).toBe(false);
  });
});

describe("patterns of the user's settings", () => {
  it.each([
    ['prod-db1', ['prod-*'], true],
    ['PROD-db1', ['prod-*'], true],
    ['db1.prod', ['*.prod', 'x'], true],
    ['web1.eu.prod', ['web*.*.prod'], true],
    ['web1.prod', ['web*.*.prod'], false],
    ['web1', ['web1'], true],
    ['web10', ['web1'], false],
    ['aa', ['a*a'], true],
    ['a', ['a*a'], false],
    ['anything', ['*'], true],
    ['a+b', ['a.b', 'a?b', ''], false],
    ['web1', [undefined, 7, null], false],
  ])('%s in %j: %s', (name, patterns, is) => {
    expect(matchesAny(name, patterns)).toBe(is);
  });

  it('take no longer the more stars there are', () => {
    expect(matchesAny('a'.repeat(20_000), [`${'*a'.repeat(2000)}*b`])).toBe(false);
  });
});
