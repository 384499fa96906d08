import type { StepRequest } from '../../ssh/connection.ts';
import { interpreterOf } from '../../ssh/host-side/interpreter.ts';
import { findProgram, findsSystemPrograms } from '../../ssh/host-side/shell-lines.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';
import { printed } from '../install/printed.ts';

/**
 * Commands that write `NAME.script` and `NAME.run`, which runs it as the step `request` would be run, into the working folder. `guarded`: which
 * file is old and which is new is for the switch around it to say; `back`: the one that comes is the old one to this step.
 */
export function runFiles(name: 'main' | 'undo', request: StepRequest, guarded: boolean, back = false): string {
  return `{ ${printed(`${request.script}\n`)}\n} >${name}.script || exit 1
{ ${printed(runText(name, request, guarded, back))}\n} >${name}.run || exit 1
`;
}

const files = `export OPSBOOK_OLD_FILE OPSBOOK_NEW_FILE
: "\${OPSBOOK_OLD_FILE=$([ ! -e "$__opsbook_here/old" ] || echo "$__opsbook_here/old")}" "\${OPSBOOK_NEW_FILE=$(cat "$__opsbook_here/real")}"
`;

const turned = '__opsbook_x=$OPSBOOK_OLD_FILE OPSBOOK_OLD_FILE=$OPSBOOK_NEW_FILE OPSBOOK_NEW_FILE=$__opsbook_x\n';

function runText(name: string, request: StepRequest, guarded: boolean, back: boolean): string {
  const { candidates, args, strict } = interpreterOf(request.interpreter);
  const words = [...args, ...(request.strict ? strict : [])].map(shellQuote).join(' ');
  const values = Object.entries(request.environment).filter(
    ([key]) => !guarded || (key !== 'OPSBOOK_OLD_FILE' && key !== 'OPSBOOK_NEW_FILE'),
  );
  const limit = request.timeout > 0 ? Math.ceil(request.timeout / 1000) : 0;
  return `__opsbook_here=$PWD
${request.unset?.length ? `unset ${request.unset.join(' ')}\n` : ''}${values.map(([key, value]) => `export ${key}=${shellQuote(value)}`).join('\n')}
${guarded ? files : ''}${back ? turned : ''}${findsSystemPrograms}
export PATH
cd ${shellQuote(request.cwd ?? '/')} || exit 126
${findProgram(candidates)}
[ -n "$__opsbook_i" ] || { echo ${shellQuote(`the interpreter ${candidates[0] ?? ''} was not found in PATH`)} >&2; exit 127; }
if [ ${limit} -gt 0 ] && command -v timeout >/dev/null; then exec timeout -k ${Math.max(0.1, request.grace / 1000)} ${limit} "$__opsbook_i" ${words} "$__opsbook_here/${name}.script"; fi
exec "$__opsbook_i" ${words} "$__opsbook_here/${name}.script"
`;
}
