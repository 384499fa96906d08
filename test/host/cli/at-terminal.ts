import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { shellQuote } from '../../../client/src/ssh/shell-quote.ts';
import { openTerminalChild } from '../../../client/src/ssh/terminal-child.ts';
import { descendants } from '../../fleet/processes.ts';
import { program } from './opsbook.ts';

/**
/**
 * Calls opsbook at a terminal of its own, of 25 rows and 90 columns, started `by` another program where there is one. `until` waits half a minute for
 * words and gives all that was seen. What still runs when the test has ended, well or not, is ended: it may wait for an answer. `after` is shell
 * text for the same terminal, once opsbook has ended with the status `$?`.
 */
export async function callAtTerminal(
  args: readonly string[],
  place: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly by?: readonly string[]; readonly after?: string },
) {
  const words = [...(place.by ?? []), process.execPath, program, ...args].map(shellQuote).join(' ');
  const command = place.after === undefined ? `exec ${words}` : `${words}; ${place.after}`;
  const child = await openTerminalChild(
    command,
    { rows: 25, columns: 90, type: 'xterm' },
    { environment: { ...process.env, TERM: 'xterm', ...place.env }, cwd: place.cwd },
  );
  onTestFinished(async () => {
    const pids = below(child.pid);
    child.close();
    await Promise.race([child.exited, delay(2000)]);
    child.kill();
    for (const pid of pids) end(pid);
  });
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
    /** Takes the terminal away, as a window that is closed does. */
    hangUp: child.kill,
    /** Of what runs at the terminal; none once it has ended. */
    pids: () => below(child.pid),
    /** Sends a signal to opsbook alone, as `kill` does. */
    signal: (name: NodeJS.Signals) => {
      const [pid] = descendants(child.pid ?? 0).flatMap((one) =>
        one.command.startsWith(`${process.execPath} ${program}`) ? [one.pid] : [],
      );
      if (pid === undefined) throw new Error('opsbook does not run there');
      process.kill(pid, name);
    },
  };
}

function below(pid: number | undefined): readonly number[] {
  return pid === undefined ? [] : descendants(pid).map((one) => one.pid);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone with its terminal.
  }
}
