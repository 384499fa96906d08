import type { StepNames } from './step-text.ts';
import { supervisor } from './supervisor.ts';

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
