import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { shellQuote } from '../../../client/src/ssh/shell-quote.ts';
import { openTerminalChild } from '../../../client/src/ssh/terminal-child.ts';
import { program } from './opsbook.ts';

/** Calls opsbook at a terminal of its own, of 25 rows and 90 columns. `until` waits half a minute for words and gives all that was seen. */
export async function callAtTerminal(args: readonly string[], place: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) {
  const command = `exec ${[process.execPath, program, ...args].map(shellQuote).join(' ')}`;
  const child = await openTerminalChild(
    command,
    { rows: 25, columns: 90, type: 'xterm' },
    { environment: { ...process.env, TERM: 'xterm', ...place.env }, cwd: place.cwd },
  );
  let seen = '';
  child.stdout.on('data', (part: Buffer) => {
    seen += part.toString('utf8');
  });
  return {
    type: (text: string) => child.stdin.write(text),
    resize: child.resize,
    until: async (word: string, milliseconds = 30_000): Promise<string> => {
      for (const end = performance.now() + milliseconds; !seen.includes(word) && performance.now() < end; ) await delay(20);
      expect(seen).toContain(word);
      return seen;
    },
    seen: () => seen,
    exited: child.exited,
  };
}
