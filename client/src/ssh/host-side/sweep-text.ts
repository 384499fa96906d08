import { supervisor } from './supervisor.ts';

/** A script that ends all that is left of another step, by its mark, when that step's own watchers are gone. */
export function sweepText(mark: string, outer: string, main: string, grace: number): string {
  return `exec 3</dev/null 4>&2 2>/dev/null
n=sweep m=${mark} o=${outer} p=${main} limit= ticks=${Math.ceil(grace / 60)}
${supervisor}
d=\${OPSBOOK_OUTPUT%/*}/sweep
mkdir "$d"
ladder cancelled
[ -z "$(victims)" ]
`;
}
