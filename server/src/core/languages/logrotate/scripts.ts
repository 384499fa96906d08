import { type HeldScript, writtenScript } from '../../shell/held-script.ts';
import type { LogrotateTree } from './tree.ts';

/** The scripts that logrotate gives to `/bin/sh -c` (logrotate.c, runScript), in the order of the file; none whose `endscript` is missing: nobody knows what was meant as shell. */
export function* scriptsOf(tree: LogrotateTree, text: string): Iterable<HeldScript> {
  for (const { item } of tree.taking('script')) {
    const { script } = item;
    if (script === undefined || script.missing !== undefined || script.body.end <= script.body.start) continue;
    yield writtenScript(text, script.body);
  }
}
