import type { StepRequest } from '../connection.ts';
import { shellQuote } from '../shell-quote.ts';
import { interpreterOf } from './interpreter.ts';
import { findProgram, findsSystemPrograms, givesShortNamesBack, putsByShortNames, roomyFolders } from './shell-lines.ts';
import { shellText } from './shell-text.ts';

/** What a step is told apart by; all of it random, made for this one step. */
export interface StepNames {
  /** Begins our own lines on standard error; no process of the step ever sees it. */
  readonly nonce: string;
  /** The value of `OPSBOOK_MARK`. */
  readonly mark: string;
  /** Last part of the name of the step's folder on the host. */
  readonly folder: string;
  /** Begins what a step prints to its terminal. */
  readonly screen: string;
}

/** Sources the script with traps that save environment and folder as they were at the end, whatever the end was. */
const keeping = `__opsbook_d=$1; __opsbook_cat=$2; set --
[ -r /proc/self/environ ] || env -0 >"$__opsbook_d/began" 2>/dev/null
trap '{ __opsbook_s=$?; set +x; } 2>/dev/null
{ printf "%s\\\\0" "$__opsbook_s"; pwd; printf "\\\\0"
if [ -r /proc/self/environ ]; then "$__opsbook_cat" /proc/$$/environ "$__opsbook_d/between" /proc/self/environ
else "$__opsbook_cat" "$__opsbook_d/began" "$__opsbook_d/between"; env -0; fi
} >|"$__opsbook_d/state" 2>/dev/null || :' EXIT
. "$__opsbook_d/step"
`;

/** The same where nobody asks for environment and folder: only the status is kept, without another process. */
const keepingStatus = `__opsbook_d=$1; set --
trap '{ __opsbook_s=$?; set +x; } 2>/dev/null; { printf "%s\\n" "$__opsbook_s" >|"$__opsbook_d/state"; } 2>/dev/null || :' EXIT
. "$__opsbook_d/step"
`;

/** Whether environment and folder at the step's end are told. */
function tellsState(step: StepRequest): boolean {
  return step.keepsState !== false && interpreterOf(step.interpreter).carries;
}

/** Seconds for which a host keeps the end of a step whose connection it saw go. */
const KEPT = 20;

/**
 * Tells how the step ended, and takes its folder away. Two files are told with their sizes; where nothing was given out, the state goes alone,
 * if nobody else is left to write between; and where it is not asked for, in one line that needs no program.
 *
 * An end that is kept lies in the folder as `told`, behind this shell's number and birth, until the other side says that it has it (`got`); where
 * it does not, until somebody asks (`sweep-text.ts`), for some seconds from when the connection is seen to be gone, and no longer than `count`
 * lets it.
 *
 * Where `w` says so the shell then waits for the next script; the end of this one's standard output is told there.
 */
function reportText(step: StepRequest): string {
  const both = `say "$l ${tellsState(step) ? '+ ' : ''}$w"; wc -c "$d/output" "$d/state" >&4; cat "$d/output" "$d/state" >&4`;
  const forget = 'uncount; rm -rf "$d"';
  const keep = 'if [ "$why" = - ] && [ ! -s "$d/ending" ]; then echo "$p $born $l" >"$d/told"; kill -CONT "$counter"; fi\n';
  const wait = `if [ -s "$d/told" ]; then
  [ -n "$w" ] || exec >/dev/null 2>&1 4>&-
  l=; while IFS= read -r l <&3 && [ "$l" != got ]; do :; done
  if [ "$l" != got ]; then
    w=
    exec >/dev/null 2>&1 4>&-
    i=${KEPT}; while [ -d "$d" ] && [ "$i" -gt 0 ]; do sleep 1; i=$((i - 1)); done
  fi
fi
uncount
[ -n "$w" ] || exec rm -rf "$d"
rm -rf "$d"
`;
  const [before, first, after] = keepsEnd(step) ? [keep, '', wait] : ['', `${forget}; `, ''];
  const end = `[ -z "$w" ] || printf '\\036%s end\\n' "$n"\n`;
  if (tellsState(step)) {
    return `l="report $r $why"
${before}${end}if [ -z "$alone" ] || [ -s "$d/output" ]; then ${both}; else say "$l = $w"; cat "$d/state" >&4; fi
${first}say end
${after}`;
  }
  return `q=; read -r q <"$d/state"; l="report $r $why \${q:--}"
${before}${end}if [ -s "$d/output" ]; then ${both}; ${first}say end
else ${first}printf '\\036%s %s %s\\n\\036%s end\\n' "$n" "$l" "$w" "$n" >&4; fi
${after}`;
}

function keepsEnd(step: StepRequest): boolean {
  return step.keepsEnd === true && step.timeout > 0 && step.pty === undefined;
}

/** Milliseconds as `sleep` takes them. */
function seconds(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? String(milliseconds / 1000) : (milliseconds / 1000).toFixed(3);
}

/**
 * Lines that take on the step's environment and folder and become its interpreter; `redirections` are those of the interpreter, `tell` the shell's
 * command that says a word to the supervisor. What they need themselves are positional parameters (the step's folder, `cat`, the nonce) and names
 * that no value has.
 */
function becoming(step: StepRequest, names: StepNames, redirections: string, tell: string): string {
  const { candidates, args, carries, strict } = interpreterOf(step.interpreter);
  const words = [...args, ...(step.strict ? strict : [])].map(shellQuote).join(' ');
  const environment = Object.entries({ ...step.environment, OPSBOOK_MARK: names.mark });
  const run = carries ? `-c ${shellQuote(tellsState(step) ? keeping : keepingStatus)} "$__opsbook_i" "$1" "$2"` : '"$1/step"';
  const refuse = (why: string): string => `{ ${tell} ${shellQuote(`refused ${why}`)}; exit 0; }`;
  return `
  set -- "$d" "$cat" "$n"
  if [ -d /usr/lib/locale/C.utf8 ] || [ -d /usr/lib/locale/C.UTF-8 ] || locale -a | grep -qi '^C\\.utf-*8$'; then export LC_ALL=C.UTF-8; fi
  ${givesShortNamesBack}
${environment.map(([name, value]) => `  export ${name}=${shellQuote(value)}`).join('\n')}
${step.unset?.length ? `  unset ${step.unset.join(' ')}\n` : ''}  export OPSBOOK_OUTPUT="$1/output" RUNBOOK_OUTPUT="$1/output"
  ${findsSystemPrograms}
  export PATH
${step.cwd === undefined ? '' : `  CDPATH= cd -- ${shellQuote(step.cwd)} >/dev/null || ${refuse(`the folder \`${step.cwd}\` cannot be entered`)}\n`}
  ${findProgram(candidates)}
  [ -n "$__opsbook_i" ] || ${refuse(`the interpreter \`${candidates[0] ?? ''}\` was not found in PATH`)}
  exec "$__opsbook_i" ${words} ${run} ${redirections}
`;
}

const findCat = 'if [ -x /bin/cat ]; then cat=/bin/cat; else cat=$(command -v cat); fi';

/** The step as a child of the supervisor: \`r\` is its status. */
function asChild(step: StepRequest, names: StepNames): string {
  return `(if [ -n "$umask0" ]; then umask "$umask0"; fi${becoming(step, names, '</dev/null 2>&4 3<&- 4>&-', `printf '\\036%s %s\\n' "$3" >&4`)})
r=$?
`;
}

/** What a terminal's own shell reads: it runs the step on its terminal and says how it went, in lines to `done`. */
function wrapperText(step: StepRequest, names: StepNames): string {
  const half = names.screen.length >> 1;
  return `${putsByShortNames}d=\${0%/*} n=
exec 4>&2 5>"$d/done" 2>/dev/null
trap : HUP INT TERM QUIT PIPE USR1
say() { printf '%s\\n' "$*" >&5; }
${findCat}
say "$$ $(tty)"
export TERM=${shellQuote(step.pty?.type ?? 'dumb')}
printf '\\036%s%s start\\035' ${names.screen.slice(0, half)} ${names.screen.slice(half)}
(${becoming(step, names, '2>&4 4>&- 5>&-', `printf '%s\\n' >&5`)})
say "status $?"
`;
}

/** Waits for a wrapper on a terminal, which the other side opens when it hears of the folder. The wrapper's text goes through a pipe, never to a disk. */
function onTerminal(): string {
  return `say "terminal $d"
while kill -0 "$c"; do wait "$c"; done
kill -KILL "$f"
r=137; z=
while IFS= read -r l; do
  case $l in "status "*) r=\${l#* };; "refused "*) say "$l";; *) z=\${l%% *};; esac
done <"$d/status"
if [ ! -s "$d/ending" ]; then
  i=20; while [ -n "$z" ] && kill -0 "$z" && [ "$i" -gt 0 ]; do nap; i=$((i - 1)); done
  i=10; victims; while [ -n "$v" ] && [ "$i" -gt 0 ]; do nap; i=$((i - 1)); victims; done
fi
`;
}

/** The waiting for a wrapper, begun before the watchers. */
function beforeTerminal(step: StepRequest, names: StepNames): string {
  return `mkfifo -m 600 "$d/done" "$d/terminal" || refuse 'no pipe to its terminal can be made'
(exec 3<&- 4>&-; printf %s ${shellQuote(wrapperText(step, names))} >"$d/terminal") & f=$!
(exec 3<&- 4>&-; exec cat <"$d/done" >"$d/status") & c=$!
echo "$f $c" >"$d/waits"
`;
}

/**
 * The command that runs a step on a terminal, for a login shell of any kind: `folder` is the step's, `asker` how another account is become.
 */
export function terminalCommand(folder: string, asker: readonly string[]): string {
  const path = `${folder}/terminal`;
  return ['exec', ...asker, '/bin/sh', /^[\w./-]+$/.test(path) ? path : shellQuote(path)].join(' ');
}

/** Whether a step can run in a shell that has run others: on no terminal, not for good, and under an account whose groups no step before it changes. */
export function sharesShell(step: StepRequest): boolean {
  return step.pty === undefined && step.endless !== true && typeof step.sudo === 'boolean';
}

/** Whether its shell may wait for another step behind it. */
export function leavesShell(step: StepRequest): boolean {
  return sharesShell(step) && step.keepsState !== false;
}

/**
 * The text that makes `/bin/sh` run a step: one compound command, to be written to its standard input. `outer` is the process that the
 * channel began with (digits). Values are quoted words of it, so they are on no command line. What the request holds must have passed
 * `faultOfRequest`. `again`: the shell has run a script before. It waits for the next where one may come and nothing is left that
 * could write between; the report says so.
 */
export function stepText(step: StepRequest, names: StepNames, outer: string, again = false): string {
  return `{
${again ? '' : shellText(outer)}n=${names.nonce} m=${names.mark} folder=${names.folder} limit=${step.timeout > 0 ? seconds(step.timeout) : ''} ticks=${Math.ceil(step.grace / 60)} l=
if [ -z "$first" ] && { IFS= read -r l </proc/self/stat; }; then first=\${l%% *}; birth "$l"; fi
refuse() { say "refused $1"; [ -z "$d" ] || rm -rf "$d"; exit 0; }
d=
for x in ${roomyFolders}; do
  if [ -n "$x" ] && [ -d "$x" ] && [ -w "$x" ] && LC_ALL=C mkdir -m 700 "$x/opsbook-$folder"; then
    d=$x/opsbook-$folder
    : >"$d/output"
    if [ -z "$umask0" ] && { [ ! -r "$d/output" ] || [ ! -w "$d/output" ]; }; then umask0=$(umask); umask 077; rm -f "$d/output"; fi
    if : >"$d/output" && : >"$d/state" && ${tellsState(step) ? `printf '\\036' >"$d/between" && ` : ''}printf %s ${shellQuote(`${step.script}\n`)} >"$d/step"; then break; fi
    rm -rf "$d"; d=
  fi
done
[ -n "$d" ] || refuse 'no folder can be written for its script (tried the runtime folder, /dev/shm, /tmp, /var/tmp and the home folder)'
${findCat}
f= c= alone= w=
${step.pty ? beforeTerminal(step, names) : ''}counter=; if [ -n "$limit" ]; then count >/dev/null 3<&- 4>&- & counter=$!; fi
watch >/dev/null & watcher=$!
echo "$watcher $counter" >"$d/own"
printf '\\036%s start\\n' "$n"
say "start $p"
${step.pty ? onTerminal() : asChild(step, names)}why=-
if [ -s "$d/ending" ]; then
  read -r why <"$d/ending"
  if [ "$why" = timed-out ]; then wait "$counter"; counter=; kill -KILL "$watcher"; else uncount; wait "$watcher"; fi
else
  [ -z "$counter" ] || kill -STOP "$counter"
  kill -KILL "$watcher"; wait "$watcher"
  v=
  if newer; then victims; fi
${leavesShell(step) ? '  [ -z "$alone" ] || w=waits\n' : ''}  for x in $v; do c=; { read -r c <"/proc/$x/comm"; } 2>/dev/null; [ -z "$c" ] || say "left $x $c"; done
fi
if [ "$why" != lost ]; then
${reportText(step)}else
  exec rm -rf "$d"
fi
[ -n "$w" ] || exit 0
}
`;
}
