/**
 * What runs on the host around a step, for any POSIX `/bin/sh`. It is fed on standard input as one compound command, so nothing of it
 * runs unless all of it arrived, and the shell has read to its end before a child can take a byte of that input.
 *
 * The parts, with their variables: `n` the nonce that our frames on standard error begin with, `m` the step's mark, `o` the process that
 * the channel began with, `limit` seconds or empty, `ticks` naps between TERM and KILL, `folder` the name of the step's own folder.
 *
 * - `table` lists processes; `victims` those that belong to the step: carrying its mark, descending from it, or left in its session.
 *   The session counts only if it is the channel's own (begun by this shell, or by the sudo above it), never one that it was born into.
 * - `ladder` ends them: TERM and INT, naps, KILL. The first that calls it wins; its reason is kept in the folder.
 * - two watchers are started before the mark is exported, so they do not carry it: one reads our end of the channel (a word is `cancel`,
 *   the end is a lost connection), one counts the time.
 *
 * A foreground child gets its signals as they come; this shell catches what a step sends to its parent or its group and lives on to tell.
 */
export const supervisor = `
say() { printf '\\036%s %s\n' "$n" "$*" >&4; }
nap() { sleep 0.05 2>/dev/null || sleep 1; }
table() {
  if [ -r /proc/self/stat ]; then
    for f in /proc/[0-9]*/stat; do
      { IFS= read -r l <"$f"; } 2>/dev/null || continue
      a=\${l%% *}; l=\${l##*) }; set -- $l
      [ "$1" = Z ] || [ "$1" = X ] || echo "$a $2 $4"
    done
  else
    ps -A -o pid= -o ppid= -o sess=
  fi
}
marked() {
  if [ -r /proc/self/environ ]; then
    grep -ls "OPSBOOK_MARK=$m" /proc/[0-9]*/environ 2>/dev/null
  else
    ps -A -E -ww -o pid= -o command= 2>/dev/null | grep "OPSBOOK_MARK=$m" | sed 's/^ *\\([0-9]*\\).*/\\1/'
  fi
}
victims() {
  t=$(table); kin=' '; up=' '; q=$p; s=; leader=; go=1
  if [ -r /proc/self/stat ]; then read -r a b </proc/self/stat; else a=$(exec sh -c 'echo $PPID'); fi
  own=" $a $(cat "$d/own" 2>/dev/null) "
  while [ -n "$go" ]; do go=
    while read -r a b c; do
      [ "$a" = "$q" ] || continue
      [ -n "$s" ] || s=$c
      case $up in *" $a "*) ;; *) up="$up$a "; q=$b; go=1;; esac
    done <<TABLE
$t
TABLE
  done
  if [ "$s" = "$p" ] || [ "$s" = "$o" ]; then leader=$s; fi
  while read -r a b c; do
    if [ "$a" = "$s" ] && [ "$b" = "$o" ]; then leader=$s; fi
  done <<TABLE
$t
TABLE
  for f in $(marked); do f=\${f#/proc/}; f=\${f%%/*}; case $f in *[!0-9]*) ;; *) kin="$kin$f ";; esac; done
  go=1
  while [ -n "$go" ]; do go=
    while read -r a b c; do
      case $own in *" $a "*) continue;; esac
      case $own in *" $b "*) own="$own$a "; go=1;; esac
    done <<TABLE
$t
TABLE
  done
  go=1
  while [ -n "$go" ]; do go=
    while read -r a b c; do
      case "$up$own$kin" in *" $a "*) continue;; esac
      if [ "$b" = "$p" ] || [ -n "$leader" -a "$c" = "$leader" ]; then kin="$kin$a "; go=1; continue; fi
      case $kin in *" $b "*) kin="$kin$a "; go=1;; esac
    done <<TABLE
$t
TABLE
  done
  for a in $kin; do
    case "$up$own" in *" $a "*) continue;; esac
    while read -r b c; do
      if [ "$b" = "$a" ]; then echo "$a"; break; fi
    done <<TABLE
$t
TABLE
  done
}
signal() {
  k=$1; shift; other=
  for x in "$@"; do kill -s "$k" "$x" 2>/dev/null || other="$other $x"; done
  for x in $other; do
    if [ -d "/proc/$x" ] && command -v sudo >/dev/null 2>&1; then sudo -n kill -s "$k" "$x"; fi
  done </dev/null >/dev/null 2>&1
}
ladder() {
  (set -C; echo "$1" >"$d/ending") 2>/dev/null || return 0
  v=$(victims); signal TERM $v; signal INT $v; signal CONT $v
  i=$ticks; v=$(victims)
  while [ -n "$v" ] && [ "$i" -gt 0 ]; do nap; i=$((i - 1)); v=$(victims); done
  i=40
  while [ -n "$v" ] && [ "$i" -gt 0 ]; do signal KILL $v; nap; i=$((i - 1)); v=$(victims); done
}
count() {
  trap 'kill -KILL "$!" 2>/dev/null; exit 0' USR1
  trap '' HUP INT TERM QUIT PIPE
  sleep "$limit" 3<&- 4>&- &
  wait "$!"
  ladder timed-out
}
watch() {
  trap '' HUP INT TERM QUIT PIPE
  while IFS= read -r l <&3; do
    case $l in cancel) ladder cancelled; exit 0;; esac
  done
  ladder lost
  kill -0 "$p" || rm -rf "$d"
}
`;
