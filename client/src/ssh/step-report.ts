import { constants } from 'node:os';
import type { StepEnd, StepState } from './connection.ts';
import { outputVariables } from './output-variables.ts';

const signalNames: ReadonlyMap<number, string> = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** What shells set for themselves, anew for each program: the last command, and where ksh93 keeps attributes. */
const own: ReadonlySet<string> = new Set(['_', 'A__z']);

/** Environment entries as Linux keeps them: `NAME=VALUE`, each ended by NUL. Names that no shell can set are left out, and those that each sets anew. */
function environmentOf(bytes: Buffer): Record<string, string> {
  const found = new Map<string, string>();
  for (const entry of bytes.toString('utf8').split('\0')) {
    const cut = entry.indexOf('=');
    if (cut > 0 && /^[A-Za-z_][A-Za-z0-9_]*$/.test(entry.slice(0, cut)) && !own.has(entry.slice(0, cut)))
      found.set(entry.slice(0, cut), entry.slice(cut + 1));
  }
  return Object.fromEntries(found);
}

/** Reads what the shell's exit trap wrote: status, NUL, folder, line feed, NUL, environment before, 0x1e, environment after. */
function stateOf(bytes: Buffer): { readonly status: number; readonly state: StepState } | undefined {
  const first = bytes.indexOf(0);
  const second = bytes.indexOf(0, first + 1);
  if (first < 0 || second < 0) return undefined;
  // The values may hold 0x1e too; an entry before it always ends with NUL, and a name never begins with it.
  const middle = bytes.indexOf('\0\x1e', second);
  if (middle < 0 || bytes[bytes.length - 1] !== 0) return undefined;
  const status = Number(bytes.toString('latin1', 0, first));
  const cwd = bytes.toString('utf8', first + 1, second).replace(/\n$/, '');
  const began = environmentOf(bytes.subarray(second + 1, middle));
  const ended = environmentOf(bytes.subarray(middle + 2));
  return Number.isInteger(status) && cwd.startsWith('/') ? { status, state: { cwd, began, ended } } : undefined;
}

/** The signal that a shell means by a status: 128 and its number, in ksh93 256 and its number. */
function signalOf(status: number): string | undefined {
  return status > 128 ? signalNames.get(status > 256 ? status - 256 : status - 128) : undefined;
}

/**
 * The end that the supervisor reported. `line` is `report STATUS WHY`, and a third word: the shell's own status where its state was not asked for, else `+`, or none; `body` what `wc -c` says of two files, then so many bytes of
 * `$OPSBOOK_OUTPUT` and of the shell's state; or, where the third word is `=`, the state alone. A body that another writer broke into gives the end without them, and says so.
 *
 * A status above 128 is what `/bin/sh` makes of a signal, and what a program may exit with too. A shell that reached its exit trap told its
 * own status; where it agrees, nothing was killed. Without such word it was the signal. mksh and ksh93 tell the signal in their exit trap and
 * then end with another status (0, 2). (ksh93 with an exit trap ends with TERM's bare number, 15; that cannot be told from `exit 15`.)
 */
export function stepReport(line: string, body: Buffer, left: readonly string[]): StepEnd {
  const [, status = '', why = '-', third] = line.split(' ');
  const told = third === '+' ? undefined : third;
  if (why === 'timed-out') return { kind: 'timed-out' };
  if (why === 'cancelled') return { kind: 'cancelled' };
  const one = body.indexOf(10);
  const two = body.indexOf(10, body.indexOf(10, one + 1) + 1);
  // `wc -c` of two files: a line for each, and one for their sum.
  const [first = NaN, second = NaN] = [...body.toString('latin1', 0, Math.max(two, 0)).matchAll(/^ *(\d+) /gm)].map(([, size]) =>
    Number(size),
  );
  const sizes = [first, second] as const;
  const stateAlone = told === '=';
  // With another third word the state was not asked for, and there is no body unless something was given out.
  const isEmpty = stateAlone || (told !== undefined && body.length === 0);
  const whole = one > 0 && two > one && body.length - two - 1 === sizes[0] + sizes[1];
  const kept = stateAlone ? stateOf(body) : whole ? stateOf(body.subarray(two + 1 + sizes[0])) : undefined;
  const code = Number(status);
  const ended = told === undefined || stateAlone ? kept?.status : Number(told);
  if (ended !== code) {
    const signal = signalOf(code) ?? signalOf(ended ?? NaN);
    if (signal !== undefined) return { kind: 'signal', signal };
  }
  const output =
    whole && !stateAlone ? outputVariables(body.toString('utf8', two + 1, two + 1 + sizes[0])) : { variables: {}, problems: [] };
  const problems =
    whole || isEmpty
      ? output.problems
      : ['`OPSBOOK_OUTPUT` could not be read: a process that was left running wrote to standard error meanwhile'];
  return {
    kind: 'exit',
    code,
    output: output.variables,
    ...(problems.length > 0 ? { outputProblems: problems } : {}),
    ...(kept ? { state: kept.state } : {}),
    ...(left.length > 0 ? { left } : {}),
  };
}
