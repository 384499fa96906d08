/**
 * What the scripts that look at and install files share, in POSIX sh. Words of the answer go to standard output, one `key value` a line.
 * GNU's tools are tried first, then those of BSD and macOS.
 *
 * - `$s` is the folder in which opsbook keeps what it must remember on the host, `$R` what stands before every path (the plain sandbox's folder)
 * - `facts PATH` prints `OWNER GROUP MODE`, `digest PATH` its SHA-256
 * - `resolve PATH` prints the real path; fails where a folder of it is missing
 * - `key PATH` prints a file name that stands for the path
 * - `swap TEMPORARY PATH` is the one rename, brought to the disk
 * - `lock` waits for the one lock and holds it to the script's end; ksh gives a descriptor above 2 on to a program only where that names it
 */
export const prelude = `
set -u
LC_ALL=C; export LC_ALL
# A word to a client that is gone must not end the shell before it has cleaned up; what it starts is not touched by this.
trap : PIPE
q=$(printf '\\140')
R=\${OPSBOOK_ROOT:-}
me=$(id -u)
say() { printf '%s\\n' "$*"; }
if [ "$me" = 0 ]; then s=$R/var/lib/opsbook
elif [ -n "$R" ]; then s=$R/.opsbook
else
  h=$(getent passwd "$me" 2>/dev/null | cut -d: -f6); h=\${h:-\${HOME:-}}
  s=\${XDG_STATE_HOME:-$h/.local/state}/opsbook
fi
facts() {
  if f=$(stat -c '%U %G %a %u %g' -- "$1" 2>/dev/null); then :
  else f=$(stat -f '%Su %Sg %Lp %u %g' -- "$1") || return 1; fi
  set -- $f
  o=$1; g=$2
  [ "$o" != UNKNOWN ] || o=$4
  [ "$g" != UNKNOWN ] || g=$5
  m=000$3
  while [ "\${#m}" -gt 4 ]; do m=\${m#?}; done
  say "$o $g $m"
}
digest() {
  if command -v sha256sum >/dev/null 2>&1; then dg=$(sha256sum < "$1") || return 1
  else dg=$(shasum -a 256 < "$1") || return 1; fi
  say "\${dg%% *}"
}
resolve() {
  r=$(readlink -f -- "$1" 2>/dev/null) || return 1
  [ -n "$r" ] && [ -d "\${r%/*}/" ] || return 1
  say "$r"
}
key() {
  k=$(printf '%s' "$1" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-16)
  b=\${1##*/}
  printf '%s-%.80s' "$k" "$b"
}
swap() {
  if mv --version >/dev/null 2>&1; then mv -fT -- "$1" "$2" || return 1; else mv -f -- "$1" "$2" || return 1; fi
  sync -- "\${2%/*}/" 2>/dev/null || sync
}
lock() {
  mkdir -p -- "$s" && chmod 700 -- "$s" || return 1
  command -v flock >/dev/null 2>&1 || return 0
  exec 9>>"$s/lock" && flock -w 60 9 9>&9
}
`;
