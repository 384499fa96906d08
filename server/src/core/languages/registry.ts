import picomatch from 'picomatch';
import type { Language } from '../language.ts';
import { once } from '../once.ts';
import { interfacesHead } from './interfaces/head.ts';
import { interfaces } from './interfaces/index.ts';
import { lateLanguage } from './late-language.ts';
import { logrotateHead } from './logrotate/head.ts';
import { logrotate } from './logrotate/index.ts';
import { logrotateStatusHead } from './logrotate-status/head.ts';
import { logrotateStatus } from './logrotate-status/index.ts';
import { rsyslogHead } from './rsyslog/head.ts';
import { rsyslog } from './rsyslog/index.ts';
import { rsyslogYamlHead } from './rsyslog/yaml/head.ts';
import { rsyslogYaml } from './rsyslog/yaml/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: the registry holds languages of different trees; each is only ever given its own
type AnyLanguage = Language<any>;

/** Every config language, one line each; in what is built each is loaded when a text of it is met. */
export const languages: readonly AnyLanguage[] = [
  lateLanguage(logrotateHead, () => logrotate),
  lateLanguage(logrotateStatusHead, () => logrotateStatus),
  lateLanguage(rsyslogHead, () => rsyslog),
  lateLanguage(rsyslogYamlHead, () => rsyslogYaml),
  lateLanguage(interfacesHead, () => interfaces),
];

/** The language that a fence's first word or a `--language` names, aliases too, in any case; undefined if none. */
export function languageNamed(name: string): AnyLanguage | undefined {
  const lower = name.toLowerCase();
  return languages.find((language) => language.id === lower || language.aliases.includes(lower));
}

const matchers = languages.map((language) => ({ language, matches: once(() => picomatch([...language.paths], { dot: true })) }));

/** The language that a bare file's path tells (`/` between folders, relative or absolute); undefined if none. */
export function languageOfPath(path: string): AnyLanguage | undefined {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  const name = rooted.slice(rooted.lastIndexOf('/') + 1);
  return (
    matchers.find(({ matches }) => matches()(rooted))?.language ??
    languages.find((language) => language.extensions.some((extension) => name.length > extension.length && name.endsWith(extension)))
  );
}

/** The id that the languages of one daemon share: files of one family are judged together. */
export function familyOf(id: string): string {
  return languageNamed(id)?.family ?? id;
}

const recognisers = languages.flatMap(({ id, recognise }) =>
  recognise === undefined ? [] : [{ id, ...recognise, isCandidate: picomatch([...recognise.candidates], { dot: true }) }],
);

/** Whether a bare file whose path names no language may turn out to be of one by its text. */
export function mayHoldLanguage(path: string): boolean {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return recognisers.some(({ isCandidate }) => isCandidate(rooted));
}

/** The language that a bare file's text tells, where its path names none; undefined if none does. */
export function languageOfText(path: string, text: string): AnyLanguage | undefined {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  const found = recognisers.find(({ isCandidate, matches }) => isCandidate(rooted) && matches(rooted, text));
  return found && languageNamed(found.id);
}
