import type { Deployment } from '../../language.ts';

/**
 * Asks the host's logrotate, in its debug mode, for the whole configuration with the candidate in it. What counts are lines `error:`
 * and `warning: ...unknown option` before "Handling N logs": the exit status says nothing of them, and what comes later speaks of logs
 * that may be missing. Errors that name another file are shown but do not refuse the candidate, unless a log is named twice.
 * `OPSBOOK_LOGROTATE_CONF` names another main file than `/etc/logrotate.conf`.
 */
const validate = String.raw`
command -v logrotate >/dev/null 2>&1 || PATH=$PATH:/usr/sbin:/sbin
command -v logrotate >/dev/null 2>&1 || { echo "logrotate is not installed" >&2; exit 2; }
main=${'${'}OPSBOOK_LOGROTATE_CONF:-/etc/logrotate.conf}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
umask 022
base=${'${'}OPSBOOK_TARGET##*/}
folder=${'${'}OPSBOOK_TARGET%/*}
if [ "${'${'}OPSBOOK_BOUND:-0}" = 1 ] && [ -r "$main" ] && { [ "$OPSBOOK_TARGET" = "$main" ] || grep -Eq "^[[:space:]]*include[[:space:]=]+$folder/?[[:space:]]*$" "$main"; }; then
  conf=$main
elif [ "$OPSBOOK_TARGET" = "$main" ]; then
  cp "$OPSBOOK_CANDIDATE" "$work/$base" || exit 2
  conf=$work/$base
elif [ -r "$main" ] && grep -Eq "^[[:space:]]*include[[:space:]=]+$folder/?[[:space:]]*$" "$main"; then
  mkdir "$work/d" || exit 2
  for f in "$folder"/*; do [ -f "$f" ] && cp "$f" "$work/d/"; done
  cp "$OPSBOOK_CANDIDATE" "$work/d/$base" || exit 2
  sed -E "s#^([[:space:]]*include[[:space:]=]+)$folder/?[[:space:]]*\$#\\1$work/d#" "$main" > "$work/logrotate.conf" || exit 2
  conf=$work/logrotate.conf
else
  cp "$OPSBOOK_CANDIDATE" "$work/$base" || exit 2
  conf=$work/$base
fi
chmod -R go-w "$work"
LC_ALL=C.UTF-8 logrotate -d -s "$work/state" "$conf" > "$work/out" 2>&1
sed '/^Handling [0-9]* logs/,$d' "$work/out" | grep -E '^(error: |warning: .*unknown option)' > "$work/errors"
[ -s "$work/errors" ] || exit 0
sed "s#$work/d/##g; s#$work/##g" "$work/errors" >&2
mine=0
while IFS= read -r line; do
  text=${'${'}line#*: }
  case $text in
    "$base":* | "$OPSBOOK_TARGET":* | */"$base":* | *"duplicate log entry"* | *" file $base, skipping" | "Ignoring $base "*) mine=1 ;;
    "cannot stat "*) name=${'${'}text#cannot stat }; grep -qF -e "${'${'}name%%:*}" "$OPSBOOK_CANDIDATE" && mine=1 ;;
  esac
done < "$work/errors"
exit "$mine"
`.trimStart();

/** How a host checks a logrotate configuration; nothing has to be told that it changed, logrotate reads it at each run. */
export const deploy: Deployment = {
  validate,
  messageLine(message, target) {
    const base = target.slice(target.lastIndexOf('/') + 1);
    for (const line of message.split('\n')) {
      const match = /^(?:error|warning): (.+?):(\d+)[ ,]/.exec(line);
      const file = match?.[1] ?? '';
      if (match !== null && file.slice(file.lastIndexOf('/') + 1) === base) return Number(match[2]);
    }
    return undefined;
  },
};
