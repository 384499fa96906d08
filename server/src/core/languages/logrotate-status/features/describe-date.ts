import { daysOfMonth, weekday } from '../../values/calendar.ts';
import type { StatusDate } from '../tree.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(' ');

/** A date in words: `Monday, 5 January 2026, 00:00:03`; undefined for one that no calendar has. */
export function describeDate({ year, month, day, hour, minute, second }: StatusDate): string | undefined {
  if (day < 1 || day > daysOfMonth(year, month) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return undefined;
  const time = [hour, minute, second].map((part) => `${part}`.padStart(2, '0')).join(':');
  return `${days[weekday(year, month, day)]}, ${day} ${months[month - 1]} ${year}, ${time}`;
}
