import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAttributes } from '../../../../server/src/core/runbook/attributes.ts';

const read = (info: string) => Object.fromEntries(readAttributes(info, 0).attributes.map(({ key, value }) => [key, value]));
const notes = (info: string) => readAttributes(info, 0).notes.map(({ kind }) => kind);

describe('readAttributes', () => {
  it('reads keys alone, plain values and quoted ones with blanks and escapes', () => {
    expect(read('sh {check=true reboot confirm="Say \\"yes\\", \\\\ now" timeout=5s}')).toEqual({
      check: 'true',
      reboot: 'true',
      confirm: 'Say "yes", \\ now',
      timeout: '5s',
    });
  });

  it('reads tabs as blanks and JSON scalars as strings', () => {
    expect(read('sh {check=true\ttimeout=5s}')).toEqual({ check: 'true', timeout: '5s' });
    expect(read('sh {"check":true,"retries":3,"confirm":"Do it?"}')).toEqual({ check: 'true', retries: '3', confirm: 'Do it?' });
  });

  it("reads Runme's keys as Runme does, and says where that surprises", () => {
    expect(read('sh {name="my step" confirm="my step"}')['name']).toBe('"my');
    expect(notes('sh {name="my step"}')).toEqual(['quoted-for-runme']);
  });

  it.each([
    ['sh {name=x', ['unclosed']],
    ['sh{name=x}', ['no-space']],
    ['sh {name=x} more', ['text-after']],
    ['sh {"a":{"b":1}}', ['nested']],
    ['sh {confirm="x}', ['unclosed-quote']],
    ['sh {timeout=1s timeout=2s}', ['repeated']],
    ['sh {timeout=1s}', []],
  ])('notes of %j', (info, expected) => {
    expect(notes(info)).toEqual(expected);
  });

  it('gives spans that hold the key and the value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,6}(=([a-z0-9]{1,5}|"[a-z ]{0,6}"))?$/), { maxLength: 6 }),
        fc.nat(50),
        (items, offset) => {
          const info = `sh {${items.join(' ')}}`;
          for (const { key, keySpan, span } of readAttributes(info, offset).attributes) {
            expect(info.slice(keySpan.start - offset, keySpan.end - offset)).toBe(key);
            expect(items).toContain(info.slice(span.start - offset, span.end - offset));
          }
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (info) => void readAttributes(info, 0)),
      { numRuns: 2000 },
    );
  });
});
