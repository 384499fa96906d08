import type { ScopedFact } from '../../language.ts';

/** A setting that another file makes before it includes this one. */
export interface Inherited {
  /** The directive in force (`compress` or `nocompress` for the setting `compress`). */
  readonly directive: string;
  readonly value: string | undefined;
  readonly file: string;
}

/**
 * What the files in scope that include others set at top level above their last `include`, by setting. A file of `logrotate.d` starts
 * with these (config.c, readConfigFile hands its defaults down).
 */
export function inheritedSettings(facts: readonly ScopedFact[]): ReadonlyMap<string, Inherited> {
  const found = known.get(facts) ?? readInherited(facts);
  known.set(facts, found);
  return found;
}

/** Several rules ask for the same. */
const known = new WeakMap<readonly ScopedFact[], ReadonlyMap<string, Inherited>>();

function readInherited(facts: readonly ScopedFact[]): ReadonlyMap<string, Inherited> {
  const until = new Map<string, number>();
  for (const { fact, own, file } of facts)
    if (!own && fact.kind === 'includes') until.set(file, Math.max(fact.span.start, until.get(file) ?? 0));
  const settings = new Map<string, Inherited>();
  if (until.size === 0) return settings;
  for (const { fact, own, file } of facts) {
    if (own || fact.kind !== 'sets' || fact.span.start > (until.get(file) ?? -1)) continue;
    settings.set(fact.name, { directive: fact.detail?.['directive'] ?? fact.name, value: fact.detail?.['value'], file });
  }
  return settings;
}
