import type { Connection } from '../../ssh/connection.ts';
import { runHostScript } from '../host-script.ts';
import { prelude } from '../install/prelude.ts';

/** A function of the shell: whether the process of the switch in the folder `$o` lives. */
export const isAlive = `alive() { read -r x <"$o/alive" && tr '\\0' ' ' <"/proc/$x/cmdline" | grep -qF "$o"; } 2>/dev/null
`;

/**
 * Says of each switch under `$s` that is over, and of which nobody has heard yet, `switch WHAT RUN FOLDER BLOCK`: WHAT is the exit status of what
 * takes back (98: not even the file), or `gone` where its process went before it was done; RUN has `/back` behind it where it guarded the way back.
 */
export const sayLeft = `${isAlive}for o in "$s/guard"/*; do
  [ -s "$o/run" ] && [ -s "$o/alive" ] && [ ! -e "$o/disarmed" ] || continue
  if [ -s "$o/done" ]; then read -r x <"$o/done"; else alive && continue; x=gone; fi
  read -r y b <"$o/run"; printf 'switch %s\\n' "$x $y $o $b"
done
`;

/** What `sayLeft` said among other lines, in sentences. */
export function leftSwitches(said: string): readonly string[] {
  return [...said.matchAll(/^switch (\S+) ([^\s/]+)(\/back)? (\S+) (.*)$/gm)].map(([, what, run, isBack, folder, block]) => {
    const which = `the switch that guarded ${isBack ? 'the way back of ' : ''}\`${block}\` in the run \`${run}\``;
    if (what === '0') return `${which} went off and ${isBack ? 'put back what that run wrote' : 'took it back'}`;
    if (what === '98')
      return `${which} went off, and ${isBack ? 'what that run wrote' : 'the old file'} could not be put back: it lies in \`${folder}\``;
    if (what === 'gone') return `${which} ended before it could act (a reboot?), so it may not have been taken back`;
    return `${which} went off; what takes it back ended with ${what}`;
  });
}

const clearScript = `${prelude}${isAlive}
for o in "$s/guard"/*; do
  [ -s "$o/alive" ] || continue
  f=$o
  if [ -s "$o/done" ]; then read -r x <"$o/done"; f=$o/done; [ "$x" != 98 ] || continue; else alive && continue; fi
  # A client that was cut off asks for some minutes.
  [ -z "$(find "$f" -prune -mmin +10)" ] || rm -rf -- "$o"
done
`;

/** Takes away what is left of the switches that were told, but of those whose client may still ask, and of those whose folder has the only old file. */
export async function clearSwitches(connection: Connection, sudo: boolean | string, filesUnder: string | undefined): Promise<void> {
  const environment = { OPSBOOK_ROOT: filesUnder ?? '' };
  await runHostScript(connection, { script: clearScript, environment, sudo, own: true, timeout: 15_000, grace: 500 }, 1024);
}
