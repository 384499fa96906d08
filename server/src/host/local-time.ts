import type { SyslogTime } from '../core/index.ts';

/** A moment as rsyslogd's clock on this machine tells it: in the local zone, to the microsecond as far as it is known. */
export function localTime(now: Date): SyslogTime {
  const offset = -now.getTimezoneOffset();
  return {
    year: now.getFullYear(),
    month: now.getMonth() + 1,
    day: now.getDate(),
    hour: now.getHours(),
    minute: now.getMinutes(),
    second: now.getSeconds(),
    fraction: now.getMilliseconds() * 1000,
    precision: 6,
    mode: offset < 0 ? '-' : '+',
    offsetHour: Math.floor(Math.abs(offset) / 60),
    offsetMinute: Math.abs(offset) % 60,
  };
}
