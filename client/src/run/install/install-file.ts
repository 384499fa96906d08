import type { Deployment } from '../../../../server/src/core/index.ts';
import type { DraftInstall } from '../../../../server/src/core/runbook/draft-types.ts';
import type { Connection } from '../../ssh/connection.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';
import { endTrouble, runHostScript } from '../host-script.ts';
import { digestOf, fileKey } from './digest.ts';
import { installScript } from './install-script.ts';
import type { FoundFile } from './look-at-file.ts';

/** What is to be put where, with every hole filled. */
export interface InstallRequest {
  readonly install: DraftInstall;
  readonly text: string;
  /** As the plan, or this run since, saw it. */
  readonly found: Pick<FoundFile, 'path' | 'found'>;
  readonly deployment: Deployment | undefined;
  readonly run: string;
  /** Names the temporary file; new for each install. */
  readonly token: string;
  readonly sudo: boolean | string;
  readonly filesUnder: string | undefined;
  /** What is on the host as long as the switch that guards it has not fired: without it nothing is put in place. */
  readonly armed?: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
  readonly grace: number;
}

/** How an install ended. */
export interface InstallEnd {
  readonly result: 'installed' | 'unchanged' | 'rejected' | 'refused' | 'failed' | 'timed-out' | 'cancelled' | 'lost';
  readonly message: string | undefined;
  readonly notes: readonly string[];
  /** Where the old file lies now. */
  readonly kept: string | undefined;
  /** What the daemon said of the candidate, and its verdict: its exit status by the contract of `Deployment.validate`. */
  readonly words: readonly string[];
  readonly judged: number | undefined;
  /** A reload was owed before this. */
  readonly owed: boolean;
  /** What stands there now, where it was installed. */
  readonly wrote: FoundFile['found'];
}

/** Installs one file on one host as the format's section 6.2 says. Whatever comes back, the host has the old file or the new one. */
export async function installFile(connection: Connection, request: InstallRequest, signal?: AbortSignal): Promise<InstallEnd> {
  const { install, found, deployment } = request;
  const was = found.found;
  const own = typeof install.validate === 'string';
  const validate =
    install.validate === false ? '' : typeof install.validate === 'string' ? commandScript(install.validate) : (deployment?.validate ?? '');
  const { end, stdout, stderr } = await runHostScript(
    connection,
    {
      script: installScript(request.text, validate !== ''),
      environment: {
        OPSBOOK_ROOT: request.filesUnder ?? '',
        OPSBOOK_INSTALL_PATH: install.path,
        OPSBOOK_INSTALL_REAL: found.path,
        OPSBOOK_INSTALL_KEY: fileKey(found.path),
        OPSBOOK_INSTALL_DIGEST: digestOf(request.text),
        OPSBOOK_INSTALL_FOUND: was === undefined ? 'none' : `${was.digest} ${was.owner} ${was.group} ${was.mode}`,
        OPSBOOK_INSTALL_OWNER: install.owner ?? '',
        OPSBOOK_INSTALL_GROUP: install.group ?? '',
        OPSBOOK_INSTALL_MODE: install.mode === undefined ? '' : install.mode.padStart(4, '0'),
        OPSBOOK_INSTALL_RUN: request.run,
        OPSBOOK_INSTALL_RELOAD: install.reload ?? '',
        OPSBOOK_INSTALL_TOKEN: request.token,
        OPSBOOK_INSTALL_ARMED: request.armed ?? '',
        OPSBOOK_INSTALL_VALIDATE: validate,
        // A command of the runbook's own names the candidate itself.
        OPSBOOK_INSTALL_BIND: own ? '' : 'yes',
      },
      sudo: request.sudo,
      // A daemon that judges may hang.
      own: validate === '',
      timeout: request.timeout,
      grace: request.grace,
    },
    262_144,
    signal,
  );
  const lines = stdout.split('\n');
  const all = (key: string): string[] => lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  const [result] = all('result');
  const [judged] = all('judged');
  const [digest, owner, group, mode] = (all('wrote')[0] ?? '').split(' ');
  const known = isResult(result) ? result : undefined;
  const trouble = endTrouble(end);
  return {
    result:
      known ??
      (end.kind === 'timed-out' || end.kind === 'cancelled' || end.kind === 'lost' || end.kind === 'refused' ? end.kind : 'failed'),
    message: known !== undefined ? all('message')[0] : `the install did not come to its end: ${trouble ?? (stderr.trim() || 'no answer')}`,
    notes: all('note'),
    kept: all('kept')[0],
    words: Buffer.from(all('words')[0] ?? '', 'base64')
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== ''),
    judged: judged === undefined ? undefined : Number(judged),
    owed: all('owed').length > 0,
    wrote:
      digest === undefined || owner === undefined || group === undefined || mode === undefined ? undefined : { digest, owner, group, mode },
  };
}

/** `validate="command %s"` as a script: `%s` is the candidate, and any exit status but 0 rejects it. */
function commandScript(command: string): string {
  const line = command.replaceAll('%s', '"$OPSBOOK_CANDIDATE"');
  return `sh -c ${shellQuote(line)} && exit 0 || { c=$?; [ "$c" = 127 ] || [ "$c" = 126 ] && exit "$c"; exit 1; }`;
}

const results = ['installed', 'unchanged', 'rejected', 'refused', 'failed'] as const;

function isResult(word: string | undefined): word is (typeof results)[number] {
  return results.some((result) => result === word);
}
