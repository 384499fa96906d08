import { type SettingDefinition, type Settings, setting } from '../../settings.ts';

/** Which release judges. `newest` is the newest one, and the strictest of those in use where they differ in severity. */
export const versionSetting: SettingDefinition = {
  key: 'version',
  values: [
    'newest',
    'next',
    '3.22',
    '3.21',
    '3.20',
    '3.19',
    '3.18',
    '3.17',
    '3.16',
    '3.15',
    '3.14',
    '3.13',
    '3.12',
    '3.11',
    '3.10',
    '3.9',
    '3.8',
  ],
  default: 'newest',
  description:
    'The logrotate whose verdict counts. To 3.21 an unknown directive is an error, from 3.22 a warning; `newest` knows the directives of 3.22 and says error, because the line is thrown away; `next` is what is in the sources after 3.22',
};

/** A release as numbers that compare: `3.8.5` -> [3, 8, 5]; `next` is above all. */
export function versionNumbers(version: string): readonly number[] {
  if (version === 'next') return [99];
  if (version === 'newest') return [3, 22];
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/** Whether release `a` is at least `b`; a version of two numbers stands for the last of its patch releases. */
export function atLeast(a: string, b: string): boolean {
  const left = versionNumbers(a);
  const right = versionNumbers(b);
  for (let i = 0; i < right.length; i++) {
    const difference = (left[i] ?? 99) - (right[i] as number);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The version that the settings name. */
export function judgingVersion(settings: Settings): string {
  return setting(settings, 'logrotate', versionSetting);
}
