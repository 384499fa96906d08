import { describe, expect, it } from 'vitest';
import { judgeKey, knownTypes } from '../../../../client/src/ssh/known-hosts/judge-key.ts';
import { matchesName } from '../../../../client/src/ssh/known-hosts/match-name.ts';
import { parseKnownHosts } from '../../../../client/src/ssh/known-hosts/parse-known-hosts.ts';

/** A public key's blob: its type, and bytes that tell it from others. */
function blob(type: string, rest: string): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(type.length);
  return Buffer.concat([head, Buffer.from(type), Buffer.from(rest)]);
}
const ed = blob('ssh-ed25519', 'one');
const other = blob('ssh-ed25519', 'two');
const rsa = blob('ssh-rsa', 'three');
const line = (names: string, key: Buffer, marker = ''): string => `${marker}${names} x ${key.toString('base64')} a comment`;

describe('judgeKey', () => {
  const judge = (lines: readonly string[], name: string, key: Buffer) => {
    const verdict = judgeKey(parseKnownHosts(lines.join('\n'), 'f'), name, key);
    const by = 'by' in verdict ? [verdict.by].flat().map((each) => each.line) : [];
    return [verdict.kind, ...by];
  };

  it.each([
    ['an equal key', [line('web', ed)], 'web', ed, ['known', 1]],
    ['case of names', [line('Web', ed)], 'wEB', ed, ['known', 1]],
    ['no line', [line('web', ed)], 'db', ed, ['unknown']],
    ['another key', ['# c', '', line('web', other)], 'web', ed, ['changed', 3]],
    ['one of two', [line('web', other), line('web', ed)], 'web', ed, ['known', 2]],
    ['another type only', [line('web', rsa)], 'web', ed, ['changed', 1]],
    ['both', [line('web', rsa), line('web', other)], 'web', ed, ['changed', 2]],
    ['revoked', [line('web', ed), line('*', ed, '@revoked ')], 'web', ed, ['revoked', 2]],
    ['another revoked', [line('web', ed), line('*', other, '@revoked ')], 'web', ed, ['known', 1]],
    ['an authority', [line('*', rsa, '@cert-authority ')], 'web', ed, ['authority', 1]],
    ['a marker nobody knows', [line('web', ed, '@sometime ')], 'web', ed, ['unknown']],
    ['no key', ['web ssh-ed25519', 'web ssh-ed25519 !!'], 'web', ed, ['unknown']],
    ['a port', [line('[web]:22', ed), line('web', other)], '[web]:2222', ed, ['unknown']],
  ] as const)('%s', (_label, lines, name, key, expected) => {
    expect(judge(lines, name, key)).toEqual(expected);
  });

  it('knows the types of a name that are not revoked', () => {
    expect(
      knownTypes(
        parseKnownHosts([line('web', rsa), line('web', ed), line('web', other), line('w*', rsa, '@revoked ')].join('\n'), 'f'),
        'web',
      ),
    ).toEqual(['ssh-ed25519']);
  });
});

describe('matchesName', () => {
  it.each([
    ['web1,web2', 'web2', true],
    ['web?', 'web12', false],
    ['*.example.com', 'a.b.example.com', true],
    ['!web1,web*', 'web1', false],
    ['web*,!web1', 'web1', false],
    ['web*,!web1', 'web2', true],
    ['!web1', 'web2', false],
    ['', 'web', false],
    ['*a*a*a*a*a*a*b', 'a'.repeat(60), false],
  ])('%s means %s: %s', (field, name, expected) => {
    expect(matchesName(field, name)).toBe(expected);
  });
});
