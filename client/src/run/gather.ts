import type { BlockRun } from './block-runs.ts';
import { foldHosts } from './fold-hosts.ts';
import { digestOf } from './install/digest.ts';
import { isWell, type Outcome } from './outcome.ts';
import { withoutHost } from './without-host.ts';

/** What one host gave for one block. */
export interface Gathered {
  readonly host: string;
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
    /** Without the name as a whole word, and as a part of one. */
    readonly general: readonly [Gathered, Gathered];
    readonly hosts: string[];
    exact: boolean;
    loose: boolean;
  }
  const groups: Group[] = [];
  const known = new Map<string, Group>();
  for (const result of results) {
    const address = addresses.get(result.host);
    const general = [withoutHost(result, address), withoutHost(result, address, true)] as const;
    const keyOf = (how: string, { outcome, message, more }: Gathered, ...output: string[]): string =>
      JSON.stringify([how, outcome, message, more, ...output]);
    const [whole, part] = general;
    // A text of all hosts may hold the name of one: what is the same to the letter is the same.
    const close = [
      ...(result.cut === true
        ? []
        : [keyOf('same', result, result.stdout, result.stderr), keyOf('whole', whole, whole.stdout, whole.stderr)]),
      ...(result.digest === undefined ? [] : [keyOf('same', result, result.digest)]),
      ...(result.digest === undefined ? [] : [keyOf('digest', whole, result.digest)]),
    ];
    const keys = [...close, ...(result.cut === true ? [] : [keyOf('part', part, part.stdout, part.stderr)])];
    const same = (some: readonly string[]): Group | undefined => some.map((key) => known.get(key)).find((each) => each !== undefined);
    let group = same(close);
    if (group === undefined) {
      group = same(keys);
      if (group !== undefined) group.loose = true;
    }
    if (group === undefined) {
      group = { first: result, general, hosts: [], exact: true, loose: false };
      groups.push(group);
    }
    for (const key of keys) if (!known.has(key)) known.set(key, group);
    group.hosts.push(result.host);
    const { stdout, stderr, message, cut } = group.first;
    const alike = cut === true || result.cut === true || (stdout === result.stdout && stderr === result.stderr);
    if (!alike || message !== result.message) group.exact = false;
  }
  return groups
    .map(({ first, general, hosts, exact, loose }) => {
      const { stdout, stderr, message, outcome } = exact ? first : general[loose ? 1 : 0];
      hosts.sort(byName);
      return { outcome, stdout, stderr, ...(message !== undefined && { message }), hosts, name: foldHosts(hosts) };
    })
    .sort((a, b) => b.hosts.length - a.hosts.length || byName(a.hosts[0] ?? '', b.hosts[0] ?? ''));
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
    cut: dropped > 0,
  };
}
