import { matchesPattern } from '../../ssh/known-hosts/matches-pattern.ts';
import { ConfigError } from './config-error.ts';
import { expandCommand } from './expand.ts';
import { isNone } from './flags.ts';
import { isKeyword, notFollowed } from './keywords.ts';
import type { ConfigLine } from './read-config.ts';

/** What a host's configuration says: for each keyword the arguments of the lines that count, the first first. */
export interface Evaluated {
  readonly values: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Where the first line of each keyword that counts stands. */
  readonly places: ReadonlyMap<string, { readonly file: string; readonly line: number }>;
  /** What was run to decide, in sentences. */
  readonly notes: readonly string[];
  /** What could not be decided or is not followed, in sentences. */
  readonly passedOver: readonly string[];
}

/** Keywords of which every line counts; of the others the first. */
const repeated: ReadonlySet<string> = new Set(['identityfile', 'certificatefile', 'sendenv']);
/** Two keywords that are one: whichever comes first keeps the other out (ssh_config(5), ProxyJump). */
const together: Readonly<Record<string, string>> = { proxycommand: 'proxy', proxyjump: 'proxy' };

/** Whether a name matches a list of patterns with commas; one with `!` that matches says no for good (match.c, `match_pattern_list`). */
function inList(list: string, name: string): boolean {
  let found = false;
  for (const each of list.split(',')) {
    const negated = each.startsWith('!');
    if (!matchesPattern(negated ? each.slice(1) : each, name)) continue;
    if (negated) return false;
    found = true;
  }
  return found;
}

/**
 * Goes through an ssh_config for the host `name` as readconf.c does: the first value of a keyword counts, `Host` and `Match` lines switch
 * the rest on and off, an included file begins as its `Include` stands and cannot switch on what was off. `login` is the user that was asked
 * for, `local` the one who asks. `execute` answers `Match exec`, undefined for one that could not look. What else needs a look at the machine
 * counts as not matched, and a note says so; so does a note of every command that was run.
 */
export function evaluate(
  files: readonly (readonly ConfigLine[])[],
  name: string,
  login: string | undefined,
  local: string,
  execute?: (command: string) => boolean | undefined,
): Evaluated {
  const values = new Map<string, (readonly string[])[]>();
  const places = new Map<string, ConfigLine>();
  const notes = new Set<string>();
  const passedOver = new Set<string>();
  const taken = new Set<string>();
  let wantsFinal = false;
  let host = name;
  let isFinal = false;
  if (login !== undefined) values.set('user', [[login]]);

  const first = (keyword: string): string | undefined => values.get(keyword)?.[0]?.[0];
  const hostname = (): string =>
    first('hostname')?.replaceAll(/%(.)/g, (all, token) => (token === 'h' ? host : token === '%' ? '%' : all)) ?? host;

  const matches = ({ args, file, line }: ConfigLine): boolean => {
    let good = true;
    const rest = [...args];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      const negated = word.startsWith('!');
      let criterion = (negated ? word.slice(1) : word).toLowerCase();
      // `host=web1` is one word with its argument.
      const cut = criterion.indexOf('=');
      if (cut > 0) {
        rest.unshift(word.slice(word.indexOf('=') + 1));
        criterion = criterion.slice(0, cut);
      }
      if (criterion === 'all' || criterion === 'final' || criterion === 'canonical') {
        if (criterion === 'final') wantsFinal = true;
        if ((criterion === 'all' || isFinal) === negated) good = false;
        continue;
      }
      const list = rest.shift();
      if (list === undefined)
        throw new ConfigError(`\`${file}\` line ${line}: \`Match ${criterion}\` has no argument; expected a list of patterns`);
      if (criterion === 'host' || criterion === 'originalhost' || criterion === 'user' || criterion === 'localuser') {
        const subject = { host: hostname(), originalhost: name, user: first('user') ?? local, localuser: local }[criterion];
        // match.c, `match_hostname`: names of hosts without case, names of users with it.
        const isHost = criterion === 'host' || criterion === 'originalhost';
        if ((isHost ? inList(list.toLowerCase(), subject.toLowerCase()) : inList(list, subject)) === negated) good = false;
      } else if (criterion === 'exec' && execute !== undefined) {
        // readconf.c, match_cfg_line: what has failed already is not asked.
        if (!good) continue;
        const port = Number(first('port') ?? 22);
        const user = first('user') ?? local;
        const tokens = { name, address: hostname(), port, user, local, alias: first('hostkeyalias') ?? hostname(), jump: '' };
        const command = expandCommand('Match exec', list, tokens);
        const found = execute(command);
        const said = found === undefined ? 'did not end, and counts as not matched' : found ? 'matched' : 'did not match';
        notes.add(`\`Match exec\` in \`${file}\` line ${line} ran \`${command}\` here; it ${said}`);
        if ((found ?? false) === negated || found === undefined) good = false;
      } else {
        if (good) passedOver.add(`\`Match ${criterion}\` in \`${file}\` line ${line} is not evaluated, and taken as not matched`);
        good = false;
      }
    }
    return good;
  };

  const walk = (lines: readonly ConfigLine[], active: boolean, never: boolean): void => {
    let on = active;
    for (const each of lines) {
      if (each.keyword === 'host') {
        on = false;
        for (const arg of each.args) {
          const negated = arg.startsWith('!');
          if (!matchesPattern(negated ? arg.slice(1) : arg, host)) continue;
          on = !negated && !never;
          if (negated) break;
        }
      } else if (each.keyword === 'match') {
        if (each.args.length === 0) throw new ConfigError(`\`${each.file}\` line ${each.line}: \`Match\` has no criterion`);
        on = matches(each) && !never;
      } else if (each.included) {
        for (const file of each.included) walk(file, on, !on);
      } else if (on && !isKeyword(each.keyword)) {
        if (!inList((first('ignoreunknown') ?? '').toLowerCase(), each.keyword))
          passedOver.add(`\`${each.file}\` line ${each.line}: \`${each.keyword}\` is no keyword of ssh_config, and is passed over`);
      } else if (on && each.args.length > 0) {
        // readconf.c keeps "none" as "not said".
        if (each.keyword === 'connecttimeout' && isNone(each.args[0])) continue;
        if (!places.has(each.keyword)) places.set(each.keyword, each);
        if (!values.has(each.keyword) && notFollowed[each.keyword]?.test(each.args[0] ?? '') === true)
          passedOver.add(`\`${each.file}\` line ${each.line}: \`${each.keyword} ${each.args.join(' ')}\` is not followed`);
        const key = together[each.keyword] ?? each.keyword;
        if (repeated.has(each.keyword)) {
          const all = values.get(each.keyword) ?? [];
          if (each.keyword === 'sendenv' || !all.some((other) => other[0] === each.args[0])) values.set(each.keyword, [...all, each.args]);
        } else if (!taken.has(key) && !values.has(each.keyword)) {
          // OpenSSH 9.2: `ProxyJump none` keeps other jumps out, and no command.
          if (each.keyword !== 'proxyjump' || !isNone(each.args[0])) taken.add(key);
          values.set(each.keyword, [each.args]);
        }
      }
    }
  };

  for (const file of files) walk(file, true, false);
  if (wantsFinal) {
    host = hostname().toLowerCase();
    // What the second pass says of `HostName` comes too late (ssh.c, where it parses the configuration again).
    values.set('hostname', [[host.replaceAll('%', '%%')]]);
    isFinal = true;
    for (const file of files) walk(file, true, false);
  }
  return { values, places, notes: [...notes], passedOver: [...passedOver] };
}
