import type { Completion } from '../../../language.ts';
import type { DirectiveRecord } from '../facts/record.ts';

type Value = readonly [label: string, detail: string];

const sizes: readonly Value[] = [
  ['100k', '100 KiB'],
  ['1M', '1 MiB'],
  ['10M', '10 MiB'],
  ['100M', '100 MiB'],
  ['1G', '1 GiB'],
];
const weekdays: readonly Value[] = [
  ['0', 'Sunday'],
  ['1', 'Monday'],
  ['2', 'Tuesday'],
  ['3', 'Wednesday'],
  ['4', 'Thursday'],
  ['5', 'Friday'],
  ['6', 'Saturday'],
  ['7', 'each seven days, whatever the weekday'],
];
const modes: readonly Value[] = [
  ['0640', 'rw-r-----'],
  ['0644', 'rw-r--r--'],
  ['0600', 'rw-------'],
  ['0660', 'rw-rw----'],
  ['0664', 'rw-rw-r--'],
];
const folderModes: readonly Value[] = [
  ['0750', 'rwxr-x---'],
  ['0755', 'rwxr-xr-x'],
  ['0700', 'rwx------'],
];
const accounts: readonly Value[] = [
  ['root', 'user or group'],
  ['adm', 'group that may read logs on Debian'],
  ['syslog', 'user of rsyslog on Ubuntu'],
  ['www-data', 'user of web servers on Debian'],
  ['utmp', 'group of login records'],
];

/** Values by directive, where they are its own. */
const own: Readonly<Record<string, readonly Value[]>> = {
  rotate: [
    ['7', 'a week of daily logs'],
    ['4', 'a month of weekly logs'],
    ['12', 'a year of monthly logs'],
    ['52', 'a year of weekly logs'],
    ['0', 'old logs are removed at once'],
    ['-1', 'all are kept'],
  ],
  start: [
    ['0', 'the newest old log is `.0`'],
    ['1', 'the default'],
  ],
  maxage: [
    ['30', 'a month'],
    ['90', 'three months'],
    ['365', 'a year'],
  ],
  minage: [['1', 'a day']],
  minutes: [
    ['15', ''],
    ['30', ''],
  ],
  shredcycles: [['3', '']],
  dateformat: [
    ['-%Y%m%d', 'the default'],
    ['-%Y-%m-%d', ''],
    ['-%Y%m%d%H', 'the default of `hourly`'],
    ['-%Y%m%d-%H%M%S', 'several rotations a day'],
    ['-%s', 'seconds since 1970'],
  ],
  compresscmd: [
    ['/usr/bin/xz', '`.xz`'],
    ['/usr/bin/zstd', '`.zst`'],
    ['/bin/bzip2', '`.bz2`'],
    ['/bin/gzip', '`.gz`, the default'],
  ],
  uncompresscmd: [
    ['/usr/bin/unxz', ''],
    ['/usr/bin/unzstd', ''],
    ['/bin/bunzip2', ''],
    ['/bin/gunzip', 'the default'],
  ],
  compressext: [
    ['.xz', ''],
    ['.zst', ''],
    ['.bz2', ''],
    ['.gz', 'the default'],
  ],
  compressoptions: [
    ['-9', 'best'],
    ['-1', 'fastest'],
    ['-T0', 'xz and zstd: all processors'],
  ],
  olddir: [
    ['/var/log/old', ''],
    ['old', 'in the folder of each log'],
  ],
  include: [['/etc/logrotate.d', '']],
  extension: [['.log', '']],
  addextension: [['.log', '']],
  tabooext: [
    ['+', 'adds to the list'],
    ['.save', ''],
  ],
  taboopat: [
    ['+', 'adds to the list'],
    ['*.save', ''],
  ],
  mail: [['root@localhost', '']],
};

/** The values worth offering for a directive; `typed` is what stands between keyword and caret. */
export function valuesOf(record: DirectiveRecord, typed: string): readonly Completion[] {
  const before = typed.split(/\s+/).length - 1;
  return pick(record, before).map(([label, detail]) => ({ label, kind: 'value' as const, ...(detail === '' ? {} : { detail }) }));
}

function pick(record: DirectiveRecord, before: number): readonly Value[] {
  const values = own[record.name];
  if (values !== undefined) return values;
  switch (record.argument) {
    case 'size':
      return before === 0 ? sizes : [];
    case 'weekday':
      return before === 0 ? weekdays : [];
    case 'account':
      return before < 2 ? accounts : [];
    case 'ownership':
      if (before === 0) return [...(record.name === 'create' ? modes : folderModes), ...accounts];
      return before < 3 ? accounts : [];
    default:
      return [];
  }
}
