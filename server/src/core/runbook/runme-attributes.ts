/** A fence's info string as Runme reads it. */
export interface RunmeInfo {
  /** First word up to a space; '' for none. */
  readonly language: string;
  readonly format: 'json' | 'html';
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * The attribute text of an info string: from the first `{` that does not begin `{}` to the first `}` behind it; offsets are the
 * info string's. Undefined where there is none.
 */
export function attributeText(info: string): { readonly start: number; readonly end: number } | undefined {
  let start = info.indexOf('{');
  while (start !== -1 && info.charAt(start + 1) === '}') start = info.indexOf('{', start + 1);
  if (start === -1) return undefined;
  const end = info.indexOf('}', start);
  return end === -1 ? undefined : { start, end: end + 1 };
}

/** The language of an info string as Runme takes it: all up to the first space, unless that is where the attributes begin. */
export function infoLanguage(info: string): string {
  const trimmed = info.trimStart();
  const space = trimmed.indexOf(' ');
  const language = space === -1 ? trimmed.trimEnd() : trimmed.slice(0, space);
  return language.startsWith('{') && language !== '{}' ? '' : language;
}

/** `text` as a JSON object whose values are made strings; undefined if it is none. */
export function jsonAttributes(text: string): Map<string, string> | undefined {
  // Nearly all are items: the parser's exception costs more than this look.
  if (!/^\s*\{\s*["}]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value).map(([key, v]) => [key, typeof v === 'string' ? v : JSON.stringify(v)]));
  } catch {
    return undefined;
  }
}

/**
 * Reads an info string exactly as Runme does (its parser's `getRawAttributes`, `parseRawAttributes`, JSON first, then items split at
 * single spaces, no quoting). Any text is read; nothing is refused.
 */
export function runmeInfo(info: string): RunmeInfo {
  const language = infoLanguage(info);
  const at = attributeText(info);
  if (at === undefined) return { language, format: 'json', attributes: new Map() };
  const text = info.slice(at.start, at.end);
  const json = jsonAttributes(text);
  if (json !== undefined) return { language, format: 'json', attributes: json };
  const attributes = new Map<string, string>();
  for (const item of text.replace(/^[{}]+|[{}]+$/g, '').split(' ')) {
    if (item === '') continue;
    const equals = item.indexOf('=');
    if (equals === -1) attributes.set(item, '');
    else attributes.set(item.slice(0, equals), item.slice(equals + 1));
  }
  return { language, format: 'html', attributes };
}
