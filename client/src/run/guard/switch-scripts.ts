import { sessionText } from '../../ssh/host-side/session-text.ts';
import { prelude } from '../install/prelude.ts';
import { isAlive } from './left-switches.ts';

/** Where the switch of `OPSBOOK_GUARD_TOKEN` lives on its host. */
const place = `${prelude}
umask 077
g=$s/guard/$OPSBOOK_GUARD_TOKEN
`;

/**
 * The dead man's switch itself, in POSIX sh: a process of its own session, without the mark of any step. It waits until its token is renamed
 * by another, or its window ends on the clock that counts since boot, or it is told to fire; who renames the token has won. Fired it ends what
 * runs, puts the old file back (under the lock of those that change files, who look whether it has fired before they do) and runs the undo.
 * `done` holds the undo's exit status then, for its client or who comes after it (`sayLeft`).
 */
const switchScript = `
g=$1
cd "$g" || exit 1
up() { read -r u _ </proc/uptime; echo "\${u%%.*}"; }
${sessionText}
end=$(($(up) + $(cat window)))
echo "$end" >end
echo $$ >alive
while [ -e armed ] && [ ! -e now ] && [ "$(up)" -lt "$end" ]; do sleep 0.2 2>/dev/null || sleep 1; done
mv armed fired 2>/dev/null || exit 0
if [ -s main.pid ]; then
  p=$(cat main.pid)
  v=$(session); [ -z "$v" ] || { kill -TERM $v; sleep 1; v=$(session); [ -z "$v" ] || kill -KILL $v; } 2>/dev/null
fi
if [ -s real ]; then (
  { true >>../../lock && exec 9>>../../lock && flock -w 10 9 9>&9; } 2>/dev/null
  real=$(cat real)
  [ ! -e "$real" ] || cp -p -- "$real" new
  if [ -e old ]; then
    d=$(dirname -- "$real") n=$(basename -- "$real")
    T=$d/.$n.opsbook-guard-$$
    mkdir -m 700 -- "$T" && { cp --preserve=all -- old "$T/$n" 2>/dev/null || cp -p -- old "$T/$n"; } && sync && mv -f -- "$T/$n" "$real" || echo failed >back
    rm -rf -- "$T"
  else rm -f -- "$real" || echo failed >back
  fi
) fi
r=0
if [ -e undo.run ]; then OPSBOOK_OLD_FILE=$([ ! -e old ] || echo "$g/old") OPSBOOK_NEW_FILE=$g/new sh ./undo.run >undo.out 2>&1 </dev/null; r=$?
elif [ -s real ] && [ -e main.run ]; then OPSBOOK_OLD_FILE=$g/new OPSBOOK_NEW_FILE=$real sh ./main.run >undo.out 2>&1 </dev/null; r=$?
fi
rm -f ./*.run ./*.script switch new
if [ -e back ]; then r=98; else rm -f old; fi
echo "$r" >done.tmp && mv done.tmp done
`;

/**
 * Arms: gets TOKEN, WINDOW (seconds), REAL ('' for none) and RUN (with the block behind it) as `OPSBOOK_GUARD_*`; `files` are commands that write `main.run`, `main.script` and
 * perhaps those of `undo` into the folder. Says `alive PID` when the switch was seen alive; nothing else may change before that.
 */
export function armScript(files: string): string {
  return `${place}
[ "$me" = 0 ] || { say 'trouble it needs root on the host'; exit 0; }
[ -r /proc/uptime ] || { say 'trouble it needs a clock that counts since boot (/proc/uptime)'; exit 0; }
command -v setsid >/dev/null 2>&1 || { say 'trouble the host has no setsid, which a process of its own session needs'; exit 0; }
mkdir -p -- "$s/guard" && chmod 700 -- "$s" "$s/guard" || { say "trouble the folder $q$s/guard$q cannot be made"; exit 0; }
find "$s/guard" -mindepth 1 -maxdepth 1 -mtime +1 -exec rm -rf -- {} + 2>/dev/null
# Of a client that was killed, or one that is at it now: what it puts back would be this change.
${isAlive}for o in "$s/guard"/*; do
  [ -n "$OPSBOOK_GUARD_REAL" ] && { [ -e "$o/armed" ] || { [ -e "$o/fired" ] && [ ! -e "$o/done" ]; }; } || continue
  [ "$(cat "$o/real" 2>/dev/null)" = "$OPSBOOK_GUARD_REAL" ] || continue
  alive || continue
  read -r u _ </proc/uptime
  u=$(($(cat "$o/end") - \${u%%.*}))
  [ "$u" -gt 0 ] || u=1
  say "trouble the switch of another run holds $q$OPSBOOK_GUARD_REAL$q, and puts the old file back in $u s unless that run proves its change; then it can be changed"
  exit 0
done
e=$( {
mkdir -- "$g" && cd "$g" && printf '%s\\n' "$OPSBOOK_GUARD_WINDOW" >window && printf '%s' "$OPSBOOK_GUARD_REAL" >real && printf '%s\\n' "$OPSBOOK_GUARD_RUN" >run || exit 1
${files}
if [ -n "$OPSBOOK_GUARD_REAL" ] && [ -e "$OPSBOOK_GUARD_REAL" ]; then
  { cp --preserve=all -- "$OPSBOOK_GUARD_REAL" old 2>/dev/null || cp -p -- "$OPSBOOK_GUARD_REAL" old; } && cmp -s -- "$OPSBOOK_GUARD_REAL" old || exit 1
fi
cat >switch <<'OPSBOOK_SWITCH'
${switchScript}
OPSBOOK_SWITCH
: >armed && sync
} 2>&1 ) && [ -e "$g/armed" ] || { say "trouble it could not be written under $q$g$q: $e"; rm -rf -- "$g"; exit 0; }
cd /
( exec env -u OPSBOOK_MARK -u OPSBOOK_OUTPUT -u RUNBOOK_OUTPUT setsid sh "$g/switch" "$g" </dev/null >/dev/null 2>&1 9>&- ) &
i=0
while [ ! -s "$g/alive" ] && [ "$i" -lt 100 ]; do sleep 0.05 2>/dev/null || sleep 1; i=$((i + 1)); done
p=$(cat "$g/alive" 2>/dev/null)
if [ -n "$p" ] && kill -0 "$p" 2>/dev/null; then say "alive $p"; else rm -f -- "$g/armed"; say 'trouble it was started and not seen alive'; fi
`;
}

/** Starts what the switch guards (`main.run`), detached: it goes on whatever becomes of the connection. Says `started`. */
export const startScript = `${place}
cd "$g" || exit 1
[ -e armed ] || { say 'trouble its window ended before it was started'; exit 0; }
( exec env -u OPSBOOK_MARK -u OPSBOOK_OUTPUT -u RUNBOOK_OUTPUT setsid sh -c '
  cd "$1"; echo $$ >main.pid
  sh ./main.run >main.out 2>main.err </dev/null; echo $? >rc.tmp && mv rc.tmp rc' sh "$g" </dev/null >/dev/null 2>&1 9>&- ) &
say started
`;

/** Says how it stands: \`state WORD\` (armed, fired, disarmed, gone), \`begun\`, \`rc CODE\` and \`done CODE\` where there are, and the outputs in base64. Waits a little for the next. */
export const askScript = `${place}
i=0
while [ "$i" -lt 20 ] && [ -e "$g/armed" ] && [ ! -e "$g/rc" ] && [ -n "$OPSBOOK_GUARD_WAIT" ]; do sleep 0.1 2>/dev/null || sleep 1; i=$((i + 1)); done
while [ "$i" -lt 20 ] && [ -e "$g/fired" ] && [ ! -e "$g/done" ]; do sleep 0.1 2>/dev/null || sleep 1; i=$((i + 1)); done
for w in armed fired disarmed; do [ ! -e "$g/$w" ] || say "state $w"; done
[ -d "$g" ] || say 'state gone'
[ ! -s "$g/main.pid" ] || say begun
[ ! -s "$g/rc" ] || say "rc $(cat "$g/rc")"
[ ! -s "$g/done" ] || say "done $(cat "$g/done")"
for w in main.out main.err undo.out; do [ ! -s "$g/$w" ] || say "$w $(head -c 262144 "$g/$w" | base64 | tr -d '\\n')"; done
`;

/** Renames the token: says \`disarmed\`, or \`fired\` where the switch was first. */
export const disarmScript = `${place}
if mv -- "$g/armed" "$g/disarmed" 2>/dev/null || [ -e "$g/disarmed" ]; then say disarmed; else say fired; fi
`;

/** Tells the switch to fire now. */
export const fireScript = `${place}
: >"$g/now"
`;

/** Takes away what is left of a switch that is over. */
export const cleanScript = `${place}
[ -e "$g/armed" ] || rm -rf -- "$g"
`;
