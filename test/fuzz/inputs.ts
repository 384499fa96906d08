import fc from 'fast-check';
import { type Random, randomOf } from './random.ts';
import type { Seed } from './seeds.ts';

/** Pieces that parsers stumble over. */
const pieces = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    "'",
    '`',
    '```',
    '~~~',
    '\\',
    '\\\n',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '',
    '#',
    '<!--',
    '-->',
    '---\n',
    '> ',
    '- ',
    '1. ',
  ],
  ...[
    '{{ log_dir }}',
    '{{',
    '}}',
    '{name=x',
    '=',
    '==',
    ',',
    ';',
    ':',
    '*',
    '?',
    '&',
    '|',
    '!',
    '@',
    '$',
    '%',
    '/',
    '..',
    '\0',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u2028',
    'é',
    '𝄞',
    '\u001b[31m',
  ],
  ...[
    'runbook:',
    'hosts: "web[1-3]"',
    'hosts: *a',
    'inputs:',
    'check=true',
    'file=/etc/x',
    'sudo',
    'guard=false',
    '0',
    '-1',
    '99999999999999999999',
    '4294967296',
    '0x10',
    '1e9',
    '25%',
    'true',
    'null',
    '~',
  ],
  ...[
    'postrotate',
    'endscript',
    'include /x',
    'su a b',
    'size 1k',
    'iface',
    'inet',
    'auto',
    'mapping',
    'source',
    'address 1.2.3.4/99',
    'action(',
    'if ',
    ' then ',
    'template(',
    'ruleset(',
    '$ModLoad',
    ':msg, ',
    '*.* ',
    '/*',
    '*/',
  ],
  ...['opsbook-disable-next-line runbook-name-twice', '<!-- opsbook-disable logrotate-unknown-directive -->', '# opsbook-enable x'],
];

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((list) => list.join('')),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)),
);

const MOST = 6000;

/** `count` inputs of a seed: four of five are broken copies of real texts, the rest is made of nothing. The same seed gives the same ones. */
export function* inputs(seed: number, count: number, seeds: readonly Seed[]): Iterable<Seed> {
  const random = randomOf(seed);
  const paths = [...new Set(seeds.map(({ path }) => path))];
  let made: readonly string[] = [];
  for (let i = 0; i < count; i++) {
    if (i % 5 === 0) {
      const at = (i / 5) % 200;
      if (at === 0) made = fc.sample(anything, { seed: seed + i, numRuns: 200 });
      yield { path: random.pick(paths), text: made[at] as string };
      continue;
    }
    const { path, text } = random.pick(seeds);
    let broken = text;
    for (let n = 1 + random.below(4); n > 0; n--) broken = mutate(broken, random, seeds);
    yield { path, text: broken.slice(0, MOST) };
  }
}

function mutate(text: string, random: Random, seeds: readonly Seed[]): string {
  const at = random.below(text.length + 1);
  const length = random.below(random.below(8) === 0 ? 200 : 8) + 1;
  switch (random.below(10)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
    case 2:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at);
    case 3:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at + length);
    case 4: {
      const lines = text.split('\n');
      const line = random.below(lines.length);
      lines.splice(random.below(lines.length), 0, lines[line] as string);
      return lines.join('\n');
    }
    case 5: {
      const lines = text.split('\n');
      lines.splice(random.below(lines.length), 1);
      return lines.join('\n');
    }
    case 6:
      return text.slice(0, at) + String.fromCharCode(random.below(random.below(3) === 0 ? 65_536 : 128)) + text.slice(at + 1);
    case 7:
      return random.below(4) === 0 ? text.replaceAll('\n', '\r\n') : text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case 8:
      return text.slice(0, at);
    default: {
      const other = random.pick(seeds).text;
      const from = random.below(other.length + 1);
      return text.slice(0, at) + other.slice(from, from + length * 4) + text.slice(at);
    }
  }
}
