/** One setting that changes a verdict or a plan; the table of a language makes schema, flags and docs. */
export interface SettingDefinition {
  readonly key: string;
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  readonly default: string;
  readonly description: string;
}

/** Settings by language (`rules` among them, for severities), then by key: what `--set LANGUAGE.KEY=VALUE` and opsbook.yaml give. */
export type Settings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The value of a setting, its default where nobody set it or what was set is none of its values. */
export function setting(settings: Settings, language: string, definition: SettingDefinition): string {
  const value = settings[language]?.[definition.key];
  if (value === undefined) return definition.default;
  if (definition.values !== undefined && !definition.values.includes(value)) return definition.default;
  if (definition.pattern !== undefined && !definition.pattern.test(value)) return definition.default;
  return value;
}
