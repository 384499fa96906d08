import { describe, expect, it } from 'vitest';
import { unmetOutput } from '../../../../client/src/run/values/check-output.ts';

describe('unmetOutput', () => {
  it.each([
    ['a\nb\n', 'a\nb\n'],
    ['a  \t\nb', 'a\nb'],
    ['\u001b[31ma\u001b[0m\n', 'a\n'],
    ['x1\nx22\n', 'x\\d (re)\nx\\d+ (re)\n'],
    ['file.log\n', '*.l?g (glob)\n'],
    ['a\nb\nc\nd\n', 'a\n...\nd\n'],
    ['a\n', '...\na\n...\n'],
    ['', '...'],
    ['', ''],
    ['a\na\nb\n', '...\na\nb\n'],
  ])('%j meets %j', (output, expected) => {
    expect(unmetOutput(output, expected)).toBeUndefined();
  });
  it.each([
    ['a\nc\n', 'a\nb\n', 'line 2 of standard output is `c`'],
    ['a\n', 'a\nb\n', '`b` was expected'],
    ['a\nb\n', 'a\n', 'line 2 of standard output is `b`'],
    ['xx1\n', 'x\\d (re)\n', 'line 1'],
    ['a\n', '( (re)\n', 'line 1'],
    ['a\nx\n', 'a\n...\nd\n', '`d` was expected'],
  ])('%j does not meet %j', (output, expected, message) => {
    expect(unmetOutput(output, expected)).toContain(message);
  });
  it('takes time in proportion, not more, on many wildcards', () => {
    expect(unmetOutput('a\n'.repeat(2000), '...\na\n'.repeat(100))).toBeUndefined();
  });
});
