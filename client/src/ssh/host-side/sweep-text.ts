import type { StepNames } from './step-text.ts';
import { supervisor } from './supervisor.ts';

/**
 * A script that asks what became of a step whose connection went, by its mark and the last part of the name of its folder, and ends what still runs
 * of it. It prints what the step's own shell had told last (`report` and so on), and below it the files behind that as base64; else `ended`, or
 * `stopped` where there was something to end, or `running` and the process ids of what withstood.
 */
export function lostStepText(mark: string, folder: string, grace: number): string {
  return `exec 3</dev/null 4>&2 2>/dev/null
n=lost m=${mark} o= p= limit= ticks=${Math.ceil(grace / 60)} born=
${supervisor}
here=\${OPSBOOK_OUTPUT%/*}/lost
kept=\${OPSBOOK_OUTPUT%/*/*}/opsbook-${folder}
forget() {
  d=$kept; x= y= counter= born= l=
  read -r x y l <"$d/told"; read -r l counter <"$d/own"
  l=; [ -z "$x" ] || IFS= read -r l <"/proc/$x/stat"
  [ -z "$l" ] || birth "$l"
  if [ -n "$born" ] && [ "$born" = "$y" ]; then kill -KILL "$x"; uncount; fi
  rm -rf "$d"
}
told() {
  [ -s "$kept/told" ] || return 0
  read -r x y l <"$kept/told"; printf '%s\\n' "$l"
  (cd "$kept" && { wc -c output state; cat output state; } | base64)
  forget
  exit 0
}
told
# It may be about to tell.
i=10; while [ -d "$kept" ] && [ "$i" -gt 0 ] && [ -z "$(marked)" ]; do nap; told; i=$((i - 1)); done
if [ -z "$(marked)" ]; then echo ended; exit 0; fi
mkdir "$here"
d=$here; ladder cancelled
victims; left=$v
# Its shell is about to tell what is known here.
i=20; while [ -d "$kept" ] && [ ! -s "$kept/told" ] && [ "$i" -gt 0 ]; do nap; i=$((i - 1)); done
forget
if [ -z "$left" ]; then echo stopped; else echo "running$left"; fi
`;
}

/** A script that ends all that is left of another step, by its mark, when that step's own watchers are gone, and takes its folder away. */
export function sweepText({ mark, folder }: StepNames, outer: string, main: string, grace: number): string {
  return `exec 3</dev/null 4>&2 2>/dev/null
n=sweep m=${mark} o=${outer} p=${main} limit= ticks=${Math.ceil(grace / 60)}
${supervisor}
d=\${OPSBOOK_OUTPUT%/*}/sweep
mkdir "$d"
ladder cancelled
rm -rf "\${OPSBOOK_OUTPUT%/*/*}/opsbook-${folder}"
victims
[ -z "$v" ]
`;
}
