import { NotComputed } from './not-computed.ts';
import { type SyslogTime, toUnix, weekdayOf } from './syslog-time.ts';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const two = (value: number): string => String(value).padStart(2, '0');

/** A time as the property replacer's option `date-FORMAT` writes it (`getTimeReported`, runtime/msg.c); '' is the default format. */
export function formatTime(time: SyslogTime, format: string): string {
  switch (format) {
    case '':
    case 'rfc3164':
      return `${monthNames[time.month - 1]} ${String(time.day).padStart(2, ' ')} ${clock(time)}`;
    case 'rfc3164-buggyday':
      // The first of the two formats that is asked for stays in the message object; which one that is nobody sees here.
      throw new NotComputed('`date-rfc3164-buggyday` depends on what was asked before it');
    case 'rfc3339':
      return `${date(time)}T${clock(time)}${time.precision > 0 ? `.${fraction(time)}` : ''}${
        time.mode === 'Z' ? 'Z' : `${time.mode}${two(time.offsetHour)}:${two(time.offsetMinute)}`
      }`;
    case 'mysql':
      return `${date(time)}${clock(time)}`.replace(/[-:]/g, '');
    case 'pgsql':
      return `${date(time)} ${clock(time)}`;
    case 'unixtimestamp':
      return String(toUnix(time) >>> 0);
    case 'subseconds':
      return time.precision > 0 ? fraction(time) : '0';
    case 'wdayname':
      return dayNames[weekdayOf(time)] as string;
    case 'wday':
      return String(weekdayOf(time));
    case 'year':
      return time.year >= 1967 && time.year <= 2099 ? String(time.year) : 'YEAR OUT OF RANGE(1967-2099)';
    case 'month':
      return two(time.month);
    case 'day':
      return two(time.day);
    case 'hour':
      return two(time.hour);
    case 'minute':
      return two(time.minute);
    case 'second':
      return two(time.second);
    case 'tzoffshour':
      return two(time.offsetHour);
    case 'tzoffsmin':
      return two(time.offsetMinute);
    case 'tzoffsdirection':
      return time.mode === '+' ? '+' : '-';
    default:
      throw new NotComputed(`the date format \`${format}\``);
  }
}

function date(time: SyslogTime): string {
  return `${String(time.year % 10_000).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
}

function clock(time: SyslogTime): string {
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
}

function fraction(time: SyslogTime): string {
  if (time.precision > 6) throw new NotComputed('a time stamp with more than six digits behind the second');
  return String(time.fraction).padStart(time.precision, '0');
}
