import type { Plan } from './plan.ts';

/** The addresses of a plan's hosts, by name; of those that are known. */
export function addressesOf({ hosts }: Pick<Plan, 'hosts'>): ReadonlyMap<string, string> {
  return new Map(hosts.flatMap(({ name, address }) => (address === undefined ? [] : [[name, address]])));
}
