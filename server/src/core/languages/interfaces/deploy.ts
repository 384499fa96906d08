import type { Deployment } from '../../language.ts';

/**
 * Asks the ifupdown that the host has. Debian's: `ifquery --list` reads the whole file, then `ifup --no-act` tries every interface of it,
 * with a state folder of its own; ifupdown2: `ifup -a -s`; ifupdown-ng: `ifquery --list`; busybox: `ifup -n`. Nothing is brought up.
 */
const validate = `set -u
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT INT TERM
folder=\${OPSBOOK_TARGET%/*}
if [ "\${OPSBOOK_BOUND:-}" = 1 ]; then
  file=$OPSBOOK_TARGET
  case $OPSBOOK_TARGET in */interfaces.d/*) [ -r /etc/network/interfaces ] && file=/etc/network/interfaces ;; esac
else
  file=$work/interfaces
  sed "s#^\\([[:blank:]]*source[a-z-]*[[:blank:]]\\{1,\\}\\)\\([^/[:blank:]]\\)#\\1$folder/\\2#" "$OPSBOOK_CANDIDATE" > "$file" || exit 2
fi
part=0
case $OPSBOOK_TARGET in */interfaces.d/*) [ "$file" = "$OPSBOOK_TARGET" ] || [ "$file" = "$work/interfaces" ] && part=1 ;; esac
names=$(sed -n 's/^[[:blank:]]*iface[[:blank:]]\\{1,\\}\\([^[:blank:]]*\\).*/\\1/p' "$file" | sort -u)
tell() { sed "s#$work/interfaces#$OPSBOOK_TARGET#g" "$work/out" >&2; }
rc=0
if command -v ifquery > /dev/null 2>&1; then
  kind=$(ifquery --version 2>&1 | head -n 1)
  case $kind in
    *ifupdown-ng*) ifquery -i "$file" --list -a > /dev/null 2> "$work/out" || rc=1; tell ;;
    *ifupdown2*)
      ifup -a -s -i "$file" > "$work/out" 2>&1 || true
      grep -q '^error:' "$work/out" && rc=1
      tell ;;
    *)
      ifquery --list -a -i "$file" --state-dir "$work/state" > /dev/null 2> "$work/all" || true
      if [ "$part" = 1 ]; then grep -v 'unknown interface' "$work/all" > "$work/out"; else cp "$work/all" "$work/out"; fi
      grep -v 'not understood and ignored' "$work/out" | grep -q . && rc=1
      tell
      if ! grep -q "couldn't read interfaces file" "$work/out"; then
        for name in $names; do
          ifup --no-act --no-scripts --no-mappings --force -i "$file" --state-dir "$work/state" -- "$name" > /dev/null 2> "$work/all" || rc=1
          grep '^ifup: ' "$work/all" > "$work/out"
          tell
        done
      fi ;;
  esac
elif command -v ifup > /dev/null 2>&1; then
  ifup -n -a -i "$file" > /dev/null 2> "$work/out" || rc=1
  tell
else
  echo 'no ifupdown on this host: neither ifquery nor ifup is there' >&2
  exit 2
fi
exit $rc
`;

/** How a host checks a candidate file. */
export const deploy: Deployment = {
  validate,
  messageLine(message, target) {
    // ifupdown and ifupdown-ng: `ifquery: FILE:12: ...`; ifupdown2: `error: FILE: line12: ...`.
    const match = /(?:^|\s)(\/[^\s:]*):\s?(?:line)?(\d+):/.exec(message);
    return match !== null && match[1] === target ? Number(match[2]) : undefined;
  },
};
