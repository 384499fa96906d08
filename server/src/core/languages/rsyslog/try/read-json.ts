import { toBytes } from './bytes.ts';
import { type Json, JsonNumber, JsonObject } from './json-value.ts';
import { NotComputed } from './not-computed.ts';

/**
 * The JSON value that a text of bytes begins with, as `parse_json()` takes it; undefined where libfastjson refuses it. Throws
 * What follows it is passed over, or refused where the value has to be the `whole` text (since 8.2602). Throws `NotComputed` for what strict JSON is not but libfastjson may take (comments, single quotes, `NaN`).
 */
export function readJson(text: string, whole: boolean): Json | undefined {
  let at = 0;
  const doubtful = new NotComputed('text that is no strict JSON');
  const unfinished = Symbol('unfinished');
  const blank = (): void => {
    while (at < text.length && ' \t\n\r\v\f'.includes(text[at] as string)) at++;
  };
  const value = (depth: number): Json => {
    if (depth > 30) throw doubtful;
    blank();
    const c = text[at];
    if (c === '"') return string();
    if (c === '{') {
      const out = new JsonObject();
      at++;
      blank();
      if (text[at] === '}') {
        at++;
        return out;
      }
      for (;;) {
        blank();
        if (text[at] !== '"') throw doubtful;
        const key = string();
        blank();
        if (text[at] !== ':') throw doubtful;
        at++;
        out.set(key, value(depth + 1));
        blank();
        if (text[at] === '}') {
          at++;
          return out;
        }
        if (text[at] !== ',') throw doubtful;
        at++;
      }
    }
    if (c === '[') {
      const out: Json[] = [];
      at++;
      blank();
      if (text[at] === ']') {
        at++;
        return out;
      }
      for (;;) {
        out.push(value(depth + 1));
        blank();
        if (text[at] === ']') {
          at++;
          return out;
        }
        if (text[at] !== ',') throw doubtful;
        at++;
      }
    }
    const word = /(?:true|false|null)(?![A-Za-z0-9])|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![A-Za-z0-9.+-])/y;
    word.lastIndex = at;
    const found = word.exec(text)?.[0];
    if (found === undefined) throw doubtful;
    at = word.lastIndex;
    // A number that the text ends with might go on: the tokener waits for more, and `parse_json()` takes that for a mistake.
    if (/[0-9]$/.test(found) && at === text.length) throw unfinished;
    if (found === 'true' || found === 'false') return found === 'true';
    if (found === 'null') return null;
    if (/[.eE]/.test(found)) return new JsonNumber(found);
    const number = BigInt(found);
    if (number > 9223372036854775807n || number < -9223372036854775808n) throw doubtful;
    return number;
  };
  const string = (): string => {
    const close = /"(?:[^"\\]|\\[\s\S])*"/y;
    close.lastIndex = at;
    const found = close.exec(text)?.[0];
    if (found === undefined) throw doubtful;
    at = close.lastIndex;
    return found.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, hex: string | undefined, c: string | undefined) => {
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) throw doubtful;
        return toBytes(String.fromCharCode(code));
      }
      const plain: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };
      const sign = plain[c ?? ''];
      if (sign === undefined) throw doubtful;
      return sign;
    });
  };
  blank();
  const first = text[at];
  if (first === undefined) return undefined;
  // What begins no value at all is refused in any reading.
  if (!/[{["'\-0-9/]/.test(first) && !/^(?:true|false|null|nan|inf)/i.test(text.slice(at, at + 8))) return undefined;
  try {
    const found = value(0);
    blank();
    // What could begin a comment is read on.
    if (text[at] === '/') throw doubtful;
    if (whole && at < text.length) return undefined;
    // libfastjson has no value for null.
    return found === null ? undefined : found;
  } catch (thrown) {
    if (thrown === unfinished) return undefined;
    throw thrown;
  }
}
