import type { Settings } from '../core/index.ts';

/** `below` with `above` over it, key by key. */
export function mergeSettings(below: Settings, above: Settings): Settings {
  const out: Record<string, Record<string, string>> = {};
  for (const settings of [below, above])
    for (const [language, values] of Object.entries(settings)) out[language] = { ...out[language], ...values };
  return out;
}
