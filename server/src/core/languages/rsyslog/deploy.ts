import type { Deployment } from '../../language.ts';

/**
 * Asks the host's rsyslogd for the whole configuration with the candidate in it. `rsyslogd -N1` ends with 1 for warnings too and names
 * no severity, so what it says is sorted: lines that are known to be mere warnings, and errors that name another file, are shown but do
 * not refuse the candidate. `OPSBOOK_RSYSLOG_CONF` names another main file than `/etc/rsyslog.conf`.
 */
const validate = `
command -v rsyslogd >/dev/null 2>&1 || PATH=$PATH:/usr/sbin:/sbin
command -v rsyslogd >/dev/null 2>&1 || { echo "rsyslogd is not installed" >&2; exit 2; }
main=\${OPSBOOK_RSYSLOG_CONF:-/etc/rsyslog.conf}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
base=\${OPSBOOK_TARGET##*/}
folder=\${OPSBOOK_TARGET%/*}
includes() { [ -r "$main" ] && grep -Eqi "^[[:space:]]*([$]includeconfig|include[[:space:]]*[(]).*$folder/" "$main"; }
if [ "$OPSBOOK_TARGET" = "$main" ]; then
  conf=$OPSBOOK_CANDIDATE
  [ "\${OPSBOOK_BOUND:-0}" = 1 ] && conf=$main
elif [ "\${OPSBOOK_BOUND:-0}" = 1 ] && includes; then
  conf=$main
elif includes; then
  mkdir "$work/d" || exit 2
  for f in "$folder"/*; do [ -f "$f" ] && cp "$f" "$work/d/"; done
  cp "$OPSBOOK_CANDIDATE" "$work/d/$base" || exit 2
  sed "s#$folder/#$work/d/#g" "$main" > "$work/rsyslog.conf" || exit 2
  conf=$work/rsyslog.conf
else
  cp "$OPSBOOK_CANDIDATE" "$work/$base" || exit 2
  conf=$work/$base
fi
LC_ALL=C rsyslogd -N1 -f "$conf" > "$work/out" 2>&1 && exit 0
sed "s#$work/d/#$folder/#g; s#$work/rsyslog.conf#$main#g; s#$work/$base#$OPSBOOK_TARGET#g; s#$OPSBOOK_CANDIDATE#$OPSBOOK_TARGET#g" "$work/out" |
  grep -Ev 'version .*config validation run|End of config validation|^[[:space:]]*$' > "$work/said"
cat "$work/said" >&2
grep -Eiv 'warnings occurred in file|warning during parsing|[^a-z]warning:|is deprecated|deprecated parameter|deprecated but accepted|treated as .:omusrmsg:|no active actions configured|no listeners defined|no files configured|no working or state file directory|^rsyslogd: Note:|insecure default|is very low|automatically (set|adjusted)|is set larger than' "$work/said" |
  grep -v "during parsing file" > "$work/errors"
grep -F "error during parsing file $OPSBOOK_TARGET," "$work/said" >> "$work/errors"
[ "$conf" = "$main" ] || [ "$OPSBOOK_TARGET" = "$main" ] || grep -F "error during parsing file $conf," "$work/said" >> "$work/errors"
grep -Eiv 'errors occurred in file|warnings occurred in file' "$work/errors" | grep -q . && exit 1
grep -qF "errors occurred in file '$OPSBOOK_TARGET'" "$work/said" && exit 1
exit 0
`.trimStart();

/** How a host checks an rsyslog configuration; rsyslogd reads it only when it starts, so it must be restarted. */
export const deploy: Deployment = {
  validate,
  messageLine(message, target) {
    for (const line of message.split('\n')) {
      const match =
        /during parsing file (.+?), on or before line (-?\d+)/.exec(line) ?? /occurred in file '(.+?)' around line (-?\d+)/.exec(line);
      if (match?.[1] === target && Number(match[2]) > 0) return Number(match[2]);
    }
    return undefined;
  },
};
