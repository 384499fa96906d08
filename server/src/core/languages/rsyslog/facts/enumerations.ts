/** The values that a parameter's text may have, beyond what its type says. */
export interface Enumeration {
  readonly values: readonly string[];
  /** Values that came later, with the release. */
  readonly newer: Readonly<Record<string, string>>;
  /** Whether case counts. */
  readonly exact: boolean;
  /** Whether rsyslogd complains about another value (then it is an error), or takes it in silence. */
  readonly checked: boolean;
  /** The parameter that, when it is `on`, has rsyslogd complain all the same. */
  readonly checkedWith?: string;
}

// module scope parameter: values; `value@release` came with that release, `?` in front: another value passes in silence, `~`: case
// does not count, `&name`: it does not pass where parameter `name` is on. Read from the modules' newActInst, newInpInst and setModCnf, and asked of rsyslogd 8.2302 and 8.2610.
const table = `
core global net.ipprotocol: unspecified ipv4-only ipv6-only
core global reportchildprocessexits: none errors all
core global compatibility.defaults.secure: warn strict backward-compatible
core global compatibility.configformat.legacy: enable warn disable
core global compatibility.configformat.property: enable warn disable
core global compatibility.configformat.syslogd: enable warn disable
core global oversizemsg.input.mode: ?truncate split accept
core global defaultnetstreamdriver: ?ptcp gtls ossl mbedtls
core queue queue.type: ~FixedArray LinkedList Disk Direct segmentedDisk@8.2608
core queue queue.oncorruption: safe ignore inMemory
core queue queue.diskqueuetype: ~auto disk segmentedDisk
core template type: list subtree string plugin
core template/property caseconversion: lower upper
core template/property datatype: string number bool auto
core template/property dateformat: mysql pgsql rfc3164 rfc3164-buggyday rfc3339 unixtimestamp subseconds wday wdayname year month day hour minute second tzoffshour tzoffsmin tzoffsdirection ordinal week
core template/property controlcharacters: escape escape-octal@8.2602 space drop
core template/property format: csv json jsonf jsonr jsonfr
core template/property onempty: keep skip null
core template/property securepath: drop replace
core template/property regex.type: BRE ERE
core template/property regex.nomatchmode: DFLT BLANK ZERO FIELD
core template/constant format: jsonf
core include mode: required optional abort-if-missing
omfwd action protocol: ~udp tcp
omfwd action compression.mode: ~none single stream:always
omfwd action compression.driver: ~zlib zstd
omfwd action tcp_framing: ~traditional octet-counted
omfwd action streamdriver.permitexpiredcerts: ~warn off on
omfwd action streamdriverauthmode: ?anon x509/fingerprint x509/certvalid x509/name
omfile module compression.driver: zlib zstd
imtcp module compression.mode: ~none stream:always
imtcp input compression.mode: ~none stream:always
imtcp module compression.driver: ~zlib zstd
imtcp input compression.driver: ~zlib zstd
imtcp module streamdriver.authmode: ?anon x509/fingerprint x509/certvalid x509/name
imtcp input streamdriver.authmode: ?anon x509/fingerprint x509/certvalid x509/name
imtcp module streamdriver.permitexpiredcerts: ?~warn off on
imtcp input streamdriver.permitexpiredcerts: ?~warn off on
imptcp input compression.mode: ~none stream:always stream:auto@8.2410
impstats module format: ~json json-elasticsearch cee legacy prometheus@8.2512 zabbix@8.2512
imfile module mode: ~inotify polling fen
imudp module schedulingpolicy: ~fifo rr other
mmjsonparse action mode: cookie find-json
mmutf8fix action mode: ~controlcharacters utf-8
mmsequence action mode: ~random instance key
mmanon action mode: simple rewrite random random-consistent random-consistent-unique@8.2602 zero
mmanon action ipv4.mode: simple rewrite random random-consistent random-consistent-unique@8.2602 zero
mmexternal action interface.input: msg rawmsg fulljson
omelasticsearch action writeoperation: index create
omhiredis action mode: template queue publish set stream@8.2306
omrelp action tls.authmode: ?~name fingerprint certvalid &tls
imrelp input tls.authmode: ?name fingerprint certvalid
`;

function read(line: string): readonly [string, Enumeration] {
  const colon = line.indexOf(': ');
  const all = line.slice(colon + 2).split(' ');
  const words = all.filter((word) => !word.startsWith('&'));
  const checkedWith = all.find((word) => word.startsWith('&'))?.slice(1);
  const first = words[0] as string;
  const marks = (/^[?~]*/.exec(first) as RegExpExecArray)[0];
  words[0] = first.slice(marks.length);
  const values = words.map((word) => word.split('@', 1)[0] as string);
  const newer = Object.fromEntries(words.filter((word) => word.includes('@')).map((word) => word.split('@') as [string, string]));
  return [
    line.slice(0, colon),
    { values, newer, exact: !marks.includes('~'), checked: !marks.includes('?'), ...(checkedWith !== undefined && { checkedWith }) },
  ];
}

const enumerations: ReadonlyMap<string, Enumeration> = new Map(table.trim().split('\n').map(read));

/** The enumeration of a parameter (lower case name) of a module's scope (`core`, `template/property`); undefined where there is none. */
export function enumerationOf(module: string, scope: string, parameter: string): Enumeration | undefined {
  return enumerations.get(`${module} ${scope} ${parameter}`);
}
