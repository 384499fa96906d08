import { hasReached } from './version.ts';

/** What a module is for. `message` modules change messages and are used as actions. */
export type ModuleKind = 'input' | 'output' | 'message' | 'parser' | 'strgen' | 'function' | 'lib';

/** A module of rsyslog. */
export interface ModuleFact {
  readonly name: string;
  readonly kind: ModuleKind;
  /** Part of rsyslogd itself: never loaded by hand. */
  readonly builtin: boolean;
  /** In a package of Debian 12 or of today's Debian. */
  readonly packaged: boolean;
  readonly since?: string;
  readonly until?: string;
  /** Whether release `version` has an `action()`, `input()`, `parser()` or parameters of `module()` for it. */
  supports(what: 'action' | 'input' | 'module' | 'parser', version: string): boolean;
}

// name kind b(uilt in)d(ebian 12)s(id) supported-by-8.2608 [supported-by-8.2302] [since=] [until=]; supported: action input module
// parser, from the modules' queryEtryPt tables.
const table = `
ffaup function - - since=8.2112
fmhash function ds - since=8.35
fmhttp function - - since=8.34
fmpcre function - - since=8.2508
fmunflatten function - - since=8.2104
im3195 input - -
imbatchreport input - im since=8.1904
imbeats input - im since=8.2606
imczmq input ds im since=8.6
imdiag input - im -
imdocker input s m since=8.1904
imdtls input s im since=8.2402
imfifo input - i since=8.2606
imfile input ds im
imgssapi input ds -
imhiredis input s im since=8.2104
imhttp input - im since=8.2010
imjournal input ds im m since=7.4
imkafka input ds im since=8.27
imklog input ds m
imkmsg input ds m - since=7.2
imkubernetes input s im since=8.2608
immark input ds m
impcap input - im since=8.2006
improg input - i since=8.1903
impstats input ds m since=5.7
imptcp input ds im since=5.6
imrelp input ds im
imsolaris input - - since=5.6
imtcp input ds im
imtuxedoulog input - i since=8.1904
imudp input ds im
imuxsock input ds im
lmcry_gcry lib b -
lmcry_ossl lib b -
lmsig_ksi-ls12 lib b -
mmaitag message - a since=8.2508
mmanon message ds a since=7.4
mmaudit message - - since=6.4
mmcount message - a since=7.5
mmdarwin message - am since=8.1908
mmdblookup message - am since=8.24
mmexternal message ds a since=8.3
mmfields message ds a since=7.6
mmgrok message - a since=8.15
mmjsonparse message ds a since=6.4
mmjsontransform message - a since=8.2510
mmkubernetes message ds am since=8.34
mmleefparse message s a since=8.2510
mmnormalize message ds am since=6.2
mmpstrucdata message ds a since=7.6
mmrfc5424addhmac message - a since=7.6
mmrm1stspace message ds a since=8.24
mmsequence message ds a since=7.6
mmsnareparse message - am since=8.2510
mmsnmptrapd message - - since=5.9
mmtaghostname message - a since=8.1904
mmutf8fix message ds a since=7.6
omamqp1 output - a since=8.17
omawslogshlc output - a since=8.2608
omazuredce output - a since=8.2604
omazureeventhubs output - a since=8.2308
omclickhouse output s a since=8.1901
omczmq output ds am since=8.6
omdiscard output b -
omdtls output s am since=8.2402
omelasticsearch output ds a since=5.10
omfile output b am
omfile-hardened output - am since=8.34 until=8.2304
omfwd output b am
omgssapi output ds -
omhdfs output - - since=5.8
omhiredis output ds a since=6.4
omhttp output s a since=8.38
omhttpfs output - a since=8.10
omjournal output ds a since=7.4
omkafka output ds a since=8.7
omlibdbi output - am
ommail output ds a
ommongodb output ds a since=6.2
ommysql output ds a
omotel output - a since=8.2602
ompgsql output ds a
ompipe output b am since=5.4
omprog output ds a
omrabbitmq output - a since=7.4
omrelp output ds am
omruleset output - - since=5.4
omsendertrack output - a since=8.2506
omshell output b -
omsnmp output ds a
omstdout output - a
omtcl output - - since=8.23
omtesting output - -
omudpspoof output - am since=5.2
omusrmsg output b a
omuxsock output ds am m since=5.6
pmaixforwardedfrom parser ds - since=5.8
pmciscoios parser ds p since=8.4
pmcisconames parser ds - since=5.8
pmdb2diag parser - p since=8.1904
pmlastmsg parser ds - since=5.6
pmnormalize parser ds p since=8.29
pmnull parser - p since=8.24
pmpanngfw parser - - since=8.15
pmrfc3164 parser b p since=5.4
pmrfc5424 parser b - since=5.4
pmsnare parser ds mp since=5.8
smfile strgen b - since=5.6
smfwd strgen b - since=5.6
smtradfile strgen b - since=5.6
smtradfwd strgen b - since=5.6
`;

/** Releases whose queryEtryPt tables differ from 8.2302's are taken to be later than this one. */
const supportChanged = '8.2606';

function read(line: string): ModuleFact {
  const words = line.split(' ');
  const options = words.filter((word) => word.includes('='));
  const [name = '', kind = '', where = '', now = '', before] = words.filter((word) => !word.includes('='));
  const option = (key: string): string | undefined => options.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
  const since = option('since');
  const until = option('until');
  return {
    name,
    kind: kind as ModuleKind,
    builtin: where.includes('b'),
    packaged: where.includes('d') || where.includes('s'),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    supports: (what, version) => (before === undefined || hasReached(version, supportChanged) ? now : before).includes(what[0] as string),
  };
}

/** Every module, by name. */
export const modules: ReadonlyMap<string, ModuleFact> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => read(line))
    .map((fact) => [fact.name, fact] as const),
);

/** The module that a name in a configuration means: `builtin:` in front, a path and `.so` behind are taken off; undefined if none. */
export function moduleNamed(name: string): ModuleFact | undefined {
  return modules.get(moduleName(name));
}

/** A module's bare name, in lower case. */
export function moduleName(name: string): string {
  // As nearly all write it.
  if (modules.has(name)) return name;
  const bare = name.slice(name.lastIndexOf('/') + 1).replace(/\.so$/, '');
  return bare.replace(/^builtin:/i, '').toLowerCase();
}
