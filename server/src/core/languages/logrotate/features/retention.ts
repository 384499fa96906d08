import { readCInteger } from '../../values/c-integer.ts';
import { describeBytes } from '../../values/byte-size.ts';
import type { Inherited } from '../inherited-settings.ts';
import { readSize } from '../size-value.ts';
import type { InForce } from '../tree.ts';

const units: Readonly<Record<string, readonly [string, string, number]>> = {
  hourly: ['hour', 'hours', 1 / 24],
  daily: ['day', 'days', 1],
  weekly: ['week', 'weeks', 7],
  monthly: ['month', 'months', 30],
  yearly: ['year', 'years', 365],
};

/** How long or how much a stanza keeps, in a few words (`7 days`, `up to 5 × 10 MiB`); undefined where neither this file nor one that includes it says. */
export function retention(scope: InForce, inherited: ReadonlyMap<string, Inherited>): string | undefined {
  const said = (slot: string): { readonly directive: string; readonly value: string | undefined } | undefined => {
    const own = scope.get(slot);
    return own === undefined ? inherited.get(slot) : { directive: own.name.text, value: own.value?.text };
  };
  const value = said('rotate')?.value;
  const criterium = said('criterium');
  if (value === undefined || criterium === undefined) return undefined;
  const read = readCInteger(value);
  if (read.length !== value.length) return undefined;
  const count = Number(read.value);
  const age = said('maxage')?.value;
  const days = age === undefined ? undefined : readCInteger(age);
  const limit = days !== undefined && days.length === age?.length ? Number(days.value) : undefined;
  if (count === 0) return 'nothing';
  if (count < 0) return limit === undefined ? 'everything' : plural(limit, ['day', 'days', 1]);
  if (criterium.directive === 'size') {
    const size = criterium.value === undefined ? undefined : readSize(criterium.value);
    return size?.bytes === undefined ? undefined : `${count} logs of ${describeBytes(size.bytes)} or more`;
  }
  const unit = units[criterium.directive];
  if (unit === undefined) return undefined;
  if (limit !== undefined && limit > 0 && limit < count * unit[2]) return `${plural(limit, ['day', 'days', 1])} (\`maxage\`)`;
  return plural(count, unit);
}

function plural(count: number, unit: readonly [string, string, number]): string {
  return `${count} ${count === 1 ? unit[0] : unit[1]}`;
}
