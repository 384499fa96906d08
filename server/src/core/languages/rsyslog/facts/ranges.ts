import { hasReached } from './version.ts';

/** The least and greatest number a parameter may be, where its module looks at it. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly severity: 'error' | 'warning';
  /** It refuses 0 alone: what is below passes. */
  readonly zeroAlone: boolean;
}

// module scope parameter least most [@since] [?]: asked of rsyslogd 8.2302 and 8.2610; `?`: it only warns, or takes it in
// silence; `0`: it refuses 0 alone.
const table = `
impstats module interval 1 - 0
immark module interval 1 - 0
imtcp module streamdriver.tlsverifydepth 2 -
imtcp input streamdriver.tlsverifydepth 2 -
omfwd action streamdriver.tlsverifydepth 2 -
omfwd action ziplevel 0 -
imudp module batchsize 1 - @8.2606
imudp module threads 1 32
imudp module schedulingpriority 0 99
core global maxmessagesize 128 -
core queue queue.workerthreads 1 -
core queue queue.diskqueueidletimeout -1 -
mmanon action ipv4.bits 1 32 ?
mmanon action ipv6.bits 1 128 ?
`;

const ranges: ReadonlyMap<string, Range & { readonly since?: string }> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [module, scope, parameter, least, most, ...marks] = line.split(' ');
      const since = marks.find((mark) => mark.startsWith('@'))?.slice(1);
      const range = {
        least: Number(least),
        most: most === '-' ? Number.POSITIVE_INFINITY : Number(most),
        severity: marks.includes('?') ? ('warning' as const) : ('error' as const),
        zeroAlone: marks.includes('0'),
        ...(since !== undefined && { since }),
      };
      return [`${module} ${scope} ${parameter}`, range] as const;
    }),
);

/** The range of a parameter (lower case) in a module's scope that `version` looks at; undefined where it takes any number. */
export function rangeOf(module: string, scope: string, parameter: string, version: string): Range | undefined {
  const range = ranges.get(`${module} ${scope} ${parameter}`);
  return range !== undefined && hasReached(version, range.since) ? range : undefined;
}
