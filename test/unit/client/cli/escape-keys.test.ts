import { describe, expect, it } from 'vitest';
import { escapeKeys } from '../../../../client/src/cli/run/escape-keys.ts';
import { screenModes } from '../../../../client/src/cli/run/screen-modes.ts';

describe('escapeKeys', () => {
  it.each([
    [['~.'], '', 'cancel'],
    [['ls\r', '~', '.'], 'ls\r', 'cancel'],
    [['a~.'], 'a~.', undefined],
    [['\r~~.'], '\r~.', undefined],
    [['~', 'x', '~.'], '~x~.', undefined],
    [['~?'], '', 'help'],
    [['~?', '~.'], '', 'cancel'],
    [['~\r', '~.'], '~\r', 'cancel'],
    [['😀\n~.rest'], '😀\n', 'cancel'],
  ])('of %o', (pieces, keys, wants) => {
    const typed = escapeKeys();
    const all = pieces.map((piece) => typed(piece));
    expect(all.map((each) => each.keys).join('')).toBe(keys);
    expect(all.at(-1)?.wants).toBe(wants);
  });
});

describe('screenModes', () => {
  it.each([
    [['\x1b[?1049h\x1b[?1000;1006h\x1b[?25l'], '\x1b[?1049l\x1b[?1000l\x1b[?1006l\x1b[?25h\x1b[0m'],
    [['\x1b[?10', '49h', '\x1b[?1049l'], '\x1b[0m'],
    [['\x1b[?2004h', 'text'], '\x1b[?2004l\x1b[0m'],
    [['\x1b[?25l\x1b[?25h'], '\x1b[0m'],
    [['plain'], ''],
    [['\x1b[?7h'], '\x1b[0m'],
  ])('of %j', (pieces, undo) => {
    const modes = screenModes();
    for (const piece of pieces) modes.next(piece);
    expect(modes.undo()).toBe(undo);
  });
});
