import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileSides } from '../../../../client/src/editor/plan/file-sides.ts';
import type { PlanFile } from '../../../../client/src/run/plan.ts';

const fileOf = (before: string, after: string, state: PlanFile['state'] = 'changed'): PlanFile => ({
  block: 'b',
  host: 'h',
  path: '/etc/x',
  state,
  diff:
    before === after
      ? ''
      : createTwoFilesPatch(before === '' ? '/dev/null' : '/etc/x', '/etc/x', before, after, undefined, undefined, { context: 3 }),
});

describe('the two sides of a planned file', () => {
  it('are what is there and what would be, whole', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '', '-x', '+y'), { maxLength: 40 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(fileSides(fileOf(before, after, before === '' ? 'new' : 'changed'), after)).toEqual({ before, after });
      }),
    );
  });

  it('are the lines of the difference where the rest is not known', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `line ${i}\n`);
    const after = lines.with(2, 'two\n').with(35, 'many\n').join('');
    const sides = fileSides(fileOf(lines.join(''), after), undefined);
    expect(sides?.before).toMatch(/^line 0\nline 1\nline 2\n[\s\S]*⋯\n[\s\S]*line 35\n/);
    expect(sides?.after).toMatch(/^line 0\nline 1\ntwo\n[\s\S]*⋯\n[\s\S]*many\n/);
    expect(fileSides(fileOf('x\n', 'x\n'), 'x\n')).toBeUndefined();
  });
});
