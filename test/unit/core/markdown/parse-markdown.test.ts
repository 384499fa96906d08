import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../../server/src/core/markdown/parse-markdown.ts';

const piece = fc.constantFrom(
  '```sh {a=b}\n',
  '```\n',
  '~~~~ logrotate\n',
  '~~~~\n',
  '> ',
  '- ',
  '1. ',
  '  ',
  '    ',
  '\t',
  'foo',
  'bar {',
  '}',
  '\n',
  '\r\n',
  '\r',
  '# head\n',
  '---\n',
  'title: x\n',
  '\ufeff',
  '\0',
  '😀',
  '<!-- x -->\n',
  ' ',
  '\n\n',
);
const markdown = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));

describe('parseMarkdown', () => {
  it('maps every character of every fence to the same character of the document', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        for (const fence of parseMarkdown(text).fences) {
          for (const { block, document, length } of fence.map.segments) {
            expect(fence.text.slice(block, block + length)).toBe(text.slice(document, document + length).replaceAll('\0', '\ufffd'));
          }
          for (let i = 0; i < fence.text.length; i++) {
            const there = fence.map.toDocument({ start: i, end: i + 1 });
            expect(there.start).toBeGreaterThanOrEqual(0);
            expect(there.end).toBeLessThanOrEqual(text.length);
          }
          expect(text.slice(fence.infoSpan.start, fence.infoSpan.end).replaceAll('\0', '\ufffd')).toBe(fence.info);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('maps offsets back to where they came from', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        for (const fence of parseMarkdown(text).fences) {
          for (const { block, document, length } of fence.map.segments) {
            for (let i = 0; i < length; i++) expect(fence.map.toBlock(document + i)).toBe(block + i);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds fences in quotes and list items with their content only', () => {
    const text = '> ```logrotate\n> /a {\n> }\n> ```\n\n- x\n  ```sh {name=n}\n  echo\n  ```\n';
    const { fences } = parseMarkdown(text);
    expect(fences.map((f) => [f.info, f.text, f.closed])).toEqual([
      ['logrotate', '/a {\n}\n', true],
      ['sh {name=n}', 'echo\n', true],
    ]);
    expect(fences[0]?.map.toDocument({ start: 5, end: 6 })).toEqual({ start: text.indexOf('}'), end: text.indexOf('}') + 1 });
  });

  it.each([
    ['```sh\nx\n', false],
    ['```sh\nx\n```', true],
    ['```sh\n```', true],
    ['```sh', false],
    ['> ```sh\n> x\n\nafter', false],
    ['```sh\n\n', false],
    ['```sh\nfoo ```\n', false],
  ])('tells whether %j is closed', (text, closed) => {
    expect(parseMarkdown(text).fences.map((f) => f.closed)).toEqual([closed]);
  });

  it('reads CRLF and lone CR as line ends', () => {
    const text = '---\r\ntitle: x\r\n---\r\n# T\r\n```sh\r\na\rb\r\n```\r\n';
    const { fences, headings, frontMatter } = parseMarkdown(text);
    expect(fences[0]?.text).toBe('a\nb\n');
    expect(headings.map((h) => h.text)).toEqual(['T']);
    expect(frontMatter && text.slice(frontMatter.content.start, frontMatter.content.end)).toBe('title: x\r\n');
  });

  it('takes the next prefix along when an edit ends at a line start', () => {
    const text = '> ```sh\n> one\n> two\n> ```\n';
    const map = parseMarkdown(text).fences[0]?.map;
    expect(map?.toDocumentEdit({ start: 0, end: 4 })).toEqual({ start: text.indexOf('one'), end: text.indexOf('two') });
  });
});
