import type { Connection } from '../../ssh/connection.ts';
import { endTrouble, runHostScript } from '../host-script.ts';
import { prelude } from './prelude.ts';

/** One file that this run wrote on a host. */
export interface WrittenFile {
  /** The real path. */
  readonly path: string;
  /** SHA-256 of what the run wrote. */
  readonly digest: string;
  /** Where the old file lies; undefined where there was none. */
  readonly kept: string | undefined;
}

const putBackScript = `${prelude}
real=$OPSBOOK_BACK_REAL
d=\${real%/*}; n=\${real##*/}
lock || { say "the lock $q$s/lock$q cannot be had"; exit 1; }
[ -f "$real" ] && [ "$(digest "$real")" = "$OPSBOOK_BACK_DIGEST" ] || { say "$q$real$q is no longer what this run wrote"; exit 1; }
if [ -z "$OPSBOOK_BACK_KEPT" ]; then rm -f -- "$real" && { sync -- "$d/" 2>/dev/null || sync; }; exit; fi
T=$d/.$n.opsbook-$OPSBOOK_BACK_TOKEN
t=$T/$n
trap 'rm -rf -- "$T"' EXIT
mkdir -m 700 -- "$T" || exit 1
{ cp --preserve=all -- "$OPSBOOK_BACK_KEPT" "$t" 2>/dev/null || cp -p -- "$OPSBOOK_BACK_KEPT" "$t"; } && { sync -- "$t" 2>/dev/null || sync; } && swap "$t" "$real"
`;

const unmarkScript = `${prelude}
lock
rm -f -- "$s/owed/$(key "$OPSBOOK_BACK_REAL")"
`;

interface Access {
  readonly sudo: boolean | string;
  readonly filesUnder: string | undefined;
  /** Names the temporary file. */
  readonly token: string;
}

/** Puts the old file back where what is there is what this run wrote; undefined if it is back, else why not. */
export async function putBack(connection: Connection, file: WrittenFile, access: Access): Promise<string | undefined> {
  return run(connection, putBackScript, access, {
    OPSBOOK_BACK_REAL: file.path,
    OPSBOOK_BACK_DIGEST: file.digest,
    OPSBOOK_BACK_KEPT: file.kept ?? '',
    OPSBOOK_BACK_TOKEN: access.token,
  });
}

/** Takes away the mark that a reload is owed for `path`; undefined if it is gone, else why not. */
export async function unmark(connection: Connection, path: string, access: Access): Promise<string | undefined> {
  return run(connection, unmarkScript, access, { OPSBOOK_BACK_REAL: path });
}

async function run(
  connection: Connection,
  script: string,
  access: Access,
  environment: Record<string, string>,
): Promise<string | undefined> {
  const request = {
    script,
    environment: { ...environment, OPSBOOK_ROOT: access.filesUnder ?? '' },
    sudo: access.sudo,
    timeout: 60_000,
    grace: 1000,
  };
  const { end, stdout, stderr } = await runHostScript(connection, request, 65_536);
  if (end.kind === 'exit' && end.code === 0) return undefined;
  return endTrouble(end) ?? (stdout.trim() || stderr.trim() || `it ended with ${end.kind === 'exit' ? end.code : end.kind}`);
}
