import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { dirname, basename } from 'node:path';
import { account } from '../../../../server/src/host/account.ts';

/** Who ran what, when and from where; `about.json` of a record. No secret is in it. */
export interface RecordAbout {
  readonly format: 1;
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The account and the machine that ran it. */
  readonly user: string;
  readonly machine: string;
  /** The address that this account was logged in from, where it was by ssh. */
  readonly from?: string;
  /** The runbook's path, absolute, and the commit that was checked out beside it; `changed` where the text is not that commit's. */
  readonly file: string;
  readonly commit?: { readonly id: string; readonly changed: boolean };
  /** What was asked for beyond the runbook, so that it can be asked for again. */
  readonly request?: RecordRequest;
}

/** What a run was called with. */
export interface RecordRequest {
  readonly step?: string;
  /** Checks alone (`opsbook check`), or remedies with their checks (`opsbook fix`). */
  readonly only?: 'checks' | 'fixes';
  readonly sandbox?: boolean;
  readonly sshConfig?: string;
  /** The run that this one takes back. */
  readonly undoes?: string;
  /** The run whose detached steps this one asks for. */
  readonly fetches?: string;
  /** The command of a run without a runbook. */
  readonly command?: string;
}

/** What is known of a run that begins at `startedAt` with the runbook `text` of `file`. */
export function recordAbout(run: string, startedAt: number, file: string, text: string, request?: RecordRequest): RecordAbout {
  const from = /^(\S+) /.exec(process.env['SSH_CONNECTION'] ?? '')?.[1];
  const commit = commitOf(file, text);
  return {
    format: 1,
    run,
    startedAt,
    user: account().username,
    machine: hostname(),
    ...(from !== undefined && { from }),
    file,
    ...(commit !== undefined && { commit }),
    ...(request !== undefined && Object.keys(request).length > 0 && { request }),
  };
}

/** Asks git for names of objects only: nothing that a repository's settings could make it run. */
function commitOf(file: string, text: string): RecordAbout['commit'] {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', dirname(file), 'rev-parse', '--verify', '-q', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 2000,
    }).trim();
  try {
    const id = git('HEAD^{commit}');
    let blob = '';
    try {
      blob = git(`HEAD:./${basename(file)}`);
    } catch {
      // A file that is in no commit.
    }
    return { id, changed: blob !== blobId(text) };
  } catch {
    return undefined;
  }
}

/** The name that git gives a text (gitformat-pack(5): SHA-1 over `blob SIZE`, NUL and the bytes). */
function blobId(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
