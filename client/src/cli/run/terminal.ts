import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Whether a person is there to be asked. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** How a line is asked for. */
export interface Asked {
  /** What is typed is not echoed. */
  readonly secret?: boolean;
  /** Ends the question, and keeps one from being put. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks for a line on the terminal's error stream; undefined when the input ended or was broken off. */
export function askLine(prompt: string, { secret = false, signal }: Asked = {}): Promise<string | undefined> {
  return new Promise((done) => {
    if (signal?.aborted === true) {
      done(undefined);
      return;
    }
    const silent = new Writable({ write: (_chunk, _encoding, next) => next() });
    let lines: Interface;
    try {
      lines = createInterface({ input: process.stdin, output: secret ? silent : process.stderr, terminal: true });
    } catch {
      // The terminal was closed just now.
      done(undefined);
      return;
    }
    // Only now: who types as soon as asked must not see a secret echoed by the terminal itself.
    process.stderr.write(prompt);
    let answered = false;
    const finish = (value: string | undefined): void => {
      if (answered) return;
      answered = true;
      signal?.removeEventListener('abort', giveUp);
      process.off('SIGHUP', onHangUp);
      lines.close();
      if (secret || value === undefined) process.stderr.write('\n');
      done(value);
    };
    const giveUp = (): void => finish(undefined);
    // Node puts the terminal back where SIGTERM ends it, not where this one does. A run sees to it itself.
    const onHangUp = (): void => {
      giveUp();
      process.kill(process.pid, 'SIGHUP');
    };
    if (process.listenerCount('SIGHUP') === 0) process.on('SIGHUP', onHangUp);
    lines.once('line', finish);
    // The terminal makes no signal of Ctrl+C while it gives key by key.
    lines.once('SIGINT', () => {
      const isHeard = process.emit('SIGINT', 'SIGINT');
      giveUp();
      if (!isHeard) process.kill(process.pid, 'SIGINT');
    });
    lines.once('close', giveUp);
    lines.on('error', giveUp);
    signal?.addEventListener('abort', giveUp);
  });
}

/** Asks for yes or no; anything but `y` or `yes` is no. */
export async function askYes(question: string, signal?: AbortSignal): Promise<boolean> {
  const answer = await askLine(`${question} [y/N] `, { signal });
  return answer !== undefined && /^y(es)?$/i.test(answer.trim());
}
