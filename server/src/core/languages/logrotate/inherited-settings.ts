import type { ScopedFact } from '../../language.ts';

/**
 * What the files in scope that include others set at top level: the directive in force for each setting (`compress` or `nocompress`
 * for `compress`). A file of `logrotate.d` starts with these.
 */
export function inheritedSettings(facts: readonly ScopedFact[]): ReadonlyMap<string, string> {
  const including = new Set(facts.filter(({ fact, own }) => !own && fact.kind === 'includes').map(({ file }) => file));
  const settings = new Map<string, string>();
  for (const { fact, own, file } of facts) {
    if (own || fact.kind !== 'sets' || !including.has(file)) continue;
    settings.set(fact.name, fact.detail?.['directive'] ?? fact.name);
  }
  return settings;
}
