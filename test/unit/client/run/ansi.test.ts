import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutAnsi } from '../../../../client/src/run/ansi.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be left
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

it('takes whole sequences out', () => {
  expect(withoutAnsi('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007and \u001b]52;c;ZXZpbA==\u001b\\clip\u001b(B \u009b2Jx')).toBe(
    'red and clip x',
  );
  expect(withoutAnsi('a\r\nb\r\r\nc\tä😀\n')).toBe('a\nb\nc\tä😀\n');
});
it('shows what it does not take out', () => {
  expect(withoutAnsi('over\rwritten\u0007\u001b')).toBe('over␍written␇␛');
  expect(withoutAnsi('\u202eevil\u007f')).toBe('\\u202eevil␡');
});
it('leaves nothing that steers, whatever comes in whatever chunks', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom('\u001b', '[', ']', '\u0007', '\\', 'm', '5', ';', '\r', '\n', '\u009b', 'P'),
            fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
          ),
        }),
      ),
      (chunks) => {
        expect(chunks.map(withoutAnsi).join('')).not.toMatch(steering);
      },
    ),
    { numRuns: 1000 },
  );
});
