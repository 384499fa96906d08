/**
 * What runs on the host around a step, for any POSIX `/bin/sh`. It is fed on standard input as one compound command, so nothing of it
 * runs unless all of it arrived, and the shell has read to its end before a child can take a byte of that input.
 *
 * The parts, with their variables: `n` the nonce that our frames on standard error begin with, `m` the step's mark, `o` the process that
 * the channel began with, `limit` seconds or empty, `ticks` naps of 60 ms between TERM and KILL, `folder` the name of the step's own folder.
 *
 * - `table` lists processes: `all` (number, parent, session, when it began) and of them in `t` those that are no older than this shell (`born`,
 *   in the kernel's ticks since boot; proc(5), /proc/pid/stat), where that is known: a host may have thousands, and a step has few. One sed reads
 *   them, since `read` takes a byte at a time; the last that it reads is itself (`seer`), which belongs to no step.
 * - `victims` lists those that belong to the step: carrying its mark, descending from it, or left in its session.
 *   The session counts only if it is the channel's own (begun by this shell, or by the sudo above it), never one that it was born into.
 * - `newer` says whether processes that are younger than this shell (`first`, its number in /proc) carry the mark: only those are looked at,
 *   unless the numbers began anew meanwhile. The last number that was given (proc(5), /proc/loadavg) tells how many there can be since the
 *   step began: mostly none, and then nothing is started to look.
 *   Where there is none at all, nobody else holds what this shell writes to (`alone`): then it can go on with another script.
 * - `ladder` ends them: TERM and INT, naps, KILL. The first that calls it wins; its reason is kept in the folder. How long the naps go on is told
 *   by the clock that counts since boot (`clock`, hundredths of a second), where there is one: to look for processes takes its time too.
 * - two watchers are started before the mark is exported, so they do not carry it: one (`watcher`) reads our end of the channel (a word is
 *   `cancel`, the end is a lost connection), one (`counter`) counts the time.
 *   In bash and ksh93 the `TMOUT` that a host may set for its users would end the first one's `read`.
 *   Where the step has ended and its end waits to be taken (`told`), its time is the time that it may wait, and some seconds more.
 * - `uncount` ends the second with its nap, however far it has come: stopped, it begins nothing more, then both are killed, so it need not
 *   be ready for a signal. The nap is looked for among all processes if it was not told yet, or the step has removed the folder.
 *
 * A step with a terminal runs beside: a wrapper in the terminal's session tells its own process (`z`) and the step's status through a pipe.
 * It belongs to the step no more than this shell, all else in the terminal's session does.
 *
 * A foreground child gets its signals as they come; this shell catches what a step sends to its parent or its group and lives on to tell.
 */
export const supervisor = `
say() { printf '\\036%s %s\n' "$n" "$*" >&4; }
nap() { sleep 0.05 2>/dev/null || sleep 1; }
birth() { set -- \${1##*') '}; [ "$#" -lt 20 ] || { shift 19; born=$1; }; }
table() {
  seer=
  if [ -r /proc/self/stat ]; then
    all=$(LC_ALL=C sed -n 's/^\\([0-9]*\\) .*) [^XZ] \\([0-9]*\\) [0-9]* \\([0-9]*\\)\\( [^ ]*\\)\\{15\\} \\([0-9]*\\) .*/\\1:\\2:\\3:\\5/p' /proc/[0-9]*/stat /proc/self/stat 2>/dev/null)
    seer=\${all##*
}
  else
    all=$(ps -A -o pid= -o ppid= -o sess= | sed 's/^ *//; s/  */:/g; s/$/:0/')
  fi
  t=
  for e in $all; do [ "\${e##*:}" -lt "\${born:-0}" ] || t="$t \${e%:*}"; done
}
marked() {
  if [ -r /proc/self/environ ]; then
    if [ "$#" -eq 0 ]; then set -- /proc/[0-9]*/environ; fi
    grep -ls "OPSBOOK_MARK=$m" "$@" 2>/dev/null
  else
    ps -A -E -ww -o pid= -o command= 2>/dev/null | grep "OPSBOOK_MARK=$m" | sed 's/^ *\\([0-9]*\\).*/\\1/'
  fi
}
newer() {
  e=; l=
  if [ -n "$first" ] && read -r x x x x l </proc/loadavg && [ "$l" -ge "$p" ]; then
    if [ "$first" = "$p" ] && [ "$l" -ge "$watcher" ] && [ $((l - watcher)) -lt 300 ]; then
      x=$watcher y=; read -r y <"$d/nap"
      while [ "$x" -lt "$l" ]; do
        x=$((x + 1))
        if [ "$x" != "$y" ] && [ -d "/proc/$x" ]; then
          # Of a nap that was not told yet, its parent speaks.
          f=; [ -n "$y" ] || { read -r q q q f q <"/proc/$x/stat"; } 2>/dev/null
          [ -n "$f" ] && [ "$f" = "$counter" ] || e="$e /proc/$x/environ"
        fi
      done
    else
      for f in /proc/[0-9]*; do [ "\${f#/proc/}" -le "$first" ] || e="$e $f/environ"; done
    fi
    [ -n "$e" ] || alone=1
    [ -n "$e" ] && [ -n "$(grep -ls "OPSBOOK_MARK=$m" $e 2>/dev/null)" ]
  else [ -n "$(marked)" ]; fi
}
victims() {
  kin=' '
  table
  e=; if [ -n "\${born:-}" ]; then for f in $t; do e="$e /proc/\${f%%:*}/environ"; done; fi
  for f in $(marked $e); do f=\${f#/proc/}; f=\${f%%/*}; case $f in *[!0-9]*) ;; *) kin="$kin$f ";; esac; done
  w= x= z=; { read -r w <"$d/own"; read -r x <"$d/waits"; read -r z y <"$d/status"; } 2>/dev/null
  own=" $w $x "
  if [ -n "$seer" ]; then
    a=\${seer#*:}; a=\${a%%:*}; own="$own\${seer%%:*} "
    [ "$a" = "$p" ] || own="$own$a "
  fi
  up=' '; s=; zs=; leader=
  for j in $p $z; do
    q=$j; go=1
    while [ -n "$go" ]; do go=
      for e in $all; do
        case $e in "$q":*) ;; *) continue;; esac
        a=$q; b=\${e#*:}; c=\${b#*:}
        [ "$a" != "$p" ] || s=\${c%:*}
        [ "$a" != "$z" ] || zs=\${c%:*}
        case $up in *" $a "*) ;; *) up="$up$a "; q=\${b%%:*}; go=1;; esac
        break
      done
    done
  done
  if [ "$s" = "$p" ] || [ "$s" = "$o" ]; then leader=$s; fi
  if [ -n "$s" ] && [ -n "$o" ] && [ -z "$leader" ]; then
    for e in $all; do case $e in "$s:$o":*) leader=$s;; esac; done
  fi
  go=1
  while [ -n "$go" ]; do go=
    for e in $t; do
      a=\${e%%:*}; b=\${e#*:}; c=\${b#*:}; b=\${b%%:*}
      case "$up$own$kin" in *" $a "*) continue;; esac
      case $own in *" $b "*) own="$own$a "; go=1; continue;; esac
      if [ "$b" = "$p" ] || [ "$b" = "$z" ]; then kin="$kin$a "; go=1; continue; fi
      case $kin in *" $b "*) kin="$kin$a "; go=1;; esac
    done
  done
  for j in $leader $zs; do
    for e in $t; do
      case "$up$own$kin" in *" \${e%%:*} "*) continue;; esac
      case $e in *":$j") kin="$kin\${e%%:*} ";; esac
    done
  done
  v=
  for e in $t; do
    a=\${e%%:*}
    case "$up$own" in *" $a "*) continue;; esac
    case $kin in *" $a "*) v="$v $a";; esac
  done
}
signal() {
  k=$1; shift; other=
  for x in "$@"; do kill -s "$k" "$x" 2>/dev/null || other="$other $x"; done
  for x in $other; do
    if [ -d "/proc/$x" ] && command -v sudo >/dev/null 2>&1; then sudo -n kill -s "$k" "$x"; fi
  done </dev/null >/dev/null 2>&1
}
clock() { now=; { read -r now x </proc/uptime; } 2>/dev/null; case $now in [1-9]*.??) now=\${now%.*}\${now#*.};; *) return 1;; esac; }
early() { if [ -n "$until" ] && clock; then [ "$now" -lt "$until" ]; else i=$((i - 1)); [ "$i" -ge 0 ]; fi; }
ladder() {
  (set -C; echo "$1" >"$d/ending") 2>/dev/null || return 0
  victims; signal TERM $v; signal INT $v; signal CONT $v
  i=$ticks; until=; ! clock || until=$((now + ticks * 6)); victims
  while [ -n "$v" ] && early; do nap; victims; done
  i=40
  while [ -n "$v" ] && [ "$i" -gt 0 ]; do signal KILL $v; nap; i=$((i - 1)); victims; done
  x=; { read -r x <"$d/waits"; } 2>/dev/null
  [ -z "$x" ] || kill -KILL $x
}
rest() {
  : >"$d/nap"
  LC_ALL=C sleep "$1" &
  echo "$!" >"$d/nap"
  wait "$!"
}
count() {
  trap '' HUP INT TERM QUIT PIPE USR1
  rest "$limit"
  if [ -s "$d/told" ]; then rest 5; kill -KILL "$p"; rm -rf "$d"; else ladder timed-out; fi
}
uncount() {
  [ -n "$counter" ] || return 0
  kill -STOP "$counter"
  x=; { read -r x <"$d/nap"; } 2>/dev/null
  if [ -z "$x" ]; then
    table
    for e in $t; do b=\${e#*:}; [ "\${b%%:*}" != "$counter" ] || x="$x \${e%%:*}"; done
  fi
  kill -KILL $x "$counter"
  wait "$counter"
  counter=
}
watch() {
  trap '' HUP INT TERM QUIT PIPE USR1
  TMOUT=0
  while IFS= read -r l <&3; do
    case $l in cancel) ladder cancelled; exit 0;; esac
  done
  ladder lost
  kill -0 "$p" && return 0
  x=; read -r x <"$d/ending"
  [ "$x" != lost ] || uncount
  rm -rf "$d"
}
`;
