import { hasReached } from '../facts/version.ts';
import type { Expression } from '../syntax/tree.ts';
import { formatTime } from './format-time.ts';
import { type Json, JsonObject } from './json-value.ts';
import { matchPosix } from './posix-match.ts';
import { readPosixExpression } from './posix-expression.ts';
import { NotComputed } from './not-computed.ts';
import { readJson } from './read-json.ts';
import { selectorMask } from './selector-match.ts';
import { fromUnix, readTime3164, readTime3339, toUnix } from './syslog-time.ts';
import { toBytes } from './bytes.ts';
import type { State } from './state.ts';
import { fromJson, toNumber, toText, type Value } from './value.ts';
import { setVariable, variablePath } from './variables.ts';

/** What a function of RainerScript gives (the `doFunct_…` of grammar/rainerscript.c). Throws `NotComputed` for one whose outcome is not in the message. */
export function callFunction(name: string, given: readonly Expression[], evaluate: (expression: Expression) => Value, state: State): Value {
  const value = (index: number): Value => {
    const expression = given[index];
    if (expression === undefined) throw new NotComputed(`\`${name}()\` with too few arguments`);
    return evaluate(expression);
  };
  const text = (index: number): string => toText(value(index));
  const number = (index: number): bigint => toNumber(value(index)).number;
  const constant = (index: number): string => {
    const expression = given[index];
    if (expression?.kind !== 'string' || expression.quote === '`')
      throw new NotComputed(`\`${name}()\` with something else than a constant`);
    return toBytes(expression.text);
  };
  const expression = (index: number, ignoreCase: boolean): NonNullable<ReturnType<typeof readPosixExpression>> => {
    const read = readPosixExpression(constant(index), { extended: true, ignoreCase });
    if (read === undefined) throw new NotComputed('a regular expression that does not compile');
    return read;
  };
  const { message } = state;
  switch (name) {
    case 'strlen':
      return BigInt(text(0).length);
    case 'tolower':
      return text(0).replace(/[A-Z]/g, (c) => c.toLowerCase());
    case 'toupper':
      return text(0).replace(/[a-z]/g, (c) => c.toUpperCase());
    case 'cstr':
      return text(0);
    case 'cnum': {
      const first = given[0];
      return first?.kind === 'string' ? constantNumber(toBytes(first.text)) : number(0);
    }
    case 'ltrim':
      return text(0).replace(/^ +/, '');
    case 'rtrim':
      return rightTrimmed(text(0));
    case 'replace':
      return replaced(text(0), text(1), text(2));
    case 'wrap': {
      const wrapper = text(1);
      const inner = given.length > 2 ? replaced(text(0), wrapper, text(2)) : text(0);
      return `${wrapper}${inner}${wrapper}`;
    }
    case 'substring':
      return substring(text(0), Number(BigInt.asIntN(32, number(1))), Number(BigInt.asIntN(32, number(2))));
    case 'field':
      return field(text(0), value(1), Number(BigInt.asIntN(32, number(2))));
    case 're_match':
    case 're_match_i':
      return matchPosix(expression(1, name.endsWith('_i')), text(0)) === undefined ? 0n : 1n;
    case 're_extract':
    case 're_extract_i':
      return extract(expression(1, name.endsWith('_i')), text(0), Number(number(2)), Number(number(3))) ?? text(4);
    case 'prifilt':
      return ((selectorMask(constant(0), state.version)[message.facility] ?? 0) & (1 << message.severity)) === 0 ? 0n : 1n;
    case 'int2hex': {
      const read = toNumber(value(0));
      return read.whole ? BigInt.asUintN(64, read.number).toString(16) : 'NAN';
    }
    case 'num2ipv4': {
      const { number: address, whole } = toNumber(value(0));
      if (!whole || address < 0n || address > 4294967295n) return '-1';
      return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
    }
    case 'ip42num':
    case 'ipv42num':
      return addressNumber(text(0));
    case 'format_time': {
      const read = toNumber(value(0));
      const format = text(1);
      if (!read.whole || (format !== 'date-rfc3164' && format !== 'date-rfc3339')) return text(0);
      if (read.number < 0n || read.number > 4102444800n) throw new NotComputed('`format_time()` of a time outside of our years');
      return formatTime(fromUnix(Number(read.number)), format.slice(5));
    }
    case 'parse_time': {
      const given = text(0);
      const read = readTime3339(given, 0);
      if (read !== undefined) return BigInt(toUnix(read.time));
      if (readTime3164(given, 0, message.origin.receivedAt) !== undefined) throw new NotComputed('`parse_time()` of a time without a year');
      return 0n;
    }
    case 'parse_json': {
      const given = text(0);
      const container = variablePath(text(1).replace(/^\$/, ''));
      if (container === undefined) throw new NotComputed('`parse_json()` into something that is no variable');
      const json = readOrLose(given, state);
      if (json === undefined) return 1n;
      setVariable(state.variables, container.root, container.path, json, { reset: false, version: state.version });
      return 0n;
    }
    case 'get_property':
      return property(given[0]?.kind === 'string' ? undefined : value(0), given.length > 1 ? value(1) : '');
    case 'exec_template':
      return state.render(constant(0));
    case 'dyn_inc':
    case 'percentile_observe':
      return 0n;
    default:
      throw new NotComputed(`the function \`${name}()\``);
  }
}

function readOrLose(text: string, state: State): Json | undefined {
  try {
    return readJson(text, hasReached(state.version, '8.2602'));
  } catch (thrown) {
    if (thrown instanceof NotComputed) state.lost ??= `what the message holds here is not known: ${thrown.message}`;
    throw thrown;
  }
}

/** As `es_str2num` of libestr reads a constant: octal behind a 0, hexadecimal behind 0x. */
function constantNumber(text: string): bigint {
  const hex = /^0x([0-9a-f]+)/i.exec(text);
  if (hex !== null) return BigInt.asIntN(64, BigInt(`0x${hex[1]}`));
  const octal = /^0([0-7]+)/.exec(text);
  if (octal !== null) return BigInt.asIntN(64, BigInt(`0o${octal[1]}`));
  return toNumber(text).number;
}

function rightTrimmed(text: string): string {
  let last = text.length - 1;
  while (last > 0 && text[last] === ' ') last--;
  return last > 0 || text[0] !== ' ' ? text.slice(0, last + 1) : '';
}

/**
 * `doFuncReplace` (grammar/rainerscript.c): what was partly matched is looked at again from its second character. It counts the length of
 * the outcome before it writes it, and that loop looks again from the third: where the two differ, the rest is what stood in memory.
 */
function replaced(text: string, old: string, fresh: string): string {
  if (old === '') throw new NotComputed('`replace()` of an empty text');
  const out = text.replaceAll(old, () => fresh);
  if (lengthCounted(text, old, fresh) !== out.length)
    throw new NotComputed('`replace()` where the text sought begins again inside of itself: rsyslogd counts its outcome wrong');
  return out;
}

/** The length that `doFuncReplace` takes for its outcome. */
function lengthCounted(text: string, old: string, fresh: string): number {
  let length = 0;
  let matched = 0;
  for (let at = 0; at <= text.length; at++, length++) {
    if (matched === old.length) {
      length += fresh.length - old.length;
      matched = 0;
    }
    if (at === text.length) break;
    if (text[at] === old[matched]) matched++;
    else if (matched > 0) {
      at -= matched - 1;
      length -= matched - 1;
      matched = 0;
    }
  }
  return length;
}

function substring(text: string, start: number, length: number): string {
  if (start < 0) throw new NotComputed('`substring()` with a negative start');
  if (start >= text.length) return '';
  const count = length < 0 ? Math.max(0, text.length + length) : length;
  return text.slice(start, start + Math.min(count, text.length - start));
}

function field(text: string, delimiter: Value, wanted: number): string {
  const sign = typeof delimiter === 'string' ? delimiter : String.fromCharCode(Number(toNumber(delimiter).number & 255n));
  if (sign === '' || sign === '\0' || wanted < 1) throw new NotComputed('`field()` with an empty delimiter or a field before the first');
  return text.split(sign)[wanted - 1] ?? '***FIELD NOT FOUND***';
}

function extract(
  expression: NonNullable<ReturnType<typeof readPosixExpression>>,
  text: string,
  match: number,
  submatch: number,
): string | undefined {
  let rest = text;
  for (let tries = 0; ; tries++) {
    const found = matchPosix(expression, rest);
    const whole = found?.[0];
    if (found === undefined || whole === undefined || match < 0) return undefined;
    if (tries < match) {
      rest = rest.slice(whole.end);
      continue;
    }
    const part = submatch < 0 || submatch > 49 ? undefined : found[submatch];
    return part === undefined ? undefined : rest.slice(part.start, part.end);
  }
}

function addressNumber(text: string): bigint {
  const parts = /^ *(\d*)\.(\d*)\.(\d*)\.(\d*) *$/.exec(text);
  if (parts === null) return -1n;
  return parts.slice(1).reduce((sum, part) => BigInt.asUintN(32, sum * 256n + BigInt.asUintN(32, BigInt(part === '' ? '0' : part))), 0n);
}

/** What `get_property()` gives where there is nothing: it counts the end of an empty text as one byte of it. */
const nothing = '\0';

function property(from: Value | undefined, key: Value): Value {
  if (from === undefined) return nothing;
  if (typeof from === 'string') return from;
  if (typeof from === 'bigint') return nothing;
  const { json } = from;
  if (json instanceof JsonObject) {
    const name = toText(key);
    return name === '' ? { json } : member(json.get(name));
  }
  if (Array.isArray(json)) {
    const index = toNumber(key);
    // rsyslogd compares the index with the size of a size_t instead of the list's.
    if (!index.whole || index.number < 0n || index.number >= 8n) return nothing;
    return member((json as readonly Json[])[Number(index.number)]);
  }
  return toNumber(from).number;
}

function member(json: Json | undefined): Value {
  return json === undefined || json === null ? nothing : fromJson(json);
}
