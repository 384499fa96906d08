/**
 * `folder_check FOLDER`, in POSIX sh: prints the first folder from FOLDER up to `/` that somebody other than root may write, and who, for a
 * message; nothing where all is well. A folder with the sticky bit on the way is well: nobody can rename what is another's in it. A group
 * counts where it has a member, or is some account's own.
 */
export const folderCheck = `
nl='
'
folder_check() {
  a=$1
  set --
  while :; do
    x=\${a:-/}
    set -- "$@" "$x"
    [ "$x" != / ] || break
    a=\${x%/*}
  done
  all=$(stats "$@") || all=
  for x in "$@"; do
    one=\${all%%"$nl"*}; all=\${all#*"$nl"}
    facts_of \${one:-- - - - - -}
    set -- $ff
    who=
    case $3 in
      [1357]??[2367]) [ "$x" != "$d" ] || who=everybody;;
      ???[2367]) who=everybody;;
    esac
    if [ -z "$who" ] && [ "$1" != root ]; then who="its owner $q$1$q"; fi
    case $3 in ??[2367]?)
      if [ -z "$who" ] && [ "$2" != root ]; then
        l=$(getent group "$2" 2>/dev/null || grep "^$2:" /etc/group)
        i=\${l%:*}; i=\${i##*:}
        p=$({ getent passwd 2>/dev/null || cat /etc/passwd; } | awk -F: -v i="$i" '$4 == i && $3 != 0 { print $1; exit }')
        [ -z "\${l##*:}$p" ] || who="the group $q$2$q"
      fi;;
    esac
    if [ -n "$who" ]; then say "$q$x$q may be written by $who"; return; fi
  done
}
`;
