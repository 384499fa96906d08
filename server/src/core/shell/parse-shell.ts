import { parse } from 'unbash';
import { readScript } from './read-script.ts';
import { shellErrors } from './shell-errors.ts';
import type { ShellDialect, ShellScript } from './tree.ts';

/**
 * Reads any text as a script of `dialect`, in time linear in its length; never throws. A carriage return before a line end is a blank
 * (the shell would take it for a part of the word: that is another rule's to say). What the grammar does not understand is an error at
 * the place where a person would mend it, and the rest is read as far as it can be.
 */
export function parseShell(text: string, dialect: ShellDialect): ShellScript {
  const clean = text.includes('\r') ? text.replace(/\r(?=\n|$)/g, ' ') : text;
  try {
    const gathered = readScript(parse(clean), clean);
    const { commands, variables, functions, blocks, bashisms, dynamic } = gathered;
    return { dialect, text, errors: shellErrors(gathered, clean, dialect), commands, variables, functions, blocks, bashisms, dynamic };
  } catch {
    // Nested deeper than the stack: nothing is known of it, and nothing is said.
    return { dialect, text, errors: [], commands: [], variables: [], functions: [], blocks: [], bashisms: [], dynamic: true };
  }
}
