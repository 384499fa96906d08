/** Facilities by their numbers on Linux (`syslogFacNames`, runtime/srutils.c); '' where a number has no name of its own. */
export const facilities: readonly string[] = [
  ...['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp', 'ntp', '', 'console', ''],
  ...['local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'],
];

/** Further names that rsyslogd takes for a facility. */
export const otherFacilities: readonly string[] = ['security', 'mark', 'bsd_security', 'invld'];

/** Severities in the order of their numbers, 0 to 7. */
export const severities: readonly string[] = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

/** Older spellings that rsyslogd takes (`syslogPriNames`, runtime/srutils.c), and what they mean. */
export const otherSeverities: Readonly<Record<string, string>> = { error: 'err', panic: 'emerg', warn: 'warning' };

/** A message property: since when, and what it holds. */
export interface PropertyFact {
  readonly name: string;
  readonly since?: string;
  readonly description: string;
}

// `propNameToID`, runtime/msg.c; names ignore case.
const table = `
msg|the message part, as the sender wrote it behind the tag; it often begins with a blank
rawmsg|the whole message as it was received
rawmsg-after-pri|the whole message without the priority in front
hostname|the host that the message names
source|the same as hostname
fromhost|the name of the system the message came from: the last hop
fromhost-ip|the address of the system the message came from; 127.0.0.1 for local ones
fromhost-port@8.2510|the port of the sender
syslogtag|the tag, such as \`sshd[123]:\`
programname|the program's name: the tag up to \`[\`, \`:\` or, by default, \`/\`
pri|the priority as a number
pri-text|facility and severity as text, such as \`mail.info\`
iut|the info unit type of MonitorWare
syslogfacility|the facility as a number
syslogfacility-text|the facility as text
syslogseverity|the severity as a number
syslogseverity-text|the severity as text
syslogpriority|the severity as a number (an old name)
syslogpriority-text|the severity as text (an old name)
timegenerated|when this rsyslogd received the message
timereceived@8.2606|when this rsyslogd received the message
timereported|the time stamp in the message
timestamp|the same as timereported
protocol-version|the protocol version of RFC 5424
structured-data|the structured data of RFC 5424, \`-\` where there is none
app-name|the application's name of RFC 5424
procid|the process id of RFC 5424
msgid|the message id of RFC 5424
inputname|the input that received the message, such as \`imudp\`
jsonmesg|the whole message object as JSON
parsesuccess|\`OK\` or \`FAIL\`: what the last structure parser (mmnormalize, mmjsonparse) returned
uuid|an id of its own for each message, where rsyslogd was built with libuuid
$now|today's date, YYYY-MM-DD
$year|the year
$month|the month, 01 to 12
$day|the day of the month, 01 to 31
$wday|the day of the week, 0 (Sunday) to 6
$hour|the hour, 00 to 23
$hhour|the half of the hour, 0 or 1
$qhour|the quarter of the hour, 0 to 3
$minute|the minute
$now-utc|today's date in UTC
$year-utc|the year in UTC
$month-utc|the month in UTC
$day-utc|the day in UTC
$wday-utc|the day of the week in UTC
$hour-utc|the hour in UTC
$hhour-utc|the half of the hour in UTC
$qhour-utc|the quarter of the hour in UTC
$minute-utc|the minute in UTC
$now-unixtimestamp|now, as seconds since 1970
$myhostname|this host's name as rsyslogd knows it
$bom|the byte order mark of UTF-8
$uptime|seconds since the host started
$!all-json|the whole JSON tree of the message
$!all-json-plain|the whole JSON tree, on one line without blanks
`;

/** Every property by its name, lower case. Besides, any `$!name`, `$.name` and `$/name` is one. */
export const properties: ReadonlyMap<string, PropertyFact> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [head = '', description = ''] = line.split('|');
      const [name = '', since] = head.split('@');
      return [name, { name, description, ...(since !== undefined && { since }) }] as const;
    }),
);

/** Comparisons of property filters (`DecodePropFilter`, grammar/rainerscript.c); they ignore case. */
export const filterComparisons: Readonly<Record<string, string>> = {
  contains: 'the value occurs in the property',
  isequal: 'the property is the value',
  isempty: 'the property is empty; no value follows',
  startswith: 'the property begins with the value',
  endswith: 'the property ends with the value',
  regex: 'a POSIX basic regular expression matches',
  ereregex: 'a POSIX extended regular expression matches',
};

/** Comparisons of property filters that came later, with the release. */
export const newerComparisons: Readonly<Record<string, string>> = { endswith: '8.2508' };

/** Templates that are always there (`initLegacyConf`, runtime/rsconf.c). */
export const builtinTemplates: Readonly<Record<string, string>> = {
  RSYSLOG_TraditionalFileFormat: 'as syslogd always wrote files, with time stamps to the second',
  RSYSLOG_FileFormat: 'for files, with time stamps of RFC 3339 with time zone and fractions',
  RSYSLOG_TraditionalForwardFormat: 'for forwarding to any syslogd, with time stamps to the second',
  RSYSLOG_ForwardFormat: 'for forwarding between rsyslogd, with high-precision time stamps',
  RSYSLOG_SyslogProtocol23Format: 'RFC 5424, for forwarding',
  RSYSLOG_SyslogRFC5424Format: 'RFC 5424, for forwarding',
  RSYSLOG_DebugFormat: 'all properties, for finding errors',
  RSYSLOG_SysklogdFileFormat: 'the format of sysklogd',
  RSYSLOG_PerSourceKey: 'the key that rate limits by source count with',
  RSYSLOG_omudpspoofDfltSourceTpl: 'the source address for omudpspoof',
};

/** Built-in templates for the modules' own use: their names begin with a blank. */
export const internalTemplates: readonly string[] = [
  ' StdUsrMsgFmt',
  ' WallFmt',
  ' StdDBFmt',
  ' StdPgSQLFmt',
  ' StdJSONFmt',
  ' FullJSONFmt',
  ' StdClickHouseFmt',
];
