import { describe, expect, it } from 'vitest';
import { runmeInfo } from '../../../../server/src/core/runbook/runme-attributes.ts';

// What Runme's own parser makes of each info string (measured on its release of 2026-08).
const vectors: readonly (readonly [string, string, 'json' | 'html', Record<string, string>])[] = [
  ['sh', 'sh', 'json', {}],
  ['sh {"name":"x","interactive":"false"}', 'sh', 'json', { name: 'x', interactive: 'false' }],
  ['sh {"name":"x","interactive":false,"terminalRows":15}', 'sh', 'json', { name: 'x', interactive: 'false', terminalRows: '15' }],
  ['sh { name=x interactive=false }', 'sh', 'html', { name: 'x', interactive: 'false' }],
  ['sh {name=x interactive=false}', 'sh', 'html', { name: 'x', interactive: 'false' }],
  ['sh name=x', 'sh', 'json', {}],
  ['sh {}', 'sh', 'json', {}],
  ['{"name":"x"}', '', 'json', { name: 'x' }],
  ['{ name=x }', '', 'html', { name: 'x' }],
  ['sh{name=x}', 'sh{name=x}', 'html', { name: 'x' }],
  ['sh {name="my step"}', 'sh', 'html', { name: '"my', 'step"': '' }],
  ['sh {"name":"my step"}', 'sh', 'json', { name: 'my step' }],
  ['sh { name: "x" }', 'sh', 'html', { 'name:': '', '"x"': '' }],
  ['sh {"a":{"b":1}}', 'sh', 'html', { '"a":{"b":1': '' }],
  ['sh {"name":"a}b"}', 'sh', 'html', { '"name":"a': '' }],
  ['sh {name=x,interactive=false}', 'sh', 'html', { name: 'x,interactive=false' }],
  ['sh { background }', 'sh', 'html', { background: '' }],
  ['sh {tag=a,b cwd=..}', 'sh', 'html', { tag: 'a,b', cwd: '..' }],
  ['sh title="x" {name=y}', 'sh', 'html', { name: 'y' }],
  ['sh {name=a} {cwd=/tmp}', 'sh', 'html', { name: 'a' }],
  ["sh {name='x'}", 'sh', 'html', { name: "'x'" }],
];

describe('runmeInfo', () => {
  it.each(vectors)('reads %j as Runme does', (info, language, format, attributes) => {
    const read = runmeInfo(info);
    expect([read.language, read.format, Object.fromEntries(read.attributes)]).toEqual([language, format, attributes]);
  });
});
