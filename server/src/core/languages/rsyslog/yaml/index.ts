import type { Language } from '../../../language.ts';
import { rsyslogYamlHead } from './head.ts';
import { toRainerScriptRewriting } from '../convert/rewritings.ts';
import { deploy } from '../deploy.ts';
import { hover } from '../features/hover.ts';
import { pathLinks } from '../features/path-links.ts';
import { signature } from '../features/signature.ts';
import { symbols } from '../features/symbols.ts';
import type { Tree } from '../syntax/tree.ts';
import { asks } from '../asks.ts';
import { complete } from './complete.ts';
import { folding } from './folding.ts';
import { format } from './format.ts';
import { parseYaml } from './parse-yaml.ts';
import { borrowed, rules } from './rules/registry.ts';
import { tokens } from './tokens.ts';

/** rsyslog's configuration in YAML, which rsyslogd reads since 8.2604: the model, the names and the rules are RainerScript's. */
export const rsyslogYaml: Language<Tree> = {
  ...rsyslogYamlHead,
  parse: parseYaml,
  rules,
  borrowed,
  asks,
  complete,
  hover,
  signature,
  symbols,
  folding,
  pathLinks,
  tokens,
  format,
  rewritings: [toRainerScriptRewriting],
  deploy,
};
