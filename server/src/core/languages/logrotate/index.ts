import type { Language } from '../../language.ts';
import { logrotateHead } from './head.ts';
import { deploy } from './deploy.ts';
import { tabooEnding } from './facts/taboo.ts';
import { complete } from './features/complete.ts';
import { folding } from './features/folding.ts';
import { format } from './features/format.ts';
import { hover } from './features/hover.ts';
import { inlays } from './features/inlays.ts';
import { pathTrouble } from './features/path-trouble.ts';
import { selection } from './features/selection.ts';
import { signature } from './features/signature.ts';
import { symbols } from './features/symbols.ts';
import { tokens } from './features/tokens.ts';
import { parse } from './parse.ts';
import { rules } from './rules/index.ts';
import { scriptsOf } from './scripts.ts';
import type { LogrotateTree } from './tree.ts';

/** logrotate's configuration: `/etc/logrotate.conf` and what it includes. */
export const logrotate: Language<LogrotateTree> = {
  ...logrotateHead,
  parse,
  rules,
  passesOver: (path) => tabooEnding(path) !== undefined,
  complete,
  hover,
  signature,
  symbols,
  folding,
  selection,
  nameTrouble: pathTrouble,
  tokens,
  inlays,
  format,
  scripts: ({ tree, text }) => scriptsOf(tree, text),
  deploy,
};
