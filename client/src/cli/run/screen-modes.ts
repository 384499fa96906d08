/** Modes that a program switches on for itself and off when it ends (xterm's private modes): other screen, mouse, focus, pasted text, and the cursor, which is on. */
const watched: ReadonlySet<string> = new Set([
  '1',
  '9',
  '47',
  '1000',
  '1002',
  '1003',
  '1004',
  '1005',
  '1006',
  '1015',
  '1047',
  '1049',
  '2004',
]);
const cursor = '25';

/** Remembers what a program does to a terminal, so that one that was ended leaves it as it was. */
export function screenModes(): { next(text: string): void; undo(): string } {
  const on = new Set<string>();
  let hidden = false;
  let coloured = false;
  let rest = '';
  return {
    next(text) {
      const whole = rest + text;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for escapes
      for (const [, modes = '', how] of whole.matchAll(/\x1b\[\?([\d;]{1,40})([hl])/g)) {
        for (const mode of modes.split(';')) {
          if (mode === cursor) hidden = how === 'l';
          else if (!watched.has(mode)) continue;
          else if (how === 'h') on.add(mode);
          else on.delete(mode);
        }
      }
      coloured ||= whole.includes('\x1b[');
      // The beginning of an escape may be all that has come.
      const last = whole.lastIndexOf('\x1b');
      rest = last >= 0 && whole.length - last < 44 ? whole.slice(last) : '';
    },
    undo() {
      const off = [...on].map((mode) => `\x1b[?${mode}l`).join('');
      return `${off}${hidden ? '\x1b[?25h' : ''}${coloured ? '\x1b[0m' : ''}`;
    },
  };
}
