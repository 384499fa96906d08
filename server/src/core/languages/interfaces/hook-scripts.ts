import { type HeldScript, writtenScript } from '../../shell/held-script.ts';
import type { InterfacesTree } from './tree.ts';

/** The options whose values are given to `/bin/sh -c` (execute.c, doit). */
const hooks = ['pre-up', 'up', 'post-up', 'pre-down', 'down', 'post-down'];

/** The commands of a file's hooks. One on several lines is read joined: the whole value is its place. */
export function* hookScripts(tree: InterfacesTree, text: string): Iterable<HeldScript> {
  for (const key of hooks) {
    for (const { option } of tree.byKey.get(key) ?? []) {
      const { text: command, span } = option.value;
      if (command === '') continue;
      if (text.slice(span.start, span.end) === command) yield writtenScript(text, span);
      else yield { text: command, place: () => span, exact: false };
    }
  }
}
