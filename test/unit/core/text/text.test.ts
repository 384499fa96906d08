import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, lineIndex, openDocument } from '../../../../server/src/core/index.ts';
import { contains, overlaps, touches } from '../../../../server/src/core/text/span.ts';

const text = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', '😀', '\u2028', '')).map((parts) => parts.join(''));

describe('lineIndex', () => {
  it('turns every offset into a position and back, line ends aside', () => {
    fc.assert(
      fc.property(text, (t) => {
        const lines = lineIndex(t);
        expect(lines.lineCount).toBe(t.split(/\r\n|\r|\n/).length);
        for (let offset = 0; offset <= t.length; offset++) {
          const { line, character } = lines.positionAt(offset);
          expect(lines.lineStart(line) + character).toBe(offset);
          if (offset <= lines.lineEnd(line)) expect(lines.offsetAt({ line, character })).toBe(offset);
        }
      }),
    );
  });

  it('splits as the protocol does', () => {
    const t = 'a\r\nb\rc\nd';
    const lines = lineIndex(t);
    expect([0, 1, 2, 3].map((line) => t.slice(lines.lineStart(line), lines.lineEnd(line)))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('moves places outside of the text to its ends', () => {
    const lines = lineIndex('ab\nc');
    expect([lines.positionAt(-1), lines.positionAt(99)]).toEqual([
      { line: 0, character: 0 },
      { line: 1, character: 1 },
    ]);
    expect([
      lines.offsetAt({ line: 0, character: 99 }),
      lines.offsetAt({ line: 9, character: 0 }),
      lines.offsetAt({ line: -1, character: 4 }),
    ]).toEqual([2, 4, 0]);
  });
});

describe('applyEdits', () => {
  it('gives back what disjoint edits make, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string(), fc.boolean()), { maxLength: 8 }), (pieces) => {
        let before = '';
        let after = '';
        const edits = [];
        for (const [old, fresh, changed] of pieces) {
          if (changed && old !== '') edits.push({ span: { start: before.length, end: before.length + old.length }, text: fresh });
          before += old;
          after += changed && old !== '' ? fresh : old;
        }
        expect(applyEdits(before, edits.reverse())).toBe(after);
      }),
    );
  });

  it('leaves out the later of two that overlap', () => {
    expect(
      applyEdits('abcdef', [
        { span: { start: 1, end: 4 }, text: 'X' },
        { span: { start: 2, end: 5 }, text: 'Y' },
      ]),
    ).toBe('aXef');
  });
});

describe('spans', () => {
  it('agree with each other', () => {
    const span = fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(span, span, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        if (contains(a, b) && b.end > b.start) expect(overlaps(a, b)).toBe(true);
        if (overlaps(a, b)) expect(touches(a, b.start) || touches(b, a.start)).toBe(true);
      }),
    );
  });
});

describe('openDocument', () => {
  const book = (first: string, second: string): string =>
    `---\nrunbook:\n---\n\`\`\`logrotate\n${first}\`\`\`\n\n\`\`\`logrotate\n${second}\`\`\`\n`;

  it('parses only the block that changed', () => {
    const before = openDocument('/r.md', book('/a {\n}\n', '/b {\n}\n'));
    const after = openDocument('/r.md', book('/a {\n}\n', '/c {\n}\n'), { previous: before });
    expect(after.units[0]?.parsed).toBe(before.units[0]?.parsed);
    expect(after.units[1]?.parsed).not.toBe(before.units[1]?.parsed);
  });

  it('takes any text without a throw', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '```logrotate {file=/x}\n',
            '```\n',
            '---\nrunbook:\n',
            'hosts: *x\n',
            '---\n',
            '{',
            '}',
            '"',
            '\0',
            '\ud800',
            '> ',
            '- ',
            '\t',
            'weekly',
            '/a',
          ),
          { maxLength: 40 },
        ),
        (parts) => {
          const document = openDocument('/r.runbook.md', parts.join(''));
          expect(document.ours).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
