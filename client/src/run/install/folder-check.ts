/**
 * In POSIX sh: `writer FOLDER`, after `fact` took what stat(1) says of it, gives in `$who` somebody other than root who may write there; '' where
 * all is well. `$d` is the folder that is to be written to; another with the sticky bit is well: nobody can rename what is another's in it. A
 * group counts where it has a member, or is some account's own. With an ACL the group's bits are those of all whom it names (acl(5)).
 */
export const folderCheck = `
writer() {
  who=
  case $fm in
    [1357]??[2367]) [ "$1" != "$d" ] || who=everybody;;
    ???[2367]) who=everybody;;
  esac
  [ -n "$who" ] || [ "$fo" = root ] || who="its owner $q$fo$q"
  case $who$fm in ??[2367]?) ;; *) return;; esac
  case $(ls -ld -- "$1" 2>/dev/null) in ??????????+*) who='somebody by its ACL'; return;; esac
  if [ "$fg" != root ]; then
    l=$(getent group "$fg" 2>/dev/null || grep "^$fg:" /etc/group)
    i=\${l%:*}; i=\${i##*:}
    p=$({ getent passwd 2>/dev/null || cat /etc/passwd; } | awk -F: -v i="$i" '$4 == i && $3 != 0 { print $1; exit }')
    [ -z "\${l##*:}$p" ] || who="the group $q$fg$q"
  fi
}
`;
