import type { LanguageRule } from '../../../language.ts';
import type { LogrotateTree } from '../tree.ts';

/** A rule of logrotate; it only gives the object its type. */
export type LogrotateRule = LanguageRule<LogrotateTree>;

/** What the daemon does about an error in a stanza, or at top level (config.c, RAISE_ERROR). */
export function consequence(inStanza: boolean): string {
  return inStanza ? 'logrotate leaves out the whole stanza' : 'logrotate leaves out the rest of the file';
}
