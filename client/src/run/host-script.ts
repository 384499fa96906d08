import type { Readable } from 'node:stream';
import type { Connection, StepEnd } from '../ssh/connection.ts';

/** A script of the runner's own, for a host. */
export interface HostScript {
  /** POSIX sh. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly sudo: boolean | string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly grace: number;
  /** It ends by itself, quickly: see `StepRequest.own`. */
  readonly own?: boolean;
}

/** What came of it: both streams as UTF-8, each cut off at `limit` bytes. */
export interface HostScriptEnd {
  readonly end: StepEnd;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as it came. */
  readonly bytes: Buffer;
}

/** Runs a script of ours on a host and collects what it says; what is beyond `limit` bytes is read and dropped. */
export async function runHostScript(
  connection: Connection,
  script: HostScript,
  limit: number,
  signal?: AbortSignal,
): Promise<HostScriptEnd> {
  const running = connection.run({ ...script, interpreter: 'sh', strict: false, keepsState: false });
  const cancel = (): void => void running.cancel();
  if (signal?.aborted === true) cancel();
  else signal?.addEventListener('abort', cancel, { once: true });
  try {
    const [bytes, words, end] = await Promise.all([collect(running.stdout, limit), collect(running.stderr, 65_536), running.end]);
    return { end, stdout: bytes.toString('utf8'), stderr: words.toString('utf8'), bytes };
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

async function collect(stream: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(chunk as Buffer);
    if (size < limit) chunks.push(bytes.subarray(0, limit - size));
    size += bytes.length;
  }
  return Buffer.concat(chunks);
}

/** Why a script of ours did not come to its end, in a few words; undefined where it exited by itself. */
export function endTrouble(end: StepEnd): string | undefined {
  switch (end.kind) {
    case 'exit':
      return undefined;
    case 'signal':
      return `it was ended by ${end.signal}`;
    case 'timed-out':
      return 'it took too long';
    case 'cancelled':
      return 'it was cancelled';
    default:
      return end.message;
  }
}
