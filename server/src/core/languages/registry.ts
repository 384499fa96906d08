import picomatch from 'picomatch';
import type { Language } from '../language.ts';
import { interfaces } from './interfaces/index.ts';
import { logrotate } from './logrotate/index.ts';
import { logrotateStatus } from './logrotate-status/index.ts';
import { rsyslog } from './rsyslog/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: the registry holds languages of different trees; each is only ever given its own
type AnyLanguage = Language<any>;

/** Every config language, one line each. */
export const languages: readonly AnyLanguage[] = [logrotate, logrotateStatus, rsyslog, interfaces];

/** The language that a fence's first word or a `--language` names, aliases too, in any case; undefined if none. */
export function languageNamed(name: string): AnyLanguage | undefined {
  const lower = name.toLowerCase();
  return languages.find((language) => language.id === lower || language.aliases.includes(lower));
}

const matchers = languages.map((language) => ({ language, matches: picomatch([...language.paths], { dot: true }) }));

/** The language that a bare file's path tells (`/` between folders, relative or absolute); undefined if none. */
export function languageOfPath(path: string): AnyLanguage | undefined {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  const name = rooted.slice(rooted.lastIndexOf('/') + 1);
  return (
    matchers.find(({ matches }) => matches(rooted))?.language ??
    languages.find((language) => language.extensions.some((extension) => name.length > extension.length && name.endsWith(extension)))
  );
}
