import type { BlockRun } from './block-runs.ts';
import { foldHosts } from './fold-hosts.ts';
import { digestOf } from './install/digest.ts';
import { isWell, type Outcome } from './outcome.ts';
import { withoutHost } from './without-host.ts';

/** What one host gave for one block. */
export interface Gathered {
  readonly host: string;
  /** What it calls itself, where that is known and another name. */
  readonly hostname?: string;
  readonly outcome: Outcome;
  readonly stdout: string;
  readonly stderr: string;
  readonly message?: string;
  /** Further text that must be the same: of notes, of differences. */
  readonly more?: string;
  /** Over all of its output; where that is `cut`, only the digest tells whether it is the same. */
  readonly digest?: string;
  readonly cut?: boolean;
}

/** Hosts that gave the same. */
export interface GatheredGroup {
  readonly hosts: readonly string[];
  /** The hosts as one expression: `web[1-3]`. */
  readonly name: string;
  readonly outcome: Outcome;
  /** Where the hosts differ in nothing but their own names and addresses, `{host}` and `{address}` stand for them. */
  readonly stdout: string;
  readonly stderr: string;
  /** Names all of them there: `web[1-3]`. */
  readonly message?: string;
}

/** The same of hosts that nothing was run on: by how they ended and what is said of it. */
export function gatherTroubles(
  troubles: readonly Pick<Gathered, 'host' | 'outcome' | 'message'>[],
  addresses: ReadonlyMap<string, string>,
): readonly GatheredGroup[] {
  return gather(
    troubles.map((trouble) => ({ ...trouble, stdout: '', stderr: '' })),
    addresses,
  );
}

/**
 * Hosts with the same outcome and output in groups: largest first, then by name, as the hosts of each are. `addresses` are those of the hosts, by
 * name: a line in which each host names only itself is the same line.
 */
export function gather(results: readonly Gathered[], addresses: ReadonlyMap<string, string> = new Map()): readonly GatheredGroup[] {
  interface Group {
    readonly first: Gathered;
    /** Without names as whole words, and as parts of words: see `generalOf`. */
    readonly general: readonly Gathered[];
    readonly hosts: string[];
    exact: boolean;
    /** Which of `general` is the same of all. */
    level: number;
  }
  const addressesOf = (hosts: readonly string[]): string[] => hosts.flatMap((host) => addresses.get(host) ?? []);
  const groups: Group[] = [];
  const known = new Map<string, { readonly group: Group; readonly level: number }>();
  for (const result of results) {
    const general = generalOf(result, addresses.get(result.host));
    const keyOf = (how: string, { outcome, message, more }: Gathered, ...output: string[]): string =>
      JSON.stringify([how, outcome, message, more, ...output]);
    const { cut, digest } = result;
    // A text of all hosts may hold the name of one: what is the same to the letter is the same.
    const keys: [key: string, level: number][] = cut === true ? [] : [[keyOf('same', result, result.stdout, result.stderr), 0]];
    if (digest !== undefined) keys.push([keyOf('same', result, digest), 0]);
    for (const [level, each] of general.entries()) {
      if (each === general[level - 1]) continue;
      if (digest !== undefined && level < WORDS) keys.push([keyOf('digest', each, digest), level]);
      if (cut !== true) keys.push([keyOf(level < WORDS ? 'whole' : 'part', each, each.stdout, each.stderr), level]);
    }
    const [match] = keys.flatMap(([key, level]) => {
      const other = known.get(key);
      return other === undefined ? [] : [{ group: other.group, level: Math.max(level, other.level) }];
    });
    const group = match?.group ?? { first: result, general, hosts: [], exact: true, level: 0 };
    if (match === undefined) groups.push(group);
    else group.level = Math.max(group.level, match.level);
    for (const [key, level] of keys) if (!known.has(key)) known.set(key, { group, level });
    group.hosts.push(result.host);
    const { stdout, stderr, message } = group.first;
    const alike = group.first.cut === true || cut === true || (stdout === result.stdout && stderr === result.stderr);
    if (!alike || message !== result.message) group.exact = false;
  }
  return groups
    .map(({ first, general, hosts, exact, level }) => {
      const { stdout, stderr, message: said, outcome } = exact ? first : (general[level] ?? first);
      hosts.sort(byName);
      const name = foldHosts(hosts);
      const message = exact ? said : said?.replaceAll('{host}', () => name).replaceAll('{address}', () => foldHosts(addressesOf(hosts)));
      return { outcome, stdout, stderr, ...(message !== undefined && { message }), hosts, name };
    })
    .sort((a, b) => b.hosts.length - a.hosts.length || byName(a.hosts[0] ?? '', b.hosts[0] ?? ''));
}

/** So many of what `generalOf` gives are without names as whole words, the others without those in parts of words. */
const WORDS = 2;

/**
 * What a host gave, from the least general: without the name that we have for it, then without what it calls itself too, which may be a usual word,
 * or what all have in their files (`localhost`).
 */
function generalOf(result: Gathered, address: string | undefined): readonly [Gathered, Gathered, Gathered, Gathered] {
  const { host, hostname } = result;
  const pair = (loosely: boolean): [Gathered, Gathered] => {
    const ours = withoutHost(result, { host, address }, loosely);
    return [ours, hostname === undefined ? ours : withoutHost(result, { host, hostname, address }, loosely)];
  };
  return [...pair(false), ...pair(true)];
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** The group that the others are held against: of those with the best outcome the largest. Undefined where there is none. */
export function referenceGroup(groups: readonly GatheredGroup[]): GatheredGroup | undefined {
  const rank = (group: GatheredGroup): number => (isWell(group.outcome) ? 0 : group.outcome === 'symptom' ? 1 : 2);
  return [...groups].sort((a, b) => rank(a) - rank(b) || b.hosts.length - a.hosts.length)[0];
}

/** Ended block runs as `gather` takes them; one that did not end is `lost`. */
export function gatherable(run: BlockRun): Gathered {
  const { host, stdout, stderr, end, dropped, notes, differences } = run;
  const more = JSON.stringify([
    notes.map(({ level, message, line }) => [level, message, line]),
    // They may be long, and mostly all hosts have the very same.
    differences.map(({ path, diff }) => [path, digestOf(diff)]),
  ]);
  const message = end === undefined ? 'the record ends before it did' : end.message;
  return {
    host,
    outcome: end?.outcome ?? 'lost',
    stdout,
    stderr,
    ...(message !== undefined && { message }),
    more,
    ...(end?.digest !== undefined && { digest: end.digest }),
    ...(end?.hostname !== undefined && { hostname: end.hostname }),
    cut: dropped > 0,
  };
}
