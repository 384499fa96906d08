import { type SettingDefinition, type Settings, setting } from '../../settings.ts';

/** Which release judges. */
export const versionSetting: SettingDefinition = {
  key: 'version',
  values: [
    'auto',
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
  default: 'auto',
  description:
    'The logrotate whose verdict counts. `auto`: what every release refuses or throws away is an error, what only some of 3.21 and 3.22 refuse a warning. By version: an unknown directive is an error to 3.21 and a warning from 3.22, one that came later is unknown. `next` is what is in the sources after 3.22',
};

/** The newest release. */
export const newest = '3.22';

/** A release as numbers that compare: `3.8.5` -> [3, 8, 5]; `next` is above all, `auto` the newest release. */
function versionNumbers(version: string): readonly number[] {
  const known = numbers.get(version);
  if (known !== undefined) return known;
  const read = version === 'next' ? [99] : (version === 'auto' ? newest : version).split('.').map((part) => Number.parseInt(part, 10) || 0);
  numbers.set(version, read);
  return read;
}

/** There are few versions, and they are compared often. */
const numbers = new Map<string, readonly number[]>();

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

/** The version that the settings name, `auto` if none. */
export function judgingVersion(settings: Settings): string {
  return setting(settings, 'logrotate', versionSetting);
}

/** Whether from this version on an unknown directive is only warned of; `auto` stands for the older ones too. */
export function forgivesUnknown(settings: Settings): boolean {
  const version = judgingVersion(settings);
  return version !== 'auto' && atLeast(version, '3.22');
}

/** The releases whose reading is compared: the one named, or for `auto` the two ways that are in use. */
export function readings(settings: Settings): readonly string[] {
  const version = judgingVersion(settings);
  return version === 'auto' ? ['3.21', '3.22'] : [version];
}
