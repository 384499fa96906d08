import type { Language } from '../../../language.ts';
import { deploy } from '../deploy.ts';
import { hover } from '../features/hover.ts';
import { pathLinks } from '../features/path-links.ts';
import { signature } from '../features/signature.ts';
import { symbols } from '../features/symbols.ts';
import { buildSetting, versionSetting } from '../setting.ts';
import type { Tree } from '../syntax/tree.ts';
import { complete } from './complete.ts';
import { folding } from './folding.ts';
import { parseYaml } from './parse-yaml.ts';
import { isRsyslogYaml } from './recognise.ts';
import { borrowed, rules } from './rules/registry.ts';
import { tokens } from './tokens.ts';

/** rsyslog's configuration in YAML, which rsyslogd reads since 8.2604: the model, the names and the rules are RainerScript's. */
export const rsyslogYaml: Language<Tree> = {
  id: 'rsyslog-yaml',
  title: 'rsyslog (YAML)',
  aliases: [],
  paths: ['**/rsyslog.d/*.{yaml,yml}'],
  extensions: [],
  comment: '#',
  settings: [versionSetting, buildSetting],
  parse: parseYaml,
  rules,
  borrowed,
  family: 'rsyslog',
  recognise: { candidates: ['**/*.yaml', '**/*.yml'], matches: isRsyslogYaml },
  complete,
  hover,
  signature,
  symbols,
  folding,
  pathLinks,
  tokens,
  deploy,
};
