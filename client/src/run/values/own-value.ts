import type { Draft } from '../../../../server/src/core/runbook/draft-types.ts';

/** What the inventory says of `name` on `host`; undefined where it says nothing. */
export function ownValue({ hosts }: Draft, host: string, name: string): string | undefined {
  const variables = hosts?.[host]?.variables ?? {};
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}
