import { putsByShortNames, roomyFolders } from './shell-lines.ts';
import { supervisor } from './supervisor.ts';

/**
 * What `/bin/sh` is told once, before the first of the scripts that it runs one after the other: where it is, what it does of signals, and all
 * functions. `outer` is the process that the channel began with (digits). Its input and its standard error are kept as 3 and 4.
 *
 * - `folders` tries a command with each path that a folder of this script's may have, and leaves in `d` the first that it ended well with
 * - `hear` is the watcher of a script of our own (`own-text.ts`): only when a word comes, or the channel's end, a folder is made, for what `ladder` keeps in one
 * - `umask0` is the umask that the shell came with, where its own files could not be read with that; '' where they can
 * - what is said to a script that has just ended (`cancel`, `got`) is a command then, though there is none of that name
 */
export function shellText(outer: string): string {
  return `${putsByShortNames}o=${outer} p=$$ umask0=
exec 3<&0 4>&2 2>/dev/null
trap : HUP INT TERM QUIT PIPE USR1
${supervisor}
folders() {
  for x in ${roomyFolders}; do
    d=$x/opsbook-$folder
    if [ -n "$x" ] && "$@" "$d"; then return 0; fi
  done
  d=; return 1
}
hear() {
  trap '' HUP INT TERM QUIT PIPE USR1
  TMOUT=0 why=lost
  umask 077
  while IFS= read -r l <&3; do case $l in cancel) why=cancelled; break;; esac; done
  folders mkdir -m 700 || exit 0
  x= l=
  if [ -r /proc/self/stat ]; then read -r x l </proc/self/stat; [ -n "$born" ] || { IFS= read -r l <"/proc/$p/stat"; birth "$l"; }
  else x=$(exec sh -c 'echo "$PPID"'); fi
  echo "$x" >"$d/own"
  ladder "$why"
}
cancel() { exit 0; }
got() { :; }
first= born=
`;
}
