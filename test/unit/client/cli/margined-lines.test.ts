import { expect, it } from 'vitest';
import { marginedLines } from '../../../../client/src/cli/run/margined-lines.ts';
import { isPlain } from '../../../../client/src/run/ansi.ts';

const margin = '   | ';
const lines = marginedLines();

it('puts the margin in front of each line, wherever the lines end', () => {
  for (let length = 0; length < 60; length++) {
    for (let end = 0; end < length; end++) {
      const line = [...'x'.repeat(length)]
        .map((letter, at) => (at === end || at === 2 * end ? '\n' : at % 7 === 3 ? '\t' : letter))
        .join('');
      expect(lines?.next(`${margin}näch`, Buffer.from(line), margin)?.toString()).toBe(
        `${margin}näch${line.replaceAll('\n', `\n${margin}`)}\n`,
      );
    }
  }
});

it('has room for nothing but line feeds, and takes no text or margin that it has no room for', () => {
  const wide = 'm'.repeat(24);
  const most = Buffer.alloc(65_536, 10);
  expect(lines?.next('x'.repeat(4096), most, wide)?.toString()).toBe(`${'x'.repeat(4096)}${`\n${wide}`.repeat(65_536)}\n`);
  expect(lines?.next('', Buffer.alloc(65_537, 10), wide)).toBeUndefined();
  expect(lines?.next('', most, `${wide}m`)).toBeUndefined();
});

it('takes ASCII that can be printed, tabs and line feeds, wherever they lie, and no other byte', () => {
  const text = Buffer.from('a\tb ~\n'.repeat(9));
  for (let at = 0; at < text.length; at++) {
    const before = text[at] ?? 0;
    for (let byte = 0; byte < 256; byte++) {
      text[at] = byte;
      const isText = byte < 128 && isPlain(String.fromCharCode(byte));
      if ((lines?.next('', text, '') !== undefined) !== isText) expect([at, byte, !isText]).toEqual([at, byte, isText]);
    }
    text[at] = before;
  }
});
