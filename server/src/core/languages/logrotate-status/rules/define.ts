import type { LanguageRule } from '../../../language.ts';
import type { StatusTree } from '../tree.ts';

/** A rule of the state file; it only gives the object its type. */
export type StatusRule = LanguageRule<StatusTree>;

/** What becomes of a state file that the daemon does not read to its end (logrotate.c, readState and writeState). */
export const lost = 'logrotate reads no further, and forgets when all logs below were rotated';
