import type { LanguageHead } from '../../../language.ts';
import { buildSetting, versionSetting } from '../setting.ts';
import { isRsyslogYaml } from './recognise.ts';

/** When a text is rsyslog's YAML. */
export const rsyslogYamlHead: LanguageHead = {
  id: 'rsyslog-yaml',
  title: 'rsyslog (YAML)',
  aliases: [],
  paths: ['**/rsyslog.d/*.{yaml,yml}'],
  extensions: [],
  comment: '#',
  settings: [versionSetting, buildSetting],
  family: 'rsyslog',
  recognise: { candidates: ['**/*.yaml', '**/*.yml'], matches: isRsyslogYaml },
};
