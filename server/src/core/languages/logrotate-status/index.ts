import type { Language } from '../../language.ts';
import { logrotateStatusHead } from './head.ts';
import { complete } from './features/complete.ts';
import { hover } from './features/hover.ts';
import { symbols } from './features/symbols.ts';
import { tokens } from './features/tokens.ts';
import { parse } from './parse.ts';
import { rules } from './rules/index.ts';
import type { StatusTree } from './tree.ts';

/** logrotate's state file: `/var/lib/logrotate/status`, and the other places that distributions give it. */
export const logrotateStatus: Language<StatusTree> = {
  ...logrotateStatusHead,
  parse,
  rules,
  nameTrouble: (_space, name) =>
    name === '' || /["\\\s]/.test(name) ? `\`${name}\` cannot be renamed to here: blanks, \`"\` and backslashes need quoting` : undefined,
  complete,
  hover,
  symbols,
  tokens,
};
