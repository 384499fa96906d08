import { sessionText } from '../../ssh/host-side/session-text.ts';
import { prelude } from '../install/prelude.ts';

/** Where the step of `OPSBOOK_DETACH_TOKEN` lies on its host: a folder of its own (0700). */
const place = `${prelude}
umask 077
g=$s/detached/$OPSBOOK_DETACH_TOKEN
${sessionText}
p=$(cat "$g/pid" 2>/dev/null)
`;

/** Starts `main.run`, which `files` write, in a session of its own, without the mark of any step. Says \`started FOLDER\`, once however often it is asked. */
export function startScript(files: string): string {
  return `${place}
[ ! -e "$g/pid" ] || { say "started $g"; exit 0; }
command -v setsid >/dev/null 2>&1 || { say 'trouble the host has no setsid, which a process of its own session needs'; exit 0; }
mkdir -p -- "$s/detached" && chmod 700 -- "$s/detached"
find "$s/detached" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf -- {} + 2>/dev/null
rm -rf -- "$g"
e=$( {
mkdir -- "$g" && cd "$g" && : >output && : >out && : >err || exit 1
${files}
} 2>&1 ) || { say "trouble it could not be written under $q$g$q: $e"; rm -rf -- "$g"; exit 0; }
# By a shell that is gone at once: what descends from this script would end with it, should the connection go now.
( ( exec env -u OPSBOOK_MARK setsid sh -c '
  cd "$1"; OPSBOOK_OUTPUT=$1/output RUNBOOK_OUTPUT=$1/output; export OPSBOOK_OUTPUT RUNBOOK_OUTPUT
  echo $$ >pid.tmp && mv pid.tmp pid
  sh ./main.run >out 2>err </dev/null; echo $? >rc.tmp && mv rc.tmp rc; rm -f main.run main.script' sh "$g" </dev/null >/dev/null 2>&1 9>&- ) & )
i=0
while [ ! -e "$g/pid" ] && [ "$i" -lt 100 ]; do sleep 0.05 2>/dev/null || sleep 1; i=$((i + 1)); done
if [ -e "$g/pid" ]; then say "started $g"; else say 'trouble it was started and not seen'; fi
`;
}

/** Bytes of one stream that one answer holds. */
export const piece = 196_608;

/**
 * Says \`started FOLDER\` too, and what is new behind these offsets (bytes) of the outputs, in base64; \`rc CODE\` when it has ended and nothing more is to come, with its
 * \`output\` and the seconds that it \`took\`; \`gone\` where it ended without a status. Waits a little for something to say.
 */
export function askScript(out: number, err: number): string {
  return `${place}
size() { wc -c <"$g/$1" | tr -d ' '; }
i=0
while [ "$i" -lt 20 ] && [ -d "$g" ] && [ ! -e "$g/rc" ] && [ "$(size out)" -le ${out} ] && [ "$(size err)" -le ${err} ] && [ -n "$(session)" ]; do
  sleep 0.1 2>/dev/null || sleep 1; i=$((i + 1))
done
[ -d "$g" ] || { say gone; exit 0; }
say "started $g"
r=$(cat "$g/rc" 2>/dev/null)
[ -n "$r" ] || [ -n "$(session)" ] || [ -e "$g/rc" ] || last=gone
say "out $(tail -c +${out + 1} "$g/out" | head -c ${piece} | base64 | tr -d '\\n')"
say "err $(tail -c +${err + 1} "$g/err" | head -c ${piece} | base64 | tr -d '\\n')"
if [ "$(size out)" -le ${out} ] && [ "$(size err)" -le ${err} ]; then
  [ -z "\${last:-}" ] || say gone
  if [ -n "$r" ]; then say "output $(head -c 262144 "$g/output" | base64 | tr -d '\\n')"; say "took $(($(stat -c %Y "$g/rc") - $(stat -c %Y "$g/pid")))"; say "rc $r"; fi
fi
say here
`;
}

/** Ends it by the ladder: TERM and INT, so many milliseconds, KILL. Says \`ended\` when nothing of its session is left. */
export function stopScript(grace: number): string {
  return `${place}
[ -n "$p" ] || { say ended; exit 0; }
v=$(session); for x in $v; do kill -TERM "$x"; kill -INT "$x"; done 2>/dev/null
i=${Math.ceil(grace / 50)}
while [ -n "$(session)" ] && [ "$i" -gt 0 ]; do sleep 0.05 2>/dev/null || sleep 1; i=$((i - 1)); done
v=$(session); for x in $v; do kill -KILL "$x"; done 2>/dev/null
i=20
while [ -n "$(session)" ] && [ "$i" -gt 0 ]; do sleep 0.05 2>/dev/null || sleep 1; i=$((i - 1)); done
[ -n "$(session)" ] || say ended
`;
}

/** Takes its folder away. */
export const cleanScript = `${place}
rm -rf -- "$g"
`;
