import type { Language } from '../../language.ts';
import { rsyslogHead } from './head.ts';
import { asks } from './asks.ts';
import { toYamlRewriting } from './convert/rewritings.ts';
import { complete } from './features/complete.ts';
import { folding } from './features/folding.ts';
import { format } from './features/format.ts';
import { hover } from './features/hover.ts';
import { inlays } from './features/inlays.ts';
import { pathLinks } from './features/path-links.ts';
import { signature } from './features/signature.ts';
import { symbols } from './features/symbols.ts';
import { tokens } from './features/tokens.ts';
import { deploy } from './deploy.ts';
import type { Tree } from './syntax/tree.ts';
import { parseUnit } from './parse-unit.ts';
import { rules } from './rules/registry.ts';

/** rsyslog.conf and its drop-ins: selectors, `$Directives`, property filters and RainerScript, as rsyslogd reads them mixed. */
export const rsyslog: Language<Tree> = {
  ...rsyslogHead,
  parse: parseUnit,
  rules,
  asks,
  complete,
  hover,
  signature,
  symbols,
  folding,
  pathLinks,
  tokens,
  inlays,
  format,
  rewritings: [toYamlRewriting],
  deploy,
};
