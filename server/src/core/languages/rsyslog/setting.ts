import { type SettingDefinition, type Settings, setting } from '../../settings.ts';
import { newestVersion } from './facts/version.ts';

/** Which rsyslogd reads the file. */
export const versionSetting: SettingDefinition = {
  key: 'version',
  pattern: /^[5-8]\.\d+(?:\.\d+)?$/,
  default: newestVersion,
  description: 'The release of rsyslogd that reads the files, like 8.2302 (Debian 12) or 8.2610: what is newer than it is an error',
};

/** The version that holds for a file. */
export function versionOf(settings: Settings): string {
  return setting(settings, 'rsyslog', versionSetting);
}

/** Whose build of rsyslogd reads the file. */
export const buildSetting: SettingDefinition = {
  key: 'build',
  values: ['debian', 'full'],
  default: 'debian',
  description: 'How rsyslogd was built: `debian` lacks some parameters that a `full` build has (impstats `push.*`, TLS of imhiredis)',
};
