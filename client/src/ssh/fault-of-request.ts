import type { StepRequest } from './connection.ts';

/** One string of an environment may have so many bytes, its name and NUL with it (Linux, execve(2), MAX_ARG_STRLEN). */
const longestString = 131_072;
const name = /^[A-Za-z_][A-Za-z0-9_]*$/;
const account = /^[A-Za-z_][A-Za-z0-9_.-]*\$?$/;
/** bash makes these read-only: to export them would end `/bin/sh` where that is bash (bash(1), Shell Variables). */
const readOnly: ReadonlySet<string> = new Set(['BASHOPTS', 'BASH_VERSINFO', 'EUID', 'PPID', 'SHELLOPTS', 'UID']);

/** Why a step cannot be handed to a shell as it is, in a sentence; undefined where it can. */
export function faultOfRequest(step: StepRequest): string | undefined {
  if (step.script.includes('\0')) return 'the script holds a NUL character; a shell reads text without it';
  if (step.cwd?.includes('\0')) return '`cwd` holds a NUL character';
  if (step.cwd === '') return '`cwd` is empty; expected the path of a folder';
  if (typeof step.sudo === 'string' && !account.test(step.sudo)) return `\`sudo=${step.sudo}\` is no account name`;
  if (/\0/.test(step.interpreter)) return 'the interpreter holds a NUL character';
  for (const [key, value] of Object.entries(step.environment)) {
    if (!name.test(key)) return `\`${key}\` is no name of an environment variable; expected letters, digits and \`_\``;
    if (readOnly.has(key)) return `\`${key}\` is read-only in bash and cannot be set`;
    if (value.includes('\0')) return `the value of \`${key}\` holds a NUL character; an environment cannot`;
    const size = Buffer.byteLength(value) + key.length + 2;
    if (size > longestString)
      return `the value of \`${key}\` has ${Buffer.byteLength(value)} bytes; an environment variable holds at most ${longestString - key.length - 2}`;
  }
  for (const key of step.unset ?? []) if (!name.test(key)) return `\`${key}\` is no name of an environment variable`;
  return undefined;
}
