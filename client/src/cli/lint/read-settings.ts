import { languageNamed, languages, type Settings } from '../../../../server/src/core/index.ts';
import { UsageError } from '../usage-error.ts';

/** `LANGUAGE.KEY=VALUE` words as settings; one that is none, or that no language has, is a usage error. */
export function readSettings(words: readonly string[]): Settings {
  const out: Record<string, Record<string, string>> = {};
  for (const word of words) {
    const match = /^([a-z_]+)\.([a-z-]+)=(.*)$/.exec(word);
    if (match === null) throw new UsageError(`--set: \`${word}\` is not of the form \`LANGUAGE.KEY=VALUE\``);
    const [, language = '', key = '', value = ''] = match;
    const definition = languageNamed(language)?.settings.find((candidate) => candidate.key === key);
    if (definition === undefined) {
      const known = languages.flatMap(({ id, settings }) => settings.map((setting) => `\`${id}.${setting.key}\``));
      throw new UsageError(
        `--set: \`${language}.${key}\` is unknown; ${known.length === 0 ? 'there are no settings' : `${known.join(', ')} are known`}`,
      );
    }
    if (
      (definition.values !== undefined && !definition.values.includes(value)) ||
      (definition.pattern !== undefined && !definition.pattern.test(value))
    ) {
      throw new UsageError(
        `--set: \`${language}.${key}\` cannot be \`${value}\`${definition.values === undefined ? '' : `; ${definition.values.map((v) => `\`${v}\``).join(', ')} were expected`}`,
      );
    }
    out[language] = { ...out[language], [key]: value };
  }
  return out;
}
