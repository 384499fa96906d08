import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask, masked } from '../../../../client/src/run/values/mask.ts';
import { secretForms } from '../../../../client/src/run/values/secret-forms.ts';

const cut = (text: string, places: readonly number[]): string[] => {
  const sorted = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...sorted].map((from, index) => text.slice(from, sorted[index] ?? text.length));
};

describe('mask', () => {
  it('finds a secret and its forms, also a line of it', () => {
    const secret = `p@ss "word"'s\nsecond line`;
    const { text } = mask([secret]);
    for (const form of [
      secret,
      'second line',
      Buffer.from(secret).toString('base64'),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ])
      expect(text(`<${form}>`)).toBe(`<${masked}>`);
    expect(text(`'${secret.replaceAll("'", "'\\''")}'`)).not.toContain('p@ss');
  });
  it('finds it in JSON of ASCII alone, in the base64 of a longer text, and in base64 of several lines', () => {
    const secret = 'pä/ss "wörd" 🙂';
    const { text } = mask([secret]);
    const python = JSON.stringify(secret).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    expect(text(python)).toBe(`"${masked}"`);
    expect(text(JSON.stringify(secret).replaceAll('/', '\\/'))).toBe(`"${masked}"`);
    for (const name of ['', 'a', 'ab', 'abc', 'user:']) {
      const seen = text(`Authorization: Basic ${Buffer.from(`${name}${secret}:x`).toString('base64')}`);
      expect(seen).toContain(masked);
      // At most what its neighbours have a part in is left of it.
      expect(seen.replace('Authorization: Basic ', '').replace(masked, '').length).toBeLessThan(14);
    }
    const long = Array.from({ length: 20 }, (_, index) => `part ${index} of it`).join('; ');
    const lines = (
      Buffer.from(`${long}\n`)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n');
    expect(mask([long]).text(lines).replaceAll(masked, '').trim()).toBe('');
  });
  it('passes over what is too short to be masked', () => {
    expect(mask(['abcde']).text('abcde')).toBe('abcde');
  });
  it('tells a stream whatever its chunks are as it tells the whole text', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6, maxLength: 12, unit: fc.constantFrom('a', 'b', '"', '=') }),
        fc.array(fc.oneof(fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', '"', '=') }), fc.constant(undefined)), {
          maxLength: 8,
        }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (secret, parts, places) => {
          const text = parts.map((part) => part ?? secret).join('');
          const known = mask([secret]);
          const stream = known.stream();
          const out =
            cut(text, places)
              .map((chunk) => stream.next(chunk))
              .join('') + stream.end();
          for (const form of secretForms(secret)) expect(out).not.toContain(form);
          // Nothing else is lost: what is left are stretches of the text, in order.
          let at = 0;
          for (const rest of out.split(masked)) {
            const found = text.indexOf(rest, at);
            expect(found).toBeGreaterThanOrEqual(at);
            at = found + rest.length;
          }
        },
      ),
      { numRuns: 500 },
    );
  });
  it('holds nothing back that can be no beginning of a secret', () => {
    const stream = mask(['secret-value']).stream();
    expect(stream.next('plain ')).toBe('plain ');
    expect(stream.next('sec')).toBe('');
    expect(stream.next('ond')).toBe('second');
    expect(stream.next('secret-')).toBe('');
    expect(stream.end()).toBe('secret-');
  });
});
