import { ConfigError } from './config-error.ts';

const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * A value of `keyword`, a time (sshd_config(5), TIME FORMATS: `90`, `1m30s`), in seconds. Throws a ConfigError where it is none; `at` is the
 * value's place.
 */
export function seconds(keyword: string, text: string, at: string): number {
  if (!/^(?:\d+[smhdw]?)+$/i.test(text))
    throw new ConfigError(`${at}\`${keyword} ${text}\` is no time; expected seconds, or a number with \`s m h d w\``);
  let sum = 0;
  for (const [, number, unit = ''] of text.matchAll(/(\d+)([smhdw]?)/gi)) sum += Number(number) * (units[unit.toLowerCase()] ?? 1);
  return sum;
}
