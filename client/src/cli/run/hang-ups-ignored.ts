import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** Where this process stands, as far as it tells whether hang-ups were to be ignored. */
export interface Started {
  readonly env: NodeJS.ProcessEnv;
  /** Whether what is printed, on one stream or the other, goes to a terminal. */
  readonly printsToTerminal: boolean;
  readonly parent: number;
  /** Linux's folder of processes (proc(5)); there is none elsewhere. */
  readonly proc: string;
}

/** How this process was started. */
export const started = (): Started => ({
  env: process.env,
  printsToTerminal: process.stdout.isTTY === true || process.stderr.isTTY === true,
  parent: process.ppid,
  proc: '/proc',
});

/**
 * Whether who started this process had it ignore SIGHUP. The kernel cannot say it any more: Node puts back what a signal does by default (node.cc,
 * ResetSignalHandlers). These can: GNU's nohup opens /dev/null for writing as standard input, which nothing else does (coreutils' nohup.c);
 * shells put the path of what they start into `_`, and that is nohup's (which leaves no terminal to print to); and a parent that ignores the
 * signal itself (`trap '' HUP`) has what it starts ignore it, too (execve(2)).
 */
export function hangUpsIgnored({ env, printsToTerminal, parent, proc }: Started): boolean {
  if (basename(env['_'] ?? '') === 'nohup' && !printsToTerminal) return true;
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`${proc}/self/fdinfo/0`, 'latin1'))?.[1] ?? '';
    if ((Number.parseInt(flags, 8) & 3) === 1 && readlinkSync(`${proc}/self/fd/0`) === '/dev/null') return true;
    const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync(`${proc}/${parent}/status`, 'latin1'))?.[1] ?? '';
    // The first bit is SIGHUP's. Who has taken an orphan in did not start it.
    return parent > 1 && (Number.parseInt(ignored.slice(-1), 16) & 1) === 1;
  } catch {
    return false;
  }
}
