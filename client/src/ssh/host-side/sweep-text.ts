import type { StepNames } from './step-text.ts';
import { supervisor } from './supervisor.ts';

/**
 * A script that asks what became of a step whose connection went, by its mark, and ends what still runs of it. It prints `ended`, or `stopped`
 * where there was something to end, or `running` and the process ids of what withstood.
 */
export function lostStepText(mark: string, grace: number): string {
  return `exec 3</dev/null 4>&2 2>/dev/null
n=lost m=${mark} o= p= limit= ticks=${Math.ceil(grace / 60)}
${supervisor}
d=\${OPSBOOK_OUTPUT%/*}/lost
if [ -z "$(marked)" ]; then echo ended; exit 0; fi
mkdir "$d"
ladder cancelled
victims
if [ -z "$v" ]; then echo stopped; else echo "running$v"; fi
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
