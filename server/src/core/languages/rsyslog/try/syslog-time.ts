/** A time as rsyslogd keeps it (`struct syslogTime`): the fields as they were written, with the offset they were written in. */
export interface SyslogTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits behind the second as a number, and how many there were. */
  readonly fraction: number;
  readonly precision: number;
  /** `Z`, `+` or `-`. */
  readonly mode: string;
  readonly offsetHour: number;
  readonly offsetMinute: number;
}

/** A time that was read, and where what follows begins. */
export interface ReadTime {
  readonly time: SyslogTime;
  readonly end: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The whole number that begins at `at`, as `srSLMGParseInt32` reads it: no digit is 0, a blank or sign is none. */
function number(text: string, at: number): { readonly value: number; readonly end: number } {
  let end = at;
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return { value: end === at ? 0 : Number(text.slice(at, Math.min(end, at + 15))), end };
}

/** A time of RFC 3339 at `start`, with the blank behind it; undefined where there is none (`ParseTIMESTAMP3339`, runtime/datetime.c). */
export function readTime3339(text: string, start: number): ReadTime | undefined {
  let at = start;
  const field = (least: number, most: number, behind: string): number | undefined => {
    const { value, end } = number(text, at);
    at = end;
    if (value < least || value > most) return undefined;
    if (behind !== '') {
      if (text[at] !== behind) return undefined;
      at++;
    }
    return value;
  };
  const year = field(0, 2099, '-');
  const month = year === undefined ? undefined : field(1, 12, '-');
  const day = month === undefined ? undefined : field(1, 31, 'T');
  const hour = day === undefined ? undefined : field(0, 23, ':');
  const minute = hour === undefined ? undefined : field(0, 59, ':');
  const second = minute === undefined ? undefined : field(0, 60, '');
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined || second === undefined)
    return undefined;
  let fraction = 0;
  let precision = 0;
  if (text[at] === '.') {
    const read = number(text, at + 1);
    fraction = read.value;
    precision = read.end - at - 1;
    at = read.end;
  }
  const mode = text[at];
  let offsetHour = 0;
  let offsetMinute = 0;
  if (mode === 'Z') at++;
  else if (mode === '+' || mode === '-') {
    at++;
    const hours = field(0, 23, ':');
    const minutes = hours === undefined ? undefined : field(0, 59, '');
    if (hours === undefined || minutes === undefined) return undefined;
    offsetHour = hours;
    offsetMinute = minutes;
  } else return undefined;
  if (at < text.length) {
    if (text[at] !== ' ') return undefined;
    at++;
  }
  return { time: { year, month, day, hour, minute, second, fraction, precision, mode, offsetHour, offsetMinute }, end: at };
}

/**
 * A time of RFC 3164 at `start`, with what rsyslogd takes besides: a year in front or behind the day, fractions, a colon behind
 * (`ParseTIMESTAMP3164`, runtime/datetime.c). What it does not tell (year, offset) is `base`'s.
 */
export function readTime3164(text: string, start: number, base: SyslogTime): ReadTime | undefined {
  let at = start;
  if (text.length - start < 3) return undefined;
  let year = 0;
  if (/[0-9]/.test(text[at] as string)) {
    const read = number(text, at);
    year = read.value;
    at = read.end;
    if (year < 1970 || year > 2100 || text[at] !== ' ') return undefined;
    at++;
  }
  const month = months.indexOf(text.slice(at, at + 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  at += 3;
  if (text[at] !== ' ') return undefined;
  at++;
  if (text[at] === ' ') at++;
  const dayRead = number(text, at);
  const day = dayRead.value;
  at = dayRead.end;
  if (day < 1 || day > 31 || text[at] !== ' ') return undefined;
  at++;
  let hourRead = number(text, at);
  at = hourRead.end;
  if (year === 0 && hourRead.value > 1970 && hourRead.value < 2100) {
    year = hourRead.value;
    if (text[at] !== ' ') return undefined;
    hourRead = number(text, at + 1);
    at = hourRead.end;
  }
  const hour = hourRead.value;
  if (hour > 23 || text[at] !== ':') return undefined;
  const minuteRead = number(text, at + 1);
  at = minuteRead.end;
  if (minuteRead.value > 59 || text[at] !== ':') return undefined;
  const secondRead = number(text, at + 1);
  at = secondRead.end;
  if (secondRead.value > 60) return undefined;
  let fraction = 0;
  let precision = 0;
  if (text[at] === '.') {
    const read = number(text, at + 1);
    fraction = read.value;
    precision = read.end - at - 1;
    at = read.end;
  }
  if (text[at] === ':') at++;
  if (at < text.length) {
    if (text[at] !== ' ') return undefined;
    at++;
  }
  return {
    time: {
      ...base,
      year: year > 0 ? year : base.year,
      month,
      day,
      hour,
      minute: minuteRead.value,
      second: secondRead.value,
      fraction,
      precision,
    },
    end: at,
  };
}

/** Seconds since 1970 (`syslogTime2time_t`, runtime/datetime.c). */
export function toUnix(time: SyslogTime): number {
  const offset = (time.offsetHour * 60 + time.offsetMinute) * 60 * (time.mode === '+' ? 1 : time.mode === '-' ? -1 : 0);
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second) / 1000 - offset;
}

/** The same moment with an offset of zero, as `timeConvertToUTC` (runtime/datetime.c) makes it. */
export function toUtc(time: SyslogTime): SyslogTime {
  const at = new Date(toUnix(time) * 1000);
  return {
    ...time,
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    mode: '+',
    offsetHour: 0,
    offsetMinute: 0,
  };
}
