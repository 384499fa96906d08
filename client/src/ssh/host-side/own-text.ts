import type { StepRequest } from '../connection.ts';
import { shellQuote } from '../shell-quote.ts';
import { findsSystemPrograms } from './shell-lines.ts';
import { shellText } from './shell-text.ts';
import type { StepNames } from './step-text.ts';

/**
 * The text that makes `/bin/sh` run a short script of our own in a fork of itself: one compound command, to be written to its standard input.
 * What the request's environment holds are variables of the script, not of what it starts. Nothing is written to the host for it and no program
 * is started around it: this side counts its time, and one process there (`hear`) waits for our word or for the end of the channel. Only then
 * a folder is made, for what `ladder` keeps in one. The shell waits for more scripts then; `again`: it has run one.
 */
export function ownText(step: StepRequest, names: StepNames, outer: string, again = false): string {
  const variables = Object.entries(step.environment).map(([name, value]) => `${name}=${shellQuote(value)}\n`);
  return `{
${again ? '' : shellText(outer)}n=${names.nonce} m=${names.mark} folder=${names.folder} limit= ticks=${Math.ceil(step.grace / 60)}
hear >/dev/null & watcher=$!
printf '\\036%s start\\n' "$n"
say "start $p"
(
exec 2>&4 3<&- 4>&- </dev/null
export OPSBOOK_MARK="$m"
${findsSystemPrograms}
trap - HUP INT TERM QUIT PIPE USR1
${variables.join('')}${step.script}
) & c=$!
while :; do wait "$c"; r=$?; kill -0 "$c" || break; done
if ! folders test -d; then kill -KILL "$watcher"; wait "$watcher"; folders test -d; fi
why=
if [ -n "$d" ]; then wait "$watcher"; read -r why <"$d/ending"; rm -rf "$d"; fi
[ "$why" = lost ] || { printf '\\036%s end\\n' "$n"; printf '\\036%s report %s %s -\\n\\036%s end\\n' "$n" "$r" "\${why:--}" "$n" >&4; }
[ -z "$why" ] || exit 0
}
`;
}
