/**
 * `judge`, in POSIX sh: asks `$V` (a script) about the candidate `$t` for `$real`; its words go to the file `$o`, its exit status to `$code`.
 * As root on Linux, where `$BIND` is set, it runs in a mount namespace of its own in which the candidate stands at the target: bound over it;
 * or, where the target is new, the folder is overlaid (a copy of it where the kernel has no overlay here). Nobody else sees any of it.
 * `mount_namespaces(7)`: a new namespace made by unshare(1) gets private propagation.
 */
export const judgeScript = `
# A signal that comes while it waits is not kept until the daemon has ended.
await() { j=$!; wait "$j"; code=$?; j=; }
judge() {
  OPSBOOK_CANDIDATE=$t
  OPSBOOK_TARGET=\${real#"$R"}
  export OPSBOOK_CANDIDATE OPSBOOK_TARGET V
  code=99
  if [ "$me" = 0 ] && [ -z "$R" ] && [ -n "$BIND" ] && command -v unshare >/dev/null 2>&1; then
    w=$(mktemp -d "$s/judge.XXXXXX") || return
    W=$w OPSBOOK_BOUND=1 unshare -m sh -c '
      r=$OPSBOOK_TARGET; d=\${r%/*}/; n=\${r##*/}
      if [ -e "$r" ]; then mount --bind "$OPSBOOK_CANDIDATE" "$r" || exit 99
      else
        mount -t tmpfs -o mode=700 opsbook "$W" && mkdir "$W/u" "$W/w" || exit 99
        cp --preserve=all -- "$OPSBOOK_CANDIDATE" "$W/u/$n" && chown --reference="$d" "$W/u" && chmod --reference="$d" "$W/u" && cd "$d" || exit 99
        if ! mount -t overlay -o "lowerdir=.,upperdir=$W/u,workdir=$W/w" opsbook "$d" 2>/dev/null; then
          [ "$(du -sk . | cut -f1)" -lt 65536 ] && mkdir "$W/c" && cp -a ./. "$W/c" && mv "$W/u/$n" "$W/c/$n" || exit 99
          chown --reference="$d" "$W/c"; chmod --reference="$d" "$W/c"
          mount --bind "$W/c" "$d" || exit 99
        fi
      fi
      unset W
      cd / && exec sh -c "$V"
    ' </dev/null > "$o" 2>&1 9>&- &
    await
    rmdir -- "$w" 2>/dev/null; w=
  fi
  if [ "$code" = 99 ]; then
    ( cd / && exec sh -c "$V" ) </dev/null > "$o" 2>&1 9>&- &
    await
  fi
}
`;
