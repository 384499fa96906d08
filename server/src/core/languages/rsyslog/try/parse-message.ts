import { type SyslogTime, readTime3164, readTime3339 } from './syslog-time.ts';

/** How messages are taken in (`global(parser.…)` and the directives before it). */
export interface Reception {
  readonly escapeControlCharacters: boolean;
  readonly escapeTab: boolean;
  readonly escape8Bit: boolean;
  readonly cStyle: boolean;
  readonly spaceLineFeed: boolean;
  readonly dropTrailingLineFeed: boolean;
  readonly prefix: string;
  readonly slashInProgramName: boolean;
  /** A priority has one to three digits (since 8.2606). */
  readonly strictPriority: boolean;
}

export const usualReception: Reception = {
  escapeControlCharacters: true,
  escapeTab: true,
  escape8Bit: false,
  cStyle: false,
  spaceLineFeed: false,
  dropTrailingLineFeed: true,
  prefix: '#',
  slashInProgramName: false,
  strictPriority: true,
};

/** Whence and when a message came. */
export interface Origin {
  /** Host that sent it, and its address: `fromhost` and `fromhost-ip`. */
  readonly host: string;
  readonly address: string;
  readonly receivedAt: SyslogTime;
  /** The name of this host. */
  readonly ownHost: string;
  readonly inputName: string;
}

/** A message as rsyslogd's parsers leave it; all texts are bytes. */
export interface Message {
  readonly raw: string;
  /** Where what follows the priority begins in `raw`. */
  readonly afterPriority: number;
  /** 0 to 23, or 24 where the priority is none. */
  readonly facility: number;
  readonly severity: number;
  readonly protocol: 0 | 1;
  readonly timestamp: SyslogTime;
  readonly hostname: string | undefined;
  readonly tag: string;
  readonly appName: string | undefined;
  readonly procId: string | undefined;
  readonly msgId: string | undefined;
  readonly structuredData: string | undefined;
  readonly msg: string;
  readonly origin: Origin;
  readonly reception: Reception;
}

/** A network message that is given in bytes, as the parsers rsyslog.rfc5424 and then rsyslog.rfc3164 read it; undefined for an empty one, which rsyslogd drops. */
export function parseMessage(bytes: string, origin: Origin, reception: Reception): Message | undefined {
  if (bytes === '') return undefined;
  const raw = sanitize(bytes, reception);
  const { facility, severity, afterPriority } = priority(raw, reception.strictPriority);
  const common = {
    raw,
    afterPriority,
    facility,
    severity,
    origin,
    reception,
    timestamp: origin.receivedAt,
    hostname: undefined,
    tag: '',
    appName: undefined,
    procId: undefined,
    msgId: undefined,
    structuredData: undefined,
  };
  return raw.startsWith('1 ', afterPriority) ? rfc5424(raw, common) : rfc3164(raw, common);
}

type Common = Omit<Message, 'protocol' | 'msg'>;

/** As `SanitizeMsg` (runtime/parser.c) does. */
function sanitize(bytes: string, how: Reception): string {
  let text = bytes.endsWith('\0') ? bytes.slice(0, -1) : bytes;
  if (how.dropTrailingLineFeed && text.endsWith('\n')) text = text.slice(0, -1);
  if (how.spaceLineFeed) text = text.replaceAll('\n', ' ');
  const named: Readonly<Record<string, string>> = {
    '\0': '\\0',
    '\x07': '\\a',
    '\b': '\\b',
    '\x1b': '\\e',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
  };
  const sign = (c: string): string => {
    const code = c.charCodeAt(0);
    if (how.cStyle) return named[c] ?? `\\x${code.toString(16).padStart(2, '0')}`;
    return `${how.prefix}${code.toString(8).padStart(3, '0')}`;
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  let out = text.replace(/[\x00-\x1f]/g, (c) => {
    if (c === '\t' && !how.escapeTab) return c;
    if (c === '\0' || how.escapeControlCharacters) return sign(c);
    // What is not escaped is dropped, but only where anything is: a sweep before this one looks for something to do.
    return c;
  });
  if (how.escape8Bit) out = out.replace(/[\x80-\xff]/g, sign);
  return out;
}

/** As `ParsePRI` (runtime/parser.c) does: 13 where there is none, the facility `invld` where it is no good. */
function priority(raw: string, strict: boolean): { readonly facility: number; readonly severity: number; readonly afterPriority: number } {
  if (!raw.startsWith('<')) return { facility: 1, severity: 5, afterPriority: 0 };
  if (strict && !/^<[0-9]{1,3}>/.test(raw)) return { facility: 24, severity: 7, afterPriority: 0 };
  let value = 0;
  let at = 1;
  while (at < raw.length && /[0-9]/.test(raw[at] as string) && value <= 191) {
    value = 10 * value + Number(raw[at]);
    at++;
  }
  if (raw[at] !== '>' || value > 191) return { facility: 24, severity: 7, afterPriority: 0 };
  return { facility: value >> 3, severity: value & 7, afterPriority: at + 1 };
}

/** tools/pmrfc5424.c: what does not fit ends the reading, and the rest is the message. */
function rfc5424(raw: string, common: Common): Message {
  let at = common.afterPriority + 2;
  let timestamp = common.timestamp;
  if (raw.startsWith('- ', at)) at += 2;
  else {
    const read = readTime3339(raw, at);
    if (read === undefined) return { ...common, protocol: 1, msg: raw.slice(at) };
    timestamp = read.time;
    at = read.end;
  }
  const field = (): string => {
    const blank = raw.indexOf(' ', at);
    const end = blank === -1 ? raw.length : blank;
    const text = raw.slice(at, end);
    at = blank === -1 ? end : end + 1;
    return text;
  };
  const hostname = field();
  const appName = field();
  const procId = field();
  const msgId = field();
  const from = at;
  let structuredData = '';
  if (raw[at] === '-') {
    structuredData = '-';
    at++;
    if (raw[at] === ' ') at++;
  } else if (raw[at] === '[') {
    for (;;) {
      if (raw.length - at < 2) {
        if (raw[at] === ']') at++;
        break;
      }
      if (raw[at] === '\\' && raw[at + 1] === ']') at += 2;
      else if (raw[at] === ']' && raw[at + 1] === ' ') {
        at++;
        break;
      } else at++;
    }
    structuredData = raw.slice(from, at);
    if (raw[at] === ' ') at++;
  } else {
    // The buffer that the field before was read into is what the daemon keeps here.
    structuredData = msgId;
  }
  return { ...common, protocol: 1, timestamp, hostname, appName, procId, msgId, structuredData, msg: raw.slice(at) };
}

/** tools/pmrfc3164.c, with its parameters as they are without any. */
function rfc3164(raw: string, common: Common): Message {
  let at = common.afterPriority;
  const rest = (): Message => ({ ...common, protocol: 0, msg: raw.slice(at) });
  if (common.facility === 24) return rest();
  if (/^[ \t]*[{[]/.test(raw.slice(at, at + 2000))) return rest();
  const { receivedAt } = common.origin;
  const read =
    readTime3339(raw, at) ??
    readTime3164(raw, at, receivedAt) ??
    (raw[at] === ' ' && raw.length - at > 1 ? readTime3164(raw, at + 1, receivedAt) : undefined);
  const timestamp = read?.time ?? receivedAt;
  if (read !== undefined) at = read.end;
  const text = read?.tooLong === true ? `${raw}\0` : raw;
  let hostname: string | undefined;
  if (at < text.length) {
    const word = /[A-Za-z0-9._-]*/y;
    word.lastIndex = at;
    word.test(text);
    const end = Math.min(word.lastIndex, at + 511);
    if (end === text.length) {
      hostname = text.slice(at);
      at = end;
    } else if (end > at && /[A-Za-z0-9]/.test(text[end - 1] as string) && text[end] === ' ') {
      hostname = text.slice(at, end);
      at = end + 1;
    }
  }
  const from = at;
  while (at < text.length && text[at] !== ':' && text[at] !== ' ' && at - from < 510) at++;
  if (text[at] === ':') at++;
  return { ...common, protocol: 0, timestamp, hostname, tag: text.slice(from, at), msg: raw.slice(at) };
}
