import type { Deployment } from '../language.ts';

/**
 * Asks findmnt(8) of util-linux, which reads an fstab as mount does. A line that cannot be read refuses the candidate; what is not there now (a
 * source, a mount point, a file system of the kernel) may come with the next boot and is only told, at the line of its mount point.
 */
const validate = `set -u
export LC_ALL=C
command -v findmnt >/dev/null 2>&1 || { echo 'findmnt is not on this host' >&2; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cp -- "$OPSBOOK_CANDIDATE" "$work/fstab" || exit 2
findmnt --verify --tab-file "$work/fstab" > "$work/out" 2>&1
! grep -Eq 'unrecognized option|invalid option' "$work/out" || { echo 'findmnt of this host cannot verify' >&2; exit 2; }
sed -n "s#^findmnt: $work/fstab: parse error at line \\([0-9]*\\).*#$OPSBOOK_TARGET line \\1: it cannot be read: six fields were expected, the last two of them numbers#p" "$work/out" > "$work/unread"
awk -v name="$OPSBOOK_TARGET" 'NR == FNR { if ($0 !~ /^[ \\t]*#/ && NF > 1) line[$2] = FNR; next }
  /^[^ ]/ { at = $1 }
  /^ +\\[[EW]\\] / && at in line { sub(/^ +\\[[EW]\\] /, ""); print name " line " line[at] ": " at ": " $0 }' "$work/fstab" "$work/out" >&2
cat "$work/unread" >&2
[ ! -s "$work/unread" ] || exit 1
`;

/** How a host checks its fstab. */
export const fstabDeploy: Deployment = {
  validate,
  messageLine(message, target) {
    const match = /^(.+?) line (\d+): /.exec(message);
    return match !== null && match[1] === target ? Number(match[2]) : undefined;
  },
};
