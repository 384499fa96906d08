import { folderCheck } from './folder-check.ts';
import { judgeScript } from './judge-script.ts';
import { prelude } from './prelude.ts';
import { printed } from './printed.ts';

/**
 * Puts a candidate (given as base64) in place, in POSIX sh. It gets `OPSBOOK_INSTALL_*`: PATH as written, REAL as planned, KEY (of its
 * SHA-256 the first 16 digits), DIGEST of the candidate, FOUND (`none`, or digest, owner, group and mode), OWNER GROUP MODE where said, RUN, RELOAD (what is owed from the rename on), TOKEN,
 * VALIDATE (a script; '' for none) and BIND (whether the candidate is to be bound over the target for it). Nothing of the target changes before
 * the one rename, and every way out takes the temporary folder along. Of its answer `result WORD` is the last line; before it may stand
 * `message`, `note`, `kept`, `owed`, `judged CODE` and `words BASE64`. (`end` is a reserved word of zsh, also where that is `/bin/sh`.)
 */
export function installScript(base64: string): string {
  return `${prelude}${folderCheck}${judgeScript}
umask 077
real=$OPSBOOK_INSTALL_REAL
d=\${real%/*}; d=\${d:-/}
n=\${real##*/}
V=$OPSBOOK_INSTALL_VALIDATE
BIND=$OPSBOOK_INSTALL_BIND
t=; w=; o=; T=; j=
clean() { [ -z "$T" ] || rm -rf -- "$T"; [ -z "$o" ] || rm -f -- "$o"; [ -z "$w" ] || rmdir -- "$w" 2>/dev/null; }
trap clean EXIT
# The second of two signals must not end the cleaning that the first began.
stop() { trap '' TERM INT HUP; [ -z "$j" ] || kill "$j" 2>/dev/null; exit "$1"; }
trap 'stop 143' TERM; trap 'stop 130' INT; trap 'stop 129' HUP
finish() { [ -z "\${2:-}" ] || say "message $(printf '%s' "$2" | tr '\\n' ' ')"; say "result $1"; exit 0; }
body() {
${printed(base64)}
}
full() {
  set -- $(df -Pk -- "$d" 2>/dev/null | tail -n 1) x x x x
  case $4 in x|*[!0-9]*) ;; *) [ "$4" -gt 1024 ] || printf '; %s KiB are free under %s' "$4" "$q$d$q" ;; esac
}

if [ -n "$R" ]; then mkdir -p -- "$d" || finish failed "the folder $q$d$q cannot be made"; fi
lock || { e=$(lock 0 2>&1); finish failed "the lock $q$s/lock$q cannot be had: \${e:-another install holds it}$(full)"; }
resolve "$R$OPSBOOK_INSTALL_PATH" || finish failed "the folder of $q$OPSBOOK_INSTALL_PATH$q does not exist"
[ "$rr" = "$real" ] || finish refused "changed since the plan: $q$OPSBOOK_INSTALL_PATH$q was $q$real$q and is $q$rr$q"
[ ! -d "$real" ] || finish failed "$q$real$q is a folder; a plain file, or nothing, was expected"
if [ "$me" = 0 ] && [ -z "$R" ]; then
  open=$(folder_check "$d")
  [ -z "$open" ] || finish refused "the folder $open, who could lead root's write elsewhere"
fi

if [ -e "$real" ]; then
  digest "$real" && facts "$real" || finish failed "$q$real$q cannot be read"
  old=$dg; of=$ff; is="$old $of"
else is=none; old=; of=; fi
key "$real" "$OPSBOOK_INSTALL_KEY"
[ ! -f "$s/owed/$k" ] || say 'owed yes'
set -- $of - - -
if [ "$old" = "$OPSBOOK_INSTALL_DIGEST" ] &&
  { [ -z "$OPSBOOK_INSTALL_OWNER" ] || [ "$OPSBOOK_INSTALL_OWNER" = "$1" ]; } &&
  { [ -z "$OPSBOOK_INSTALL_GROUP" ] || [ "$OPSBOOK_INSTALL_GROUP" = "$2" ]; } &&
  { [ -z "$OPSBOOK_INSTALL_MODE" ] || [ "$OPSBOOK_INSTALL_MODE" = "$3" ]; }; then finish unchanged; fi
[ "$is" = "$OPSBOOK_INSTALL_FOUND" ] || finish refused "changed since the plan: $q$real$q is not what the plan saw there"

# The temporary is a folder with the candidate in it: a hidden *file* would be read by logrotate, whose taboo patterns are matched with
# FNM_PERIOD (config.c, checkFile), while no daemon follows a folder there. What a killed install left goes first: the lock is ours.
for x in "$d/.$n.opsbook-"*; do
  if [ -e "$x" ] || [ -L "$x" ]; then rm -rf -- "$d/.$n.opsbook-"*; break; fi
done
T=$d/.$n.opsbook-$OPSBOOK_INSTALL_TOKEN
e=$(mkdir -m 700 -- "$T" 2>&1) || { T=; finish failed "nothing can be made in $q$d$q: \${e##*: }$(full)"; }
t=$T/$n
unwritten() { finish failed "the new $q$real$q could not be written and nothing was changed: \${e:-it came out other than it was sent}$(full)"; }
e=$( { body | base64 -d >| "$t"; } 2>&1 ) && digest "$t" && [ "$dg" = "$OPSBOOK_INSTALL_DIGEST" ] || unwritten

# Owner, mode, ACL and extended attributes of what it replaces; what the block says itself comes after.
wo=$OPSBOOK_INSTALL_OWNER; wg=$OPSBOOK_INSTALL_GROUP
if [ "$is" = none ] && [ "$me" = 0 ] && [ -z "$R" ]; then wo=\${wo:-root}; wg=\${wg:-root}; fi
want=$wo\${wg:+:$wg}
if [ -n "$want" ] && [ "$me" != 0 ] && [ -n "$R" ]; then
  say 'note owner and group are left out: this sandbox has one account only'
  want=
fi
own() { chown "$1:$2" "$t" 2>/dev/null || finish failed "owner and group $q$1:$2$q of $q$real$q cannot be kept by this account; \${q}sudo$q may be needed"; }
# What it has by now, '' where that is not known.
if [ "$is" = none ]; then facts "$t"; set -- - - 0644
else
  set -- $of
  cp --preserve=all --attributes-only -- "$real" "$t" 2>/dev/null || { own "$1" "$2"; chmod "$3" "$t"; }
  touch -- "$t"
  facts "$t" && [ "$ff" = "$of" ] || { own "$1" "$2"; ff=; }
fi
if [ -n "$want" ] && { [ -z "$ff" ] || [ "\${wo:-$fo}:\${wg:-$fg}" != "$fo:$fg" ]; }; then
  e=$(chown "$want" "$t" 2>&1) || finish failed "the owner $q$want$q cannot be given: \${e##*: }"
  ff=
fi
mode=\${OPSBOOK_INSTALL_MODE:-$3}
if [ -z "$ff" ] || [ "$fm" != "$mode" ]; then
  chmod "$mode" "$t" || finish failed "the mode $q$mode$q cannot be given"
  [ -z "$ff" ] || ff="$fo $fg $mode"
fi
e=$(sync -- "$t" 2>&1 || sync) || unwritten

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
  digest "$t" && [ "$dg" = "$OPSBOOK_INSTALL_DIGEST" ] || finish failed "the check of the candidate changed it, so it was not put in place"
fi

# The old file is kept before anything happens to it, and what is owed is marked before it is owed.
if [ "$is" != none ]; then
  kept=$s/kept/$OPSBOOK_INSTALL_RUN/$k
  i=1; while [ -e "$kept" ]; do i=$((i + 1)); kept=$s/kept/$OPSBOOK_INSTALL_RUN/$k.$i; done
  e=$( { mkdir -p -- "\${kept%/*}" && { cp --preserve=all -- "$real" "$kept" 2>/dev/null || cp -p -- "$real" "$kept"; } && cmp -s -- "$real" "$kept"; } 2>&1 ) ||
    { rm -f -- "$kept"; finish failed "the old $q$real$q could not be kept under $q$s$q, so nothing was changed: \${e##*: }$(full)"; }
  sync -- "$kept" 2>/dev/null || sync
  say "kept $kept"
fi
if [ -n "$OPSBOOK_INSTALL_RELOAD" ]; then
  e=$( { mkdir -p -- "$s/owed" && printf '%s\\n' "$OPSBOOK_INSTALL_RUN $OPSBOOK_INSTALL_RELOAD $real" > "$s/owed/$k" && { sync -- "$s/owed/$k" "$s/owed" 2>/dev/null || sync; }; } 2>&1 ) ||
    finish failed "what is owed could not be noted under $q$s$q, so nothing was changed: \${e##*: }$(full)"
fi
e=$(swap "$t" "$real" 2>&1) || finish failed "the rename to $q$real$q failed: \${e##*: }"
command -v restorecon >/dev/null 2>&1 && restorecon -- "$real" 2>/dev/null
{ [ -d "$s/installed" ] || mkdir -p -- "$s/installed"; } && say "$OPSBOOK_INSTALL_DIGEST" > "$s/installed/$k"
{ [ -n "$ff" ] || facts "$real"; } && say "wrote $OPSBOOK_INSTALL_DIGEST $ff"
# Of each path the last five are kept; by ctime, since a kept file has the mtime that it had.
set -- "$s"/kept/*/"$k" "$s"/kept/*/"$k".*
[ "$#" -le 5 ] || ls -1tc -- "$@" 2>/dev/null | tail -n +6 | while IFS= read -r x; do rm -f -- "$x"; rmdir -- "\${x%/*}" 2>/dev/null; done
finish installed
`;
}
