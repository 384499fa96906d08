import { folderCheck } from './folder-check.ts';
import { judgeScript } from './judge-script.ts';
import { prelude } from './prelude.ts';
import { printed } from './printed.ts';

/**
 * Puts a candidate with the given text in place, in POSIX sh; `judged`: there is a VALIDATE. It gets `OPSBOOK_INSTALL_*`: PATH as written, REAL as planned, KEY (of its
 * SHA-256 the first 16 digits), DIGEST of the candidate, FOUND (`none`, or digest, owner, group and mode), OWNER GROUP MODE where said, RUN, RELOAD (what is owed from the rename on), TOKEN,
 * ARMED (a path without which nothing is put in place; '' for none), VALIDATE (a script; '' for none) and BIND (whether the candidate is to be bound over the target for it). Nothing of the target changes before
 * the one rename, and every way out takes the temporary folder along. Of its answer `result WORD` is the last line; before it may stand
 * `message`, `note`, `kept`, `owed`, `judged CODE` and `words BASE64`. (`end` is a reserved word of zsh, also where that is `/bin/sh`.)
 */
export function installScript(text: string, judged: boolean): string {
  return `${prelude}${folderCheck}${judged ? judgeScript : ''}
umask 077
real=$OPSBOOK_INSTALL_REAL
d=\${real%/*}; d=\${d:-/}
n=\${real##*/}
V=$OPSBOOK_INSTALL_VALIDATE
BIND=$OPSBOOK_INSTALL_BIND
t=; w=; o=; T=; j=; e=; early=
clean() { [ -z "$early" ] || unbegin; [ -z "$T" ] || rm -rf -- "$T"; [ -z "$o" ] || rm -f -- "$o"; [ -z "$w" ] || rmdir -- "$w" 2>/dev/null; }
trap clean EXIT
# The second of two signals must not end the cleaning that the first began.
stop() { trap '' TERM INT HUP; [ -z "$j" ] || kill "$j" 2>/dev/null; exit "$1"; }
trap 'stop 143' TERM; trap 'stop 130' INT; trap 'stop 129' HUP
finish() { [ -z "\${2:-}" ] || say "message $(printf '%s' "$2" | tr '\\n' ' ')"; say "result $1"; exit 0; }
body() {
${printed(text)}
}
full() {
  set -- $(df -Pk -- "$d" 2>/dev/null | tail -n 1) x x x x
  case $4 in x|*[!0-9]*) ;; *) [ "$4" -gt 1024 ] || printf '; %s KiB are free under %s' "$4" "$q$d$q" ;; esac
}

# The temporary is a folder with the candidate in it: a hidden *file* would be read by logrotate, whose taboo patterns are matched with
# FNM_PERIOD (config.c, checkFile), while no daemon follows a folder there.
at=\${d%/}/.$n.opsbook-$OPSBOOK_INSTALL_TOKEN
left() {
  for x in "\${d%/}/.$n.opsbook-"*; do
    if [ -e "$x" ] || [ -L "$x" ]; then return 0; fi
  done
  return 1
}
# A new one is made with the mode that it mostly is to have: nobody else looks into the temporary folder. Nothing that is there is written to.
make() {
  case \${OPSBOOK_INSTALL_MODE:-0644} in 0644) umask 022;; 0640) umask 027;; esac
  set -C
  true >"$1"; x=$?
  set +C; umask 077
  return "$x"
}
# A candidate for a new file is made before the one stat(1), which tells of it as well, so before it is known whether others may write to the
# folders on the way. So it is made in the folder that this shell stands in, whatever a name may lead to by now, once that is known to be ours;
# and while it is \`early\`, what is taken away again is that one empty file and an empty folder.
begin() {
  early=out
  { cd -P -- "$d" && mkdir -m 700 -- "./\${at##*/}"; } >/dev/null 2>&1 || { early=; return; }
  cd -P -- "./\${at##*/}" >/dev/null 2>&1 && [ "$PWD" = "$at" ] && [ -O . ] 2>/dev/null && make "./$n" && early=in || unbegin
}
unbegin() {
  [ "$early" = out ] || rm -f -- "./$n"
  early=
  cd / && rmdir -- "$at"
} 2>/dev/null

if [ -n "$R" ]; then mkdir -p -- "$d" || finish failed "the folder $q$d$q cannot be made"; fi
lock || { e=$(lock 0 2>&1); finish failed "the lock $q$s/lock$q cannot be had: \${e:-another install holds it}$(full)"; }
resolve "$R$OPSBOOK_INSTALL_PATH" || finish failed "the folder of $q$OPSBOOK_INSTALL_PATH$q does not exist"
[ "$rr" = "$real" ] || finish refused "changed since the plan: $q$OPSBOOK_INSTALL_PATH$q was $q$real$q and is $q$rr$q"
[ ! -d "$real" ] || finish failed "$q$real$q is a folder; a plain file, or nothing, was expected"

# One stat(1) tells of all: our own folder, what is there, the folders on the way to it, and the candidate where it is made already.
set -- "$s"
is=none; old=; of=
if [ -e "$real" ]; then is=; set -- "$@" "$real"; fi
if [ "$me" = 0 ] && [ -z "$R" ]; then
  a=$d
  while :; do set -- "$@" "\${a:-/}"; [ "\${a:-/}" != / ] || break; a=\${a%/*}; done
fi
if [ "$is" = none ] && [ "$OPSBOOK_INSTALL_FOUND" = none ] && [ ! -L "$real" ] && ! left; then begin; fi
if [ -n "$early" ]; then set -- "$@" "$at/$n"; fi
stats "$@" || finish failed "$q$real$q cannot be read"
fact && { [ "$fm" = 0700 ] || chmod 700 -- "$s"; } || finish failed "the folder $q$s$q is not this account's own"
shift
if [ -z "$is" ]; then fact || finish failed "$q$real$q cannot be read"; of=$ff; shift; fi
for x in "$@"; do
  fact || finish failed "$q$x$q cannot be read"
  [ -z "$early" ] || [ "$x" != "$at/$n" ] || break
  writer "$x"
  [ -z "$who" ] || finish refused "the folder $q$x$q may be written by $who, who could lead root's write elsewhere"
done
if [ -z "$is" ]; then
  digest "$real" || finish failed "$q$real$q cannot be read"
  old=$dg; is="$old $of"
fi
key "$real" "$OPSBOOK_INSTALL_KEY"
[ ! -f "$s/owed/$k" ] || say 'owed yes'
set -- $of - - -
if [ "$old" = "$OPSBOOK_INSTALL_DIGEST" ] &&
  { [ -z "$OPSBOOK_INSTALL_OWNER" ] || [ "$OPSBOOK_INSTALL_OWNER" = "$1" ]; } &&
  { [ -z "$OPSBOOK_INSTALL_GROUP" ] || [ "$OPSBOOK_INSTALL_GROUP" = "$2" ]; } &&
  { [ -z "$OPSBOOK_INSTALL_MODE" ] || [ "$OPSBOOK_INSTALL_MODE" = "$3" ]; }; then finish unchanged; fi
changed() { finish refused "changed since the plan: $q$real$q is not what the plan saw there"; }
[ "$is" = "$OPSBOOK_INSTALL_FOUND" ] || changed

# What a killed install left goes first: the lock is ours.
if [ -n "$early" ]; then T=$at; early=; cd /
else
  ff=
  ! left || rm -rf -- "\${d%/}/.$n.opsbook-"*
  T=$at
  mkdir -m 700 -- "$at" 2>/dev/null || e=$(mkdir -m 700 -- "$at" 2>&1) || { T=; finish failed "nothing can be made in $q$d$q: \${e##*: }$(full)"; }
fi
t=$T/$n
unwritten() { finish failed "the new $q$real$q could not be written and nothing was changed: \${e:-it came out other than it was sent}$(full)"; }

# Owner, mode, ACL and extended attributes of what it replaces; what the block says itself comes after. They come before the text, which gives it
# the time of now.
mode=\${OPSBOOK_INSTALL_MODE:-}
if [ "$is" = none ]; then
  mode=\${mode:-0644}
  [ -n "$ff" ] || make "$t"
fi
true >|"$t" && exec 8>|"$t" || unwritten
[ "$is" = none ] || cp --preserve=all --attributes-only -- "$real" "$t" 2>/dev/null || e=
body >&8 || unwritten
exec 8>&-
[ -s "$t" ] || touch -- "$t"
if [ -n "$V" ]; then digest "$t" && [ "$dg" = "$OPSBOOK_INSTALL_DIGEST" ] || unwritten; fi
wo=$OPSBOOK_INSTALL_OWNER; wg=$OPSBOOK_INSTALL_GROUP
if [ "$is" = none ] && [ "$me" = 0 ] && [ -z "$R" ]; then wo=\${wo:-root}; wg=\${wg:-root}; fi
want=$wo\${wg:+:$wg}
if [ -n "$want" ] && [ "$me" != 0 ] && [ -n "$R" ]; then
  say 'note owner and group are left out: this sandbox has one account only'
  want=
fi
own() { chown "$1:$2" "$t" 2>/dev/null || finish failed "owner and group $q$1:$2$q of $q$real$q cannot be kept by this account; \${q}sudo$q may be needed"; }
# What it has by now, '' where that is not known.
[ -n "$ff" ] || facts "$t"
if [ "$is" != none ]; then
  set -- $of
  mode=\${mode:-$3}
  [ "$ff" = "$of" ] || { own "$1" "$2"; chmod "$3" "$t"; ff=; }
fi
if [ -n "$want" ] && { [ -z "$ff" ] || [ "\${wo:-$fo}:\${wg:-$fg}" != "$fo:$fg" ]; }; then
  e=$(chown "$want" "$t" 2>&1) || finish failed "the owner $q$want$q cannot be given: \${e#*: }"
  ff=
fi
if [ -z "$ff" ] || [ "$fm" != "$mode" ]; then
  chmod "$mode" "$t" || finish failed "the mode $q$mode$q cannot be given"
  [ -z "$ff" ] || ff="$fo $fg $mode"
fi

if [ -n "$V" ]; then
  o=$(mktemp "$s/words.XXXXXX") || { o=; finish failed "$q$s$q cannot be written$(full)"; }
  judge
  ff=
  say "judged $code"
  say "words $(head -c 65536 "$o" | base64 | tr -d '\\n')"
  case $code in
    0|2) ;;
    1) finish rejected;;
    *) finish failed "the check of the candidate ended with $code, nothing was changed";;
  esac
fi

[ -z "$OPSBOOK_INSTALL_ARMED" ] || [ -e "$OPSBOOK_INSTALL_ARMED" ] || finish failed 'the window of its guard ended before it was put in place'
# The old file is kept before anything happens to it, and what is owed is marked before it is owed. All that must be on the disk before the rename
# is brought there at once.
kept=
set -- "$t"
if [ "$is" != none ]; then
  kept=$s/kept/$OPSBOOK_INSTALL_RUN/$k
  i=1; while [ -e "$kept" ]; do i=$((i + 1)); kept=$s/kept/$OPSBOOK_INSTALL_RUN/$k.$i; done
  unkept() { rm -f -- "$kept"; finish failed "the old $q$real$q could not be kept under $q$s$q, so nothing was changed: \${e##*: }$(full)"; }
  e=$(mkdir -p -- "\${kept%/*}" 2>&1) && { cp --preserve=all -- "$real" "$kept" 2>/dev/null || e=$(cp -p -- "$real" "$kept" 2>&1); } || unkept
  set -- "$t" "$kept"
fi
digests "$@" && sum && [ "$dg" = "$OPSBOOK_INSTALL_DIGEST" ] ||
  if [ -n "$V" ]; then finish failed "the check of the candidate changed it, so it was not put in place"; else unwritten; fi
if [ -n "$kept" ]; then sum; [ "$dg" = "$old" ] || unkept; fi
if [ -n "$OPSBOOK_INSTALL_RELOAD" ]; then
  e=$( { mkdir -p -- "$s/owed" && printf '%s\\n' "$OPSBOOK_INSTALL_RUN $OPSBOOK_INSTALL_RELOAD $real" > "$s/owed/$k"; } 2>&1 ) ||
    finish failed "what is owed could not be noted under $q$s$q, so nothing was changed: \${e##*: }$(full)"
  set -- "$@" "$s/owed/$k" "$s/owed"
fi
flush "$@" || unwritten
[ -z "$kept" ] || say "kept $kept"
# A new file gets its name by a link, which is no name of another's: what came there meanwhile is not replaced. Not every file system has links.
if [ "$is" = none ] && ln -T -- "$t" "$real" 2>/dev/null; then landed "$real" || finish failed "$e"
else
  if [ "$is" = none ] && { [ -e "$real" ] || [ -L "$real" ]; }; then changed; fi
  swap "$t" "$real" || finish failed "$e"
fi
command -v restorecon >/dev/null 2>&1 && restorecon -- "$real" 2>/dev/null
say "$OPSBOOK_INSTALL_DIGEST" > "$s/installed/$k"
{ [ -n "$ff" ] || facts "$real"; } && say "wrote $OPSBOOK_INSTALL_DIGEST $ff"
# Of each path the last five are kept; by ctime, since a kept file has the mtime that it had.
[ -z "$kept" ] || set -- "$s"/kept/*/"$k" "$s"/kept/*/"$k".*
[ "$#" -le 5 ] || ls -1tc -- "$@" 2>/dev/null | tail -n +6 | while IFS= read -r x; do rm -f -- "$x"; rmdir -- "\${x%/*}" 2>/dev/null; done
finish installed
`;
}
