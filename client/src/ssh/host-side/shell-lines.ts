import { shellQuote } from '../shell-quote.ts';

/** Words of a shell: folders of a host that an account may have one of its own in, what is in memory first; some may be empty or missing. */
export const roomyFolders = '"${XDG_RUNTIME_DIR:-}" /dev/shm "${TMPDIR:-}" /tmp /var/tmp "${HOME:-}"';

/**
 * Names that our texts give to variables of the host's shell. A login may have them exported (`n=3`), and a runbook's values may be called so: neither
 * must come to harm, nor get what is ours.
 */
export const shortNames =
  'a all alone b born c cat counter d e f first folder go i j k kin l leader limit m n now o other own p q r s seer t ticks umask0 until up v w watcher why x y z zs'.split(
    ' ',
  );

/** A shell's lines that put by what the login has under `shortNames`; they come before the first of them is set. */
export const putsByShortNames = `__opsbook_had=
if [ -n "${shortNames.map((name) => `\${${name}+1}`).join('')}" ]; then
  for __opsbook_x in ${shortNames.join(' ')}; do
    eval '[ -z "\${'$__opsbook_x'+1}" ] || { __opsbook_had_'$__opsbook_x'=$'$__opsbook_x'; __opsbook_had="$__opsbook_had '$__opsbook_x'"; }'
  done
fi
`;

/** A shell's line that gives back what was put by: from there on none of `shortNames` is ours. */
export const givesShortNamesBack = 'for __opsbook_x in $__opsbook_had; do eval "$__opsbook_x=\\$__opsbook_had_$__opsbook_x"; done';

/** A shell's line that has it find the system's programs too, which the `PATH` of many accounts leaves out. */
export const findsSystemPrograms =
  'for __opsbook_x in /usr/local/sbin /usr/sbin /sbin; do case ":$PATH:" in *":$__opsbook_x:"*) ;; *) PATH=$PATH:$__opsbook_x;; esac; done';

/** A shell's line that puts the first of some programs that there is into `__opsbook_i`; nothing where there is none. */
export function findProgram(candidates: readonly string[]): string {
  return `__opsbook_i=; for __opsbook_x in ${candidates.map(shellQuote).join(' ')}; do if command -v "$__opsbook_x" >/dev/null; then __opsbook_i=$__opsbook_x; break; fi; done`;
}
