import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Whether a person is there to be asked. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks for a line on the terminal's error stream; undefined when the input ended or was broken off. A secret is not echoed. */
export function askLine(prompt: string, secret = false): Promise<string | undefined> {
  return new Promise((done) => {
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
      lines.close();
      if (secret || value === undefined) process.stderr.write('\n');
      done(value);
    };
    lines.once('line', finish);
    lines.once('SIGINT', () => finish(undefined));
    lines.once('close', () => finish(undefined));
    lines.on('error', () => finish(undefined));
  });
}

/** Asks for yes or no; anything but `y` or `yes` is no. */
export async function askYes(question: string): Promise<boolean> {
  const answer = await askLine(`${question} [y/N] `);
  return answer !== undefined && /^y(es)?$/i.test(answer.trim());
}
