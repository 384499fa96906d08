import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, cellsOf, textOf } from '../../../../client/src/editor/notebook/cells.ts';

/** What comes with the libraries: several hundred Markdown files of as many authors. */
function realMarkdown(): readonly string[] {
  const root = join(import.meta.dirname, '../../../../node_modules');
  const found: string[] = [];
  const look = (folder: string, depth: number): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < 4) look(path, depth + 1);
      else if (entry.isFile() && /\.md$/i.test(entry.name)) found.push(readFileSync(path, 'utf8'));
    }
  };
  if (existsSync(root)) look(root, 0);
  return found;
}

const books = [
  '# A\n\nText\n\n```sh {name=a}\nuptime\n```\n\nMore\n',
  '\ufeff---\r\ntitle: x\r\n---\r\n\r\n~~~ sh\r\n\r\n~~~\r\n',
  '```sh\na\n```\n```sh\nb\n```',
  '- item\n\n  ```sh\n  inner\n  ```\n\n> ```\n> quoted\n> ```\n\n   ```sh\n   indented\n   ```\n',
  '````md\n```sh\nx\n```\n````\n\n```sh\nnever closed\n',
  '',
  '\n\n\n',
];

const edited = (cell: Cell, text: string): Cell => ({ ...cell, text });

describe('a runbook as cells', () => {
  it.each(books)('is byte for byte the same when nothing was edited: %j', (book) => {
    expect(textOf(cellsOf(book), '\n')).toBe(book);
  });

  it('is so for hundreds of real files too', () => {
    const real = realMarkdown();
    expect(real.length).toBeGreaterThan(200);
    for (const text of real) expect(textOf(cellsOf(text), '\n')).toBe(text);
  });

  it('is so for any text', () => {
    const part = fc.constantFrom(
      '```',
      '````sh',
      '~~~',
      '\n',
      '\r\n',
      '\r',
      'text',
      '> ',
      '- ',
      '  ',
      '    ',
      '\t',
      '---',
      '\ufeff',
      '{name=a}',
      '#',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        expect(textOf(cellsOf(text), '\n')).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('changes only what was edited', () => {
    const cells = cellsOf(books[0] as string);
    expect(cells.map(({ kind, text }) => [kind, text])).toEqual([
      ['markup', '# A\n\nText'],
      ['code', 'uptime'],
      ['markup', 'More'],
    ]);
    expect(
      textOf(
        cells.map((cell) => (cell.kind === 'code' ? edited(cell, 'date\nuptime') : cell)),
        '\n',
      ),
    ).toBe('# A\n\nText\n\n```sh {name=a}\ndate\nuptime\n```\n\nMore\n');
    expect(
      textOf(
        cells.map((cell) => (cell.text === 'More' ? edited(cell, 'Less') : cell)),
        '\n',
      ),
    ).toBe((books[0] as string).replace('More', 'Less'));
  });

  it('keeps the line ends of the file, also where the editor gives others', () => {
    const crlf = (books[0] as string).replaceAll('\n', '\r\n');
    const cells = cellsOf(crlf).map((cell) => ({ ...cell, text: cell.text.replaceAll('\r\n', '\n') }));
    expect(textOf(cells, '\r\n')).toBe(crlf);
    expect(
      textOf(
        cells.map((cell) => (cell.kind === 'code' ? edited(cell, 'a\nb') : cell)),
        '\r\n',
      ),
    ).toBe(crlf.replace('uptime', 'a\r\nb'));
  });

  it('shows the front matter as a cell of its own, and no cell for blank lines', () => {
    const book = '\n---\n';
    expect(cellsOf(book)).toHaveLength(1);
    const cells = cellsOf('---\ntitle: x\n---\n\n# A\n\n```sh\na\n```\n\n```sh\nb\n```\n');
    expect(cells.map(({ kind, language, text }) => [kind, language, text])).toEqual([
      ['code', 'yaml', 'title: x'],
      ['markup', '', '# A'],
      ['code', 'sh', 'a'],
      ['code', 'sh', 'b'],
    ]);
    expect(
      textOf(
        cells.map((cell) => (cell.language === 'yaml' ? edited(cell, 'title: y') : cell)),
        '\n',
      ),
    ).toMatch(/^---\ntitle: y\n---\n\n# A/);
  });

  it('gives a fence that its content cannot close, and an empty one no line', () => {
    const [cell] = cellsOf('```sh {name=a}\nx\n```\n') as [Cell];
    expect(textOf([edited(cell, '```\nx')], '\n')).toBe('````sh {name=a}\n```\nx\n````\n');
    expect(textOf([edited(cell, '')], '\n')).toBe('```sh {name=a}\n```\n');
    expect(textOf([edited(cellsOf('~~~\n~~~\n')[0] as Cell, 'x')], '\n')).toBe('~~~\nx\n~~~\n');
  });

  it('puts new cells into lines of their own', () => {
    const cells = cellsOf('Text');
    const fresh: Cell = { kind: 'code', language: 'sh', text: 'uptime' };
    expect(textOf([...cells, fresh, { kind: 'markup', language: '', text: 'End' }], '\n')).toBe('Text\n\n```sh\nuptime\n```\n\nEnd\n');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.constantFrom(...books.slice(0, 4)), fc.string(), (book, text) => {
        const body = text.replace(/\r/g, '').replace(/\n+$/, '');
        const cells = cellsOf(book).map((cell) => (cell.kind === 'code' ? edited(cell, body) : cell));
        const again = cellsOf(textOf(cells, '\n'));
        expect(again.filter(({ kind }) => kind === 'code').map((cell) => cell.text)).toEqual(
          cells.filter(({ kind }) => kind === 'code').map(() => body),
        );
      }),
      { numRuns: 500 },
    );
  });
});
