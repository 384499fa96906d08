import { isMap, parseDocument } from 'yaml';

/**
 * The text of opsbook.yaml with one setting of a language (`interfaces`, `dialect`), comments and all else untouched as far as YAML's
 * writer keeps it; undefined for a text that is no mapping.
 */
export function withSetting(text: string, language: string, key: string, value: string): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return undefined;
  const before = document.get(language);
  if (before !== undefined && !isMap(before)) document.delete(language);
  document.setIn([language, key], value);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
