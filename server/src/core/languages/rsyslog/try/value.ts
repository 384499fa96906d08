import { type Json, JsonNumber, JsonObject, writeJson } from './json-value.ts';

/** What an expression comes to (`struct svar`): a text in bytes, a whole number of 64 bits, or JSON that is neither. */
export type Value = string | bigint | { readonly json: Exclude<Json, string> };

/** A number, and whether the whole text was one (`var2Number`, grammar/rainerscript.c). */
export interface NumberRead {
  readonly number: bigint;
  readonly whole: boolean;
}

export function toNumber(value: Value): NumberRead {
  if (typeof value === 'bigint') return { number: value, whole: true };
  if (typeof value !== 'string') return { number: jsonNumber(value.json), whole: true };
  if (value === '') return { number: 0n, whole: true };
  const digits = (/^-?(\d*)/.exec(value) as RegExpExecArray)[0];
  const number = digits === '' || digits === '-' ? 0n : BigInt(digits);
  return { number: BigInt.asIntN(64, number), whole: digits.length === value.length };
}

function jsonNumber(json: Exclude<Json, string>): bigint {
  if (typeof json === 'bigint') return json;
  if (typeof json === 'boolean') return json ? 1n : 0n;
  if (json instanceof JsonNumber) {
    const number = Math.trunc(Number(json.text));
    return Number.isFinite(number) ? BigInt.asIntN(64, BigInt(number)) : 0n;
  }
  return 0n;
}

/** The text of a value (`var2String`), in bytes. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  return typeof value === 'bigint' ? String(value) : writeJson(value.json);
}

/** A JSON value as an expression has it: texts are texts, null is the empty one. */
export function fromJson(json: Json | undefined): Value {
  if (json === undefined || json === null) return '';
  return typeof json === 'string' ? json : { json };
}

/** What a variable keeps of a value. */
export function intoJson(value: Value): Json {
  if (typeof value === 'string') return value.replaceAll('\0', '');
  return typeof value === 'bigint' ? value : value.json;
}

/** Whether JSON is a list or an object. */
export function isContainer(value: Value): value is { readonly json: readonly Json[] | JsonObject } {
  return typeof value === 'object' && (value.json instanceof JsonObject || Array.isArray(value.json));
}
