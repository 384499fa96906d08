import type { Deployment } from '../../language.ts';

/**
 * Asks the host's rsyslogd for the whole configuration with the candidate in it, and once without it: only what is new refuses the
 * candidate, since rsyslogd names the wrong file often enough (it reads on before it complains). `rsyslogd -N1` ends with 1 for
 * warnings too and names no severity, so lines that are known to be mere warnings are shown and refuse nothing.
 * `OPSBOOK_RSYSLOG_CONF` names another main file than `/etc/rsyslog.conf`.
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
: > "$work/before"
ask() { LC_ALL=C rsyslogd -N1 -f "$1" > "$2" 2>&1; }
complaints() {
  grep -Eiv 'config validation run|End of config validation|warnings occurred in file|warning during parsing|[^a-z]warning:|is deprecated|deprecated parameter|deprecated but accepted|treated as .:omusrmsg:|no active actions configured|no listeners defined|no files configured|no working or state file directory|rsyslogd: Note:|insecure default|is very low|automatically (set|adjusted)|is set larger than|^[[:space:]]*$' "$1" |
    sed 's/error during parsing file .*, on or before line -*[0-9]*: //; s/ around line -*[0-9]*//'
}
if [ "$OPSBOOK_TARGET" = "$main" ]; then
  conf=$OPSBOOK_CANDIDATE
  [ "\${OPSBOOK_BOUND:-0}" = 1 ] && conf=$main
elif [ -r "$main" ] && grep -Eqi "^[[:space:]]*([$]includeconfig|include[[:space:]]*[(]).*$folder/" "$main"; then
  mkdir "$work/d" || exit 2
  for f in "$folder"/*; do [ -f "$f" ] && [ "$f" != "$OPSBOOK_TARGET" ] && cp "$f" "$work/d/"; done
  sed "s#$folder/#$work/d/#g" "$main" > "$work/rsyslog.conf" || exit 2
  ask "$work/rsyslog.conf" "$work/before"
  cp "$OPSBOOK_CANDIDATE" "$work/d/$base" || exit 2
  conf=$work/rsyslog.conf
  [ "\${OPSBOOK_BOUND:-0}" = 1 ] && conf=$main
else
  cp "$OPSBOOK_CANDIDATE" "$work/$base" || exit 2
  conf=$work/$base
fi
ask "$conf" "$work/out" && exit 0
for f in before out; do
  sed "s#$work/d/#$folder/#g; s#$work/rsyslog.conf#$main#g; s#$work/$base#$OPSBOOK_TARGET#g; s#$OPSBOOK_CANDIDATE#$OPSBOOK_TARGET#g" "$work/$f" > "$work/$f.said"
done
grep -Ev 'config validation run|End of config validation|^[[:space:]]*$' "$work/out.said" >&2
complaints "$work/before.said" | sort -u > "$work/old"
complaints "$work/out.said" | sort -u > "$work/new"
[ -z "$(comm -13 "$work/old" "$work/new")" ]
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
