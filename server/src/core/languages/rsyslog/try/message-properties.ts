import { formatTime } from './format-time.ts';
import type { Message } from './parse-message.ts';
import { type SyslogTime, toUtc, weekdayOf } from './syslog-time.ts';
import { NotComputed } from './not-computed.ts';

/** How a time property is to be written. */
export interface DateOptions {
  /** Without `date-`; '' for the usual. */
  readonly format: string;
  readonly utc: boolean;
}

const facilities = 'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock'
  .split(' ')
  .concat(['local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7', 'invld']);
const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
const usualDate: DateOptions = { format: '', utc: false };

/** The tag: RFC 5424's is put together from application and process (`tryEmulateTAG`, runtime/msg.c). */
function tag(message: Message): string {
  if (message.tag !== '' || message.protocol === 0) return message.tag;
  const process = procId(message);
  return process === '-' ? appName(message) : `${appName(message)}[${process}]`;
}

function programName(message: Message): string {
  const whole = tag(message);
  let end = 0;
  for (; end < whole.length; end++) {
    const code = whole.charCodeAt(end);
    if (code < 32 || code > 126 || code === 58 || code === 91 || (code === 47 && !message.reception.slashInProgramName)) break;
  }
  return whole.slice(0, end);
}

function appName(message: Message): string {
  // What is set to nothing becomes RFC 5424's NIL value (`MsgSetAPPNAME`).
  if (message.protocol === 0) return programName(message) || '-';
  return message.appName === '' ? '-' : (message.appName ?? '');
}

function procId(message: Message): string {
  if (message.procId !== undefined) return message.procId;
  const found = message.protocol === 0 ? /\[([^\]]*)\]/.exec(message.tag) : null;
  return found?.[1] ?? '-';
}

/** A property of a message by its lower case name (`MsgGetProp`, runtime/msg.c), in bytes. Throws `NotComputed` for what only the daemon knows. */
export function messageProperty(message: Message, name: string, date: DateOptions = usualDate): string {
  const time = (value: SyslogTime): string => formatTime(date.utc ? toUtc(value) : value, date.format);
  const { origin } = message;
  switch (name) {
    case 'msg':
      return message.msg;
    case 'rawmsg':
      return message.raw;
    case 'rawmsg-after-pri':
      // It looks for the closing bracket itself (`getRawMsgAfterPRI`).
      return message.raw.replace(/^<.{1,3}?>/s, '');
    case 'timestamp':
    case 'timereported':
      return time(message.timestamp);
    case 'timegenerated':
    case 'timereceived':
      return time(origin.receivedAt);
    case 'hostname':
    case 'source':
      return message.hostname ?? origin.host;
    case 'syslogtag':
      return tag(message);
    case 'programname':
      return programName(message);
    case 'inputname':
      return origin.inputName;
    case 'fromhost':
      return origin.host;
    case 'fromhost-ip':
      return origin.address;
    case 'pri':
      return message.facility > 23 ? 'invld' : String(message.facility * 8 + message.severity);
    case 'pri-text':
      return `${facilities[message.facility]}.${severities[message.severity]}`;
    case 'iut':
      return '1';
    case 'syslogfacility':
      return message.facility > 23 ? 'invld' : String(message.facility);
    case 'syslogfacility-text':
      return facilities[message.facility] as string;
    case 'syslogseverity':
    case 'syslogpriority':
      return String(message.severity);
    case 'syslogseverity-text':
    case 'syslogpriority-text':
      return severities[message.severity] as string;
    case 'protocol-version':
      return String(message.protocol);
    case 'structured-data':
      return message.structuredData ?? '-';
    case 'app-name':
      return appName(message);
    case 'procid':
      return procId(message);
    case 'msgid':
      return message.msgId ?? '-';
    case 'parsesuccess':
      return 'FAIL';
    case '$myhostname':
      return origin.ownHost;
    case '$bom':
      return '\xef\xbb\xbf';
    default: {
      const now = clockProperty(origin.receivedAt, name);
      if (now !== undefined) return now;
      throw new NotComputed(`the property \`${name}\``);
    }
  }
}

/** `$now` and its like: the clock when the message is written, here when it came. */
function clockProperty(received: SyslogTime, name: string): string | undefined {
  const utc = name.endsWith('-utc');
  const time = utc ? toUtc(received) : received;
  const two = (value: number): string => String(value).padStart(2, '0');
  switch (utc ? name.slice(0, -4) : name) {
    case '$now':
      return `${time.year}-${two(time.month)}-${two(time.day)}`;
    case '$year':
      return String(time.year);
    case '$month':
      return two(time.month);
    case '$day':
      return two(time.day);
    case '$hour':
      return two(time.hour);
    case '$hhour':
      return two(Math.floor(time.minute / 30));
    case '$qhour':
      return two(Math.floor(time.minute / 15));
    case '$minute':
      return two(time.minute);
    case '$wday':
      return String(weekdayOf(time));
    default:
      return undefined;
  }
}
