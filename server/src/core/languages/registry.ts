import type { Language } from '../language.ts';
import { logrotate } from './logrotate/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: the registry holds languages of different trees; each is only ever given its own
export const languages: readonly Language<any>[] = [logrotate];

/** The language that a fence's first word or a `--language` names, aliases too, in any case; undefined if none. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export function languageNamed(name: string): Language<any> | undefined {
  const lower = name.toLowerCase();
  return languages.find((language) => language.id === lower || language.aliases.includes(lower));
}
