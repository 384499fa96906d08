/** Options of `%property:::options%` (`doOptions`, runtime/template.c) with the release that brought them; `5` for the old ones. */
export const replacerOptions: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'date-mysql date-pgsql date-rfc3164 date-rfc3164-buggyday date-rfc3339 date-unixtimestamp date-subseconds date-wdayname',
    'date-wday date-year date-month date-day date-hour date-minute date-second date-tzoffshour date-tzoffsmin date-tzoffsdirection',
    'date-ordinal date-week date-iso-week date-iso-week-year date-utc lowercase uppercase sp-if-no-1st-sp compressspace escape-cc',
    'drop-cc space-cc drop-last-lf secpath-drop secpath-replace pos-end-relative fixed-width csv json jsonf',
    'jsonr jsonfr mandatory-field',
  ]
    .join(' ')
    .split(' ')
    .map((word) => word.split('@'))
    .map(([name = '', since = '5']) => [name, since]),
);
