import { hasReached } from '../facts/version.ts';
import { NotComputed } from './not-computed.ts';
import { matchPosix } from './posix-match.ts';
import type { PropertyOptions } from './template-part.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\x00-\x1f\x7f]/g;

/** A property's text with its options, in the order of `MsgGetProp` (runtime/msg.c). Texts are bytes. What
 * rsyslogd reads as a C string ends at a NUL; a text that it only hands on keeps it. `version` is rsyslogd's. */
export function applyOptions(value: string, options: PropertyOptions, outName: string, version: string): string {
  let text = value;
  if (options.field !== undefined) {
    const fields = beforeNul(text).split(String.fromCharCode(options.field.delimiter));
    const field = options.field.number < 1 ? undefined : fields[options.field.number - 1];
    if (field === undefined) return '**FIELD NOT FOUND**';
    text = field;
  } else if (options.regex !== undefined) {
    const found = viaRegex(text, options.regex);
    if (found === undefined) return '**NO MATCH** **BAD REGULAR EXPRESSION**';
    text = found;
  }
  if (options.from !== 0 || options.to !== 0) text = stretch(text, options);
  const begun = (): boolean => text !== '' && text[0] !== nul;
  if (begun() && options.blankIfNone) text = text.startsWith(' ') ? '' : ' ';
  if (begun()) {
    if (options.letters === 'upper') text = upToNul(text, (head) => head.replace(/[a-z]/g, (c) => c.toUpperCase()));
    if (options.letters === 'lower') text = upToNul(text, (head) => head.replace(/[A-Z]/g, (c) => c.toLowerCase()));
    if (options.control === 'drop') text = orCut(text, (head) => head.replace(control, ''));
    else if (options.control === 'space') text = upToNul(text, (head) => head.replace(control, ' '));
    else if (options.control === 'escape')
      text = orCut(text, (head) => head.replace(control, (c) => `#${String(c.charCodeAt(0)).padStart(3, '0')}`));
  }
  if (options.path !== undefined) {
    text = options.path === 'drop' ? orCut(text, (head) => head.replaceAll('/', '')) : upToNul(text, (head) => head.replaceAll('/', '_'));
    if (!begun() || text === '.') text = '_';
    else if (text === '..') text = '_.';
  }
  if (options.dropLastLineFeed && options.control !== 'escape' && text.endsWith('\n')) text = text.slice(0, -1);
  if (options.compressBlanks) {
    // Whether what follows a NUL stays hangs on whose memory it is.
    if (text.includes(nul)) throw new NotComputed('a NUL in a text whose blanks are compressed');
    text = text.replace(/ {2,}/g, ' ');
  }
  switch (options.format) {
    case 'csv':
      return `"${beforeNul(text).replaceAll('"', '""')}"`;
    case 'json':
      return jsonEscaped(text, true);
    case 'jsonr':
      return jsonEscaped(text, false);
    case 'jsonf':
      return jsonField(text, options, outName, true, version);
    case 'jsonfr':
      return jsonField(text, options, outName, false, version);
    default:
      return text;
  }
}

const nul = '\0';

function beforeNul(text: string): string {
  const at = text.indexOf(nul);
  return at === -1 ? text : text.slice(0, at);
}

/** What stands before a NUL, changed; a NUL at the very end stays, and behind another one is memory that nobody wrote to. */
function upToNul(text: string, change: (head: string) => string): string {
  const head = beforeNul(text);
  if (text.length > head.length + 1) throw new NotComputed('a text with a NUL within');
  return change(head) + text.slice(head.length);
}

/** What stands before a NUL, changed; the whole text where that changes nothing. */
function orCut(text: string, change: (head: string) => string): string {
  const head = beforeNul(text);
  const changed = change(head);
  return changed === head ? text : changed;
}

/** Undefined where the expression does not compile. */
function viaRegex(text: string, { expression, match, submatch, otherwise }: NonNullable<PropertyOptions['regex']>): string | undefined {
  if (expression === undefined) return undefined;
  const none = otherwise === 'DFLT' ? '**NO MATCH**' : otherwise === 'ZERO' ? '0' : otherwise === 'BLANK' ? '' : text;
  let rest = beforeNul(text);
  for (let tries = 0; ; tries++) {
    const found = matchPosix(expression, rest);
    const whole = found?.[0];
    if (found === undefined || whole === undefined) return none;
    if (tries < match) {
      rest = rest.slice(whole.end);
      continue;
    }
    // rsyslogd looks at ten groups, and a group that took no part has an empty stretch.
    const part = submatch > 9 ? undefined : found[submatch];
    return part === undefined ? '' : rest.slice(part.start, part.end);
  }
}

function stretch(text: string, { from, to, fromEnd, fixedWidth }: PropertyOptions): string {
  const { length } = text;
  let start = from;
  let last = to;
  if (fromEnd) {
    start = length < from ? 0 : length - from;
    last = length < to ? 0 : length - to;
  } else {
    if (start > 0) start--;
    if (last > 0) last--;
    else if (last < 0) last = Math.max(0, length - 1 + last);
  }
  if (start >= length) return '';
  if (start === 0 && last >= length && !fixedWidth) return text;
  if (last >= length && !fixedWidth) last = length - 1;
  const count = Math.max(0, last - start + 1);
  if (count > 1_000_000) throw new NotComputed('a fixed width without an end');
  return beforeNul(text)
    .slice(start, start + count)
    .padEnd(count, ' ');
}

const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '/': '\\/',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function jsonEscaped(text: string, all: boolean): string {
  const sign = (c: string): string => named[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (all) return text.replace(/[\x00-\x1f"\\/]/g, sign);
  // What is escaped already is left as it is.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/\\["/\\bfnrtu]|[\x00-\x1f"\\/]/g, (c) => (c.length > 1 ? c : sign(c)));
}

function jsonField(
  given: string,
  { dataType, onEmpty, omitIfZero }: PropertyOptions,
  outName: string,
  all: boolean,
  version: string,
): string {
  if (given === '' && onEmpty === 'skip') return '';
  const text = dataType === 'number' && hasReached(version, '8.2602') ? given.replace(/^[ \t-\r]+|[ \t-\r]+$/g, '') : given;
  if (text === '0' && dataType === 'number' && omitIfZero === true) return '';
  const name = `"${outName}":`;
  if (text === '' && onEmpty === 'null') return `${name}null`;
  const written = jsonEscaped(text, all);
  if (dataType === 'number') return `${name}${text === '' ? '0' : written}`;
  if (dataType === 'bool') return `${name}${text === '0' ? 'false' : 'true'}`;
  if (dataType === 'auto' && /^[0-9]+$/.test(text)) return `${name}${written}`;
  return `${name}"${written}"`;
}
