import type { Connection, RunningStep, StepEnd, StepRequest } from '../../../client/src/ssh/connection.ts';

/** What a step left: its end and all its output. */
export interface Finished {
  readonly end: StepEnd;
  readonly stdout: string;
  readonly stderr: string;
}

/** A step as most tests want it. */
export function step(script: string, more: Partial<StepRequest> = {}): StepRequest {
  return { interpreter: 'bash', strict: true, script, environment: {}, sudo: false, timeout: 0, grace: 500, ...more };
}

/** Reads a running step to its end. */
export async function finish(running: RunningStep): Promise<Finished> {
  const read = async (stream: NodeJS.ReadableStream): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  };
  const [stdout, stderr, end] = await Promise.all([read(running.stdout), read(running.stderr), running.end]);
  return { end, stdout, stderr };
}

/** Runs a step to its end. */
export function runToEnd(connection: Connection, script: string, more: Partial<StepRequest> = {}): Promise<Finished> {
  return finish(connection.run(step(script, more)));
}

/** Waits for the first output that holds `word`, reading on. */
export function until(running: RunningStep, word: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    let found = false;
    running.stderr.resume();
    running.stdout.on('data', (part: Buffer) => {
      if (found) return;
      seen += part.toString('utf8');
      found = seen.includes(word);
      if (found) resolve(seen);
    });
    void running.end.then((end) => reject(new Error(`ended before \`${word}\`: ${JSON.stringify(end)}, said ${seen.slice(0, 500)}`)));
  });
}
