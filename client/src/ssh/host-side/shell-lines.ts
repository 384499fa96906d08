import { shellQuote } from '../shell-quote.ts';

/** Words of a shell: folders of a host that an account may have one of its own in, what is in memory first; some may be empty or missing. */
export const roomyFolders = '"${XDG_RUNTIME_DIR:-}" /dev/shm "${TMPDIR:-}" /tmp /var/tmp "${HOME:-}"';

/** A shell's line that has it find the system's programs too, which the `PATH` of many accounts leaves out. */
export const findsSystemPrograms =
  'for x in /usr/local/sbin /usr/sbin /sbin; do case ":$PATH:" in *":$x:"*) ;; *) PATH=$PATH:$x;; esac; done';

/** A shell's line that puts the first of some programs that there is into `i`; nothing where there is none. */
export function findProgram(candidates: readonly string[]): string {
  return `i=; for x in ${candidates.map(shellQuote).join(' ')}; do if command -v "$x" >/dev/null; then i=$x; break; fi; done`;
}
