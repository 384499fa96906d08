import { readCInteger } from '../../values/c-integer.ts';
import { describeBytes } from '../../values/byte-size.ts';
import { readSize } from '../size-value.ts';
import type { InForce } from '../tree.ts';

const units: Readonly<Record<string, readonly [string, string, number]>> = {
  hourly: ['hour', 'hours', 1 / 24],
  daily: ['day', 'days', 1],
  weekly: ['week', 'weeks', 7],
  monthly: ['month', 'months', 30],
  yearly: ['year', 'years', 365],
};

/** How long or how much a stanza keeps, in a few words (`7 days`, `up to 5 × 10 MiB`); undefined where this file does not say. */
export function retention(scope: InForce): string | undefined {
  const value = scope.get('rotate')?.value;
  const criterium = scope.get('criterium');
  if (value === undefined || criterium === undefined) return undefined;
  const read = readCInteger(value.text);
  if (read.length !== value.text.length) return undefined;
  const count = Number(read.value);
  const age = scope.get('maxage')?.value;
  const days = age === undefined ? undefined : readCInteger(age.text);
  const limit = days !== undefined && age !== undefined && days.length === age.text.length ? Number(days.value) : undefined;
  if (count === 0) return 'nothing';
  if (count < 0) return limit === undefined ? 'everything' : plural(limit, ['day', 'days', 1]);
  if (criterium.name.text === 'size') {
    const size = criterium.value === undefined ? undefined : readSize(criterium.value.text);
    return size?.bytes === undefined ? undefined : `${count} logs of ${describeBytes(size.bytes)} or more`;
  }
  const unit = units[criterium.name.text];
  if (unit === undefined) return undefined;
  if (limit !== undefined && limit > 0 && limit < count * unit[2]) return `${plural(limit, ['day', 'days', 1])} (\`maxage\`)`;
  return plural(count, unit);
}

function plural(count: number, unit: readonly [string, string, number]): string {
  return `${count} ${count === 1 ? unit[0] : unit[1]}`;
}
