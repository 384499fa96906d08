/** A JSON value as libfastjson keeps it: whole numbers apart from others, members in the order they came. */
export type Json = null | boolean | bigint | string | JsonNumber | readonly Json[] | JsonObject;

/** A number that is not whole, with the text it was written as. */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An object; its names ignore case, as rsyslogd has it (`variables.casesensitive` is off), and keep the case they first came in. */
export class JsonObject {
  // A slot that was emptied is the first to be filled again.
  readonly #slots: ({ readonly key: string; value: Json } | undefined)[] = [];

  get entries(): readonly (readonly [string, Json])[] {
    return this.#slots.flatMap((slot) => (slot === undefined ? [] : [[slot.key, slot.value] as const]));
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  /** Undefined where there is no such member; null is a value. */
  get(key: string): Json | undefined {
    return this.#find(key)?.value;
  }

  set(key: string, value: Json): void {
    const slot = this.#find(key);
    if (slot !== undefined) {
      slot.value = value;
      return;
    }
    const empty = this.#slots.indexOf(undefined);
    this.#slots[empty === -1 ? this.#slots.length : empty] = { key, value };
  }

  delete(key: string): void {
    const slot = this.#find(key);
    if (slot !== undefined) this.#slots[this.#slots.indexOf(slot)] = undefined;
  }

  copy(): JsonObject {
    const out = new JsonObject();
    for (const [key, value] of this.entries) out.set(key, copyJson(value));
    return out;
  }

  #find(key: string): { readonly key: string; value: Json } | undefined {
    const wanted = key.toLowerCase();
    return this.#slots.find((slot) => slot !== undefined && slot.key.toLowerCase() === wanted);
  }
}

/** A copy that shares nothing. */
export function copyJson(value: Json): Json {
  if (value instanceof JsonObject) return value.copy();
  return Array.isArray(value) ? value.map(copyJson) : value;
}

/** A value as libfastjson writes it: `{ "a": 1 }` with blanks, or without. A text alone is written bare (`json_object_get_string`). */
export function writeJson(value: Json, plain = false): string {
  return typeof value === 'string' ? value : jsonText(value, plain);
}

/** The same with a text alone in quotes, as it stands within JSON (`json_object_to_json_string_ext`). */
export function jsonText(value: Json, plain: boolean): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${escaped(value)}"`;
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof JsonNumber) return value.text;
  const pad = plain ? '' : ' ';
  if (value instanceof JsonObject) {
    const parts = value.entries.map(([key, member]) => `${pad}"${escaped(key)}":${pad}${jsonText(member, plain)}`);
    return parts.length === 0 ? `{${pad}}` : `{${parts.join(',')}${pad}}`;
  }
  const parts = value.map((member) => `${pad}${jsonText(member, plain)}`);
  return parts.length === 0 ? `[${pad}]` : `[${parts.join(',')}${pad}]`;
}

const signs: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
};

function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\x00-\x1f"\\/]/g, (c) => signs[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
