import { l10n } from 'vscode';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What logrotate said of a file. */
export interface DaemonMessage {
  /** From 1; undefined where it names no line of the file. */
  readonly line: number | undefined;
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** The outcome of a check: what was said, or why logrotate could not be asked. */
export type DaemonCheck = { readonly messages: readonly DaemonMessage[] } | { readonly trouble: string };

const LIMIT = { bytes: 1 << 20, messages: 200 } as const;

/**
 * Asks `logrotate -d` about a saved file: its debug mode changes nothing and runs no script, and its state file is one of our own in a
 * folder that is removed again. `program` is looked for on the PATH unless it is a
 * path; it is ended when it takes longer than `milliseconds`.
 */
export async function checkWithLogrotate(file: string, program = 'logrotate', milliseconds = 10_000): Promise<DaemonCheck> {
  const folder = await mkdtemp(join(tmpdir(), 'opsbook-check-'));
  try {
    const { error, stderr } = await new Promise<{ error: (Error & { code?: unknown; killed?: boolean }) | null; stderr: string }>(
      (resolve) => {
        const options = {
          cwd: dirname(file),
          env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8' },
          timeout: milliseconds,
          maxBuffer: LIMIT.bytes,
        };
        execFile(program, ['-d', '-s', join(folder, 'state'), file], options, (failure, _stdout, errors) =>
          resolve({ error: failure, stderr: errors }),
        );
      },
    );
    if (error?.code === 'ENOENT') return { trouble: l10n.t('logrotate is not installed on this machine') };
    if (error?.killed === true) return { trouble: l10n.t('logrotate did not end within {0} s', milliseconds / 1000) };
    return { messages: messagesOf(stderr, file) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The errors and warnings of logrotate's debug output about one file, each once; what it says of the logs themselves is left out. */
export function messagesOf(output: string, file: string): readonly DaemonMessage[] {
  const found = new Map<string, DaemonMessage>();
  for (const line of output.split('\n')) {
    // From here on it speaks of the logs of this machine.
    if (/^Handling \d+ logs/.test(line)) break;
    const match = /^(error|warning): (.*)$/.exec(line);
    if (match === null || (match[2] as string).startsWith('logrotate in debug mode')) continue;
    const said = match[2] as string;
    const place = said.startsWith(`${file}:`) ? /^(\d+),? ([\s\S]*)$/.exec(said.slice(file.length + 1)) : null;
    // What it says of another file that this one includes belongs there.
    if (place === null && /^\/[^\s:]+:\d+/.test(said)) continue;
    const text = withoutControls(place?.[2] ?? said);
    const number = place === null ? undefined : Number(place[1]);
    found.set(`${number} ${text}`, { line: number, severity: match[1] as DaemonMessage['severity'], text });
    if (found.size >= LIMIT.messages) break;
  }
  return [...found.values()];
}

/** A message as text that may be shown: the file's own bytes can stand in it. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd').slice(0, 500);
}
