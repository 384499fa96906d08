import type { Connection } from '../../ssh/connection.ts';
import { endTrouble, runHostScript } from '../host-script.ts';
import { prelude } from './prelude.ts';

/** One file that this run wrote on a host. */
export interface WrittenFile {
  /** The real path. */
  readonly path: string;
  /** SHA-256 of what the run wrote; '' where it took the file away. */
  readonly digest: string;
  /** Where the old file lies; undefined where there was none. */
  readonly kept: string | undefined;
  /** What is written into the mark of an owed reload before it goes back; undefined: no reload is owed for it. */
  readonly owed?: string;
  /** The run under which what is there now is kept; undefined: it is not. */
  readonly keepAs?: string;
  /** Of the guard that it goes back under: what is there as long as its switch has not fired. After that nothing is changed. */
  readonly armed?: string | undefined;
}

/** What came of putting a file back. */
export interface PutBack {
  /** Why it is not back; undefined if it is. */
  readonly trouble?: string;
  /** Whether it may be back for all that: the host went away meanwhile, or its disk was not sure. */
  readonly lost?: true;
  /** Where lies what was there, if it was kept. */
  readonly kept?: string;
  /** What is there now; undefined where nothing is. */
  readonly wrote?: { readonly digest: string; readonly owner: string; readonly group: string; readonly mode: string };
}

const putBackScript = `${prelude}
umask 077
real=$OPSBOOK_BACK_REAL
d=\${real%/*}; n=\${real##*/}
lock || { say "the lock $q$s/lock$q cannot be had"; exit 1; }
if [ -z "$OPSBOOK_BACK_DIGEST" ]; then [ ! -e "$real" ]; else [ -f "$real" ] && digest "$real" && [ "$dg" = "$OPSBOOK_BACK_DIGEST" ]; fi ||
  { say "$q$real$q is no longer what this run wrote"; exit 1; }
[ -z "$OPSBOOK_BACK_KEPT" ] || [ -f "$OPSBOOK_BACK_KEPT" ] || { say "the file that was kept, $q$OPSBOOK_BACK_KEPT$q, is not there"; exit 1; }
key "$real"
if [ -n "$OPSBOOK_BACK_RUN" ] && [ -n "$OPSBOOK_BACK_DIGEST" ]; then
  kept=$s/kept/$OPSBOOK_BACK_RUN/$k
  mkdir -p -- "\${kept%/*}" && { cp --preserve=all -- "$real" "$kept" 2>/dev/null || cp -p -- "$real" "$kept"; } && cmp -s -- "$real" "$kept" ||
    { say "what is at $q$real$q could not be kept, so nothing was changed"; exit 1; }
  say "kept $kept"
fi
[ -z "$OPSBOOK_BACK_ARMED" ] || [ -e "$OPSBOOK_BACK_ARMED" ] || { say 'the window of its guard ended before'; exit 1; }
if [ -n "$OPSBOOK_BACK_OWED" ]; then
  mkdir -p -- "$s/owed" && say "$OPSBOOK_BACK_OWED" > "$s/owed/$k" ||
    { say "what is owed could not be marked under $q$s$q, so nothing was changed"; exit 1; }
fi
if [ -z "$OPSBOOK_BACK_KEPT" ]; then rm -f -- "$real" || exit 1; flush "$d/" || { say "$e"; exit 2; }; exit; fi
T=$d/.$n.opsbook-$OPSBOOK_BACK_TOKEN
t=$T/$n
trap 'rm -rf -- "$T"' EXIT
# Not every shell comes by there where a signal ends it.
trap 'exit 2' HUP INT TERM
mkdir -m 700 -- "$T" || exit 1
# On a full disk there is no room for a copy; what was kept can be linked, where it lies on the same one.
{ cp --preserve=all -- "$OPSBOOK_BACK_KEPT" "$t" 2>/dev/null && cmp -s -- "$OPSBOOK_BACK_KEPT" "$t" ||
  cp -p -- "$OPSBOOK_BACK_KEPT" "$t" 2>/dev/null && cmp -s -- "$OPSBOOK_BACK_KEPT" "$t" || ln -f -- "$OPSBOOK_BACK_KEPT" "$t"; } || exit 1
flush "$t" || { say "$e"; exit 1; }
swap "$t" "$real" || { say "$e"; [ ! -e "$t" ] || exit 1; exit 2; }
digest "$real" && facts "$real" && say "wrote $dg $ff" || exit 2
`;

const unmarkScript = `${prelude}
lock
key "$OPSBOOK_BACK_REAL"
rm -f -- "$s/owed/$k"
`;

interface Access {
  readonly sudo: boolean | string;
  readonly filesUnder: string | undefined;
  /** Names the temporary file. */
  readonly token: string;
}

/** Puts the old file back where what is there is what the run wrote. */
export async function putBack(connection: Connection, file: WrittenFile, access: Access): Promise<PutBack> {
  const { trouble, lost, said } = await run(connection, putBackScript, access, {
    OPSBOOK_BACK_RUN: file.keepAs ?? '',
    OPSBOOK_BACK_REAL: file.path,
    OPSBOOK_BACK_DIGEST: file.digest,
    OPSBOOK_BACK_KEPT: file.kept ?? '',
    OPSBOOK_BACK_OWED: file.owed ?? '',
    OPSBOOK_BACK_ARMED: file.armed ?? '',
    OPSBOOK_BACK_TOKEN: access.token,
  });
  if (trouble !== undefined) return { trouble, ...(lost && { lost }) };
  const kept = /^kept (.*)$/m.exec(said)?.[1];
  const [, digest, owner, group, mode] = /^wrote (\S+) (\S+) (\S+) (\S+)$/m.exec(said) ?? [];
  return {
    ...(kept !== undefined && { kept }),
    ...(digest !== undefined &&
      owner !== undefined &&
      group !== undefined &&
      mode !== undefined && { wrote: { digest, owner, group, mode } }),
  };
}

/** Takes away the mark that a reload is owed for `path`; undefined if it is gone, else why not. */
export async function unmark(connection: Connection, path: string, access: Access): Promise<string | undefined> {
  return (await run(connection, unmarkScript, access, { OPSBOOK_BACK_REAL: path })).trouble;
}

async function run(
  connection: Connection,
  script: string,
  access: Access,
  environment: Record<string, string>,
): Promise<{ readonly trouble: string | undefined; readonly lost: boolean; readonly said: string }> {
  const request = {
    script,
    environment: { ...environment, OPSBOOK_ROOT: access.filesUnder ?? '' },
    sudo: access.sudo,
    own: true,
    timeout: 60_000,
    grace: 1000,
  };
  const { end, stdout, stderr } = await runHostScript(connection, request, 65_536);
  if (end.kind === 'exit' && end.code === 0) return { trouble: undefined, lost: false, said: stdout };
  const trouble = endTrouble(end) ?? (stdout.trim() || stderr.trim() || `it ended with ${end.kind === 'exit' ? end.code : end.kind}`);
  return { trouble, lost: end.kind === 'exit' ? end.code === 2 : end.kind !== 'refused', said: stdout };
}
