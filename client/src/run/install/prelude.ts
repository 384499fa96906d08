/**
 * What the scripts that look at and install files share, in POSIX sh. Words of the answer go to standard output, one `key value` a line.
 * GNU's tools are tried first, then those of BSD and macOS. A program costs a host more than all that the shell does itself, so what the shell
 * can tell it tells; and what a function finds out it leaves in a variable: each `$(…)` around one would be a process more.
 *
 * - `$s` is the folder in which opsbook keeps what it must remember on the host, `$R` what stands before every path (the plain sandbox's folder)
 * - `stats PATH…` asks stat(1) about files that are there; `fact` takes what it said of the next: `$ff` is `OWNER GROUP MODE` (`$fo`, `$fg` and
 *   `$fm`), `$fz` the size. `facts PATH` is both for one
 * - `digests PATH…` asks for SHA-256; `sum` takes the next into `$dg`. `digest PATH` is both for one
 * - `resolve PATH` gives `$rr`, the real path; fails where a folder of it is missing. It leaves the shell in its folder
 * - `key PATH` gives `$k`, a file name that stands for the path; a second word is the beginning of the path's SHA-256, where it is known
 * - `flush PATH…` brings them to the disk; `$e` says why not. Where sync(1) takes no path, or a path's file system cannot, that is so each time, and
 *   all is brought there. What the disk says is heard: mostly it says so once only (fsync(2)), and another sync has nothing to say
 * - `landed PATH` does so with the folder of one that has its name, `swap TEMPORARY PATH` is the one rename and that; `$e` is a sentence that says why not
 * - `lock SECONDS` waits for the one lock (a minute, if not said) and holds it to the script's end; ksh gives a descriptor above 2 on to a
 *   program only where that names it
 */
export const prelude = `
set -u
LC_ALL=C; export LC_ALL
# A word to a client that is gone must not end the shell before it has cleaned up; what it starts is not touched by this.
trap : PIPE
q='\`'
nl='
'
R=\${OPSBOOK_ROOT:-}
# proc(5), /proc/pid/status: real, effective, saved and file system's.
me=
if [ -r /proc/self/status ]; then while read -r x _ me _; do [ "$x" != Uid: ] || break; done </proc/self/status; fi
[ "\${x:-}" = Uid: ] || me=$(id -u)
if command -v sha256sum >/dev/null 2>&1; then sha=sha256sum; else sha='shasum -a 256'; fi
say() { printf '%s\\n' "$*"; }
if [ "$me" = 0 ]; then s=$R/var/lib/opsbook
elif [ -n "$R" ]; then s=$R/.opsbook
else
  h=$(getent passwd "$me" 2>/dev/null); h=\${h#*:*:*:*:*:}; h=\${h%%:*}; h=\${h:-\${HOME:-}}
  s=\${XDG_STATE_HOME:-$h/.local/state}/opsbook
fi
stats() { said=$(stat -c '%U %G %a %u %g %s' -- "$@" 2>/dev/null) || said=$(stat -f '%Su %Sg %Lp %u %g %z' -- "$@" 2>/dev/null); }
fact() {
  set -- \${said%%"$nl"*}
  said=\${said#*"$nl"}
  ff=; [ "$#" = 6 ] || return 1
  fo=$1; fg=$2; fm=000$3; fz=$6
  [ "$fo" != UNKNOWN ] || fo=$4
  [ "$fg" != UNKNOWN ] || fg=$5
  while [ "\${#fm}" -gt 4 ]; do fm=\${fm#?}; done
  ff="$fo $fg $fm"
}
facts() { ff=; stats "$1" && fact; }
digests() { said=$($sha -- "$@"); }
sum() {
  # A name with a backslash or a line end in it gives the line a backslash.
  dg=\${said%%"$nl"*}; dg=\${dg#\\\\}; dg=\${dg%% *}
  said=\${said#*"$nl"}
}
digest() { dg=; digests "$1" && sum; }
resolve() {
  rr=\${1##*/}; x=\${1%/*}
  CDPATH= cd -P -- "\${x:-/}" >/dev/null 2>&1 || return 1
  case $PWD in //*) x=\${PWD#/};; *) x=$PWD;; esac
  rr=\${x%/}/$rr
  [ ! -L "$rr" ] || { rr=$(readlink -f -- "$rr" 2>/dev/null) && [ -n "$rr" ] && [ -d "\${rr%/*}/" ]; }
}
key() {
  k=\${2:-}
  if [ -z "$k" ]; then k=$(printf '%s' "$1" | $sha); k=\${k%"\${k#????????????????}"}; fi
  b=\${1##*/}
  [ "\${#b}" -le 80 ] || b=$(printf '%.80s' "$b")
  k=$k-$b
}
flush() {
  sync -- "$@" 2>/dev/null && return
  e=$(sync -- "$@" 2>&1) && { e='the disk did not take it, and did so the second time'; return 1; }
  case $e in *'put error'*|*'I/O error'*|*'space left'*|*'uota exceeded'*) return 1;; esac
  e=$(sync 2>&1)
}
landed() { flush "\${1%/*}/" || { e="$q$1$q is in place, but its folder could not be brought to the disk: \${e##*: }"; return 1; }; }
swap() {
  mv -fT -- "$1" "$2" 2>/dev/null || e=$(mv -fT -- "$1" "$2" 2>&1) || { ! mv --version >/dev/null 2>&1 && e=$(mv -f -- "$1" "$2" 2>&1); } ||
    { e="the rename to $q$2$q failed: \${e##*: }"; return 1; }
  landed "$2"
}
lock() {
  [ -d "$s/installed" ] || mkdir -p -m 700 -- "$s" "$s/installed" || return 1
  command -v flock >/dev/null 2>&1 || return 0
  # Where it cannot be opened, exec would end this shell.
  true >>"$s/lock" && exec 9>>"$s/lock" && flock -w "\${1:-60}" 9 9>&9
}
`;
