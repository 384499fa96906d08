import { createHash } from 'node:crypto';
import { lstatSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account } from '../../../../server/src/host/account.ts';
import { makeFolder } from '../../make-folder.ts';
import { stateFolder } from '../state-folder.ts';

/** Where the runner process of one user and one version is met. */
export interface Place {
  /** 0700 and the user's own. */
  readonly folder: string;
  /** Path of the socket, or name of the pipe on Windows. */
  readonly socket: string;
  /** File (0600) with the token of the first message. */
  readonly token: string;
  /** Tells this version from others. */
  readonly key: string;
}

/** Longest path that a socket can have everywhere: `sun_path` holds 104 bytes on macOS, 108 on Linux, its last one a NUL. */
const LONGEST = 100;

/**
 * The place for the runner `program` (absolute) of `version`; a program that was built anew has another one. Throws where the folder
 * cannot be made, is not the user's own, or may be read by others.
 */
export function runnerPlace(program: string, version: string, parent?: string): Place {
  const { mtimeMs, size } = statSync(program);
  const key = `${version}-${createHash('sha256').update(`${program}\0${mtimeMs}\0${size}`).digest('hex').slice(0, 10)}`;
  const folder = ownFolder(parent ?? process.env['XDG_RUNTIME_DIR'] ?? stateFolder(), key);
  const socket = process.platform === 'win32' ? `\\\\.\\pipe\\opsbook-${account().username}-${key}` : join(folder, `${key}.sock`);
  return { folder, socket, token: join(folder, `${key}.token`), key };
}

function ownFolder(parent: string, key: string): string {
  let folder = join(parent, 'opsbook-runner');
  if (process.platform !== 'win32' && Buffer.byteLength(join(folder, `${key}.sock`)) > LONGEST) {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 8);
    folder = join(tmpdir(), `opsbook-${account().uid}-${name}`);
  }
  makeFolder(folder);
  const stat = lstatSync(folder);
  if (process.platform !== 'win32' && (!stat.isDirectory() || stat.uid !== process.getuid?.() || (stat.mode & 0o077) !== 0))
    throw new Error(`The folder \`${folder}\` is not this user's alone (0700 was expected); the runner cannot be met there`);
  return folder;
}
