import type { Deployment } from '../language.ts';

/**
 * Asks the host's sshd in its test mode (sshd(8), -t) for the whole configuration with the candidate in it: a drop-in of a folder that the main
 * file includes is judged through the main file, any other file by itself. What sshd says of another file refuses the candidate too: it would not
 * take the new configuration. An account that may not read the host's keys judges with a key of its own.
 */
const validate = `set -u
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL=C
sshd=$(command -v sshd) || { echo 'sshd is not installed' >&2; exit 2; }
main=/etc/ssh/sshd_config
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
folder=\${OPSBOOK_TARGET%/*}
base=\${OPSBOOK_TARGET##*/}
included() { [ -r "$main" ] && grep -Eiq "^[[:blank:]]*include[[:blank:]=].*(/etc/ssh/|[[:blank:]=\\"])\${folder##*/}/" "$main" && [ "\${folder%/*}" = /etc/ssh ]; }
if [ "\${OPSBOOK_BOUND:-}" = 1 ]; then
  file=$OPSBOOK_TARGET
  ! included || file=$main
  # A namespace of its own: nobody else sees this folder.
  [ -d /run/sshd ] || { mount -t tmpfs opsbook /run && mkdir -m 755 /run/sshd; } 2>/dev/null
elif included; then
  mkdir "$work/d" || exit 2
  for f in "$folder"/*; do [ ! -f "$f" ] || cp -- "$f" "$work/d/" || exit 2; done
  cp -- "$OPSBOOK_CANDIDATE" "$work/d/$base" || exit 2
  sed -E "/^[[:blank:]]*[Ii][Nn][Cc][Ll][Uu][Dd][Ee]/s#([[:blank:]=\\"])(/etc/ssh/)?\${folder##*/}/#\\\\1$work/d/#g" "$main" > "$work/sshd_config" || exit 2
  file=$work/sshd_config
else
  file=$work/$base
  cp -- "$OPSBOOK_CANDIDATE" "$file" || exit 2
fi
set -- -t -f "$file"
if [ "$(id -u)" != 0 ]; then
  ssh-keygen -q -t ed25519 -N '' -f "$work/key" >/dev/null 2>&1 || { echo 'the host keys cannot be read, and no key can be made in their place' >&2; exit 2; }
  set -- "$@" -h "$work/key"
fi
"$sshd" "$@" > "$work/out" 2>&1; rc=$?
sed "s#$work/d/#$folder/#g; s#$work/sshd_config#$main#g; s#$work/$base#$OPSBOOK_TARGET#g" "$work/out" >&2
! grep -q '^Missing privilege separation directory' "$work/out" || exit 2
[ "$rc" = 0 ] || exit 1
`;

/** How a host checks a file of sshd's configuration. */
export const sshdDeploy: Deployment = {
  validate,
  messageLine(message, target) {
    // readconf's two ways: `FILE: line 3: Bad configuration option: X` and `FILE line 3: unsupported option "x".`
    const match = /^(.+?):? line (\d+): /.exec(message);
    return match !== null && match[1] === target ? Number(match[2]) : undefined;
  },
};
