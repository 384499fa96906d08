import { spawnSync } from 'node:child_process';
import { account } from '../../../../server/src/host/account.ts';

/** Milliseconds that a command of `Match exec` may take; OpenSSH would wait for ever. */
const patience = 10_000;

/**
 * Runs a command of `Match exec` as ssh does (readconf.c, execute_in_shell): by the user's shell, without input or output. True where it
 * exited with 0; undefined where it did not end in time or could not be started.
 */
export function matchExec(command: string): boolean | undefined {
  const shell = process.platform === 'win32' ? true : process.env['SHELL'] || account().shell || '/bin/sh';
  const options = { stdio: 'ignore', timeout: patience, killSignal: 'SIGKILL' } as const;
  const { status, error } = shell === true ? spawnSync(command, { ...options, shell }) : spawnSync(shell, ['-c', command], options);
  return error === undefined ? status === 0 : undefined;
}
