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
  /** A year stood in front: rsyslogd then counts the text one byte too long. */
  readonly tooLong?: boolean;
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
  let tooLong = false;
  if (/[0-9]/.test(text[at] as string)) {
    const read = number(text, at);
    year = read.value;
    at = read.end;
    if (year < 1970 || year > 2100 || text[at] !== ' ') return undefined;
    at++;
    tooLong = true;
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
    tooLong,
  };
}

/** Days since 1970-01-01 of a date of the Gregorian calendar; a day beyond its month counts on. */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** 0 for Sunday. */
export function weekdayOf({ year, month, day }: SyslogTime): number {
  return (((daysOf(year, month, day) + 4) % 7) + 7) % 7;
}

/** Seconds since 1970 (`syslogTime2time_t`, runtime/datetime.c). */
export function toUnix(time: SyslogTime): number {
  const offset = (time.offsetHour * 60 + time.offsetMinute) * 60 * (time.mode === '+' ? 1 : time.mode === '-' ? -1 : 0);
  return daysOf(time.year, time.month, time.day) * 86_400 + time.hour * 3600 + time.minute * 60 + time.second - offset;
}

/** The moment so many seconds after 1970 began, in UTC. */
export function fromUnix(seconds: number): SyslogTime {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const part = Math.floor((5 * dayOfYear + 2) / 153);
  const month = part < 10 ? part + 3 : part - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * part + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
    fraction: 0,
    precision: 0,
    mode: 'Z',
    offsetHour: 0,
    offsetMinute: 0,
  };
}

/** The same moment with an offset of zero, as `timeConvertToUTC` (runtime/datetime.c) makes it. */
export function toUtc(time: SyslogTime): SyslogTime {
  // The digits behind the second are taken for microseconds, however many there were.
  return { ...fromUnix(toUnix(time)), fraction: time.fraction, precision: 6, mode: '+' };
}
