import { withoutAnsi } from '../../run/ansi.ts';
import { gatherTroubles } from '../../run/gather.ts';
import type { RecordedRun } from './record-reader.ts';
import type { InstalledFile } from './installed-words.ts';
import type { AnswerGroup, RunState } from './run-state.ts';

/** Groups of one block that are shown at once; the last line leads to as many more. */
export const AT_ONCE = 100;

/** A run that this window saw begin. */
export interface RunLine {
  readonly kind: 'run';
  readonly state: RunState;
}

/** A run that is known by its record. */
export interface PastLine {
  readonly kind: 'past';
  recorded: RecordedRun;
}

/** Hosts that could not be worked on, all for the same reason. */
export interface TroubleLine {
  readonly kind: 'trouble';
  readonly state: RunState;
  /** As an expression; harmless to show, as the reason is. */
  name: string;
  hosts: readonly string[];
  readonly why: string;
}

/** A block that the run came to. */
export interface BlockLine {
  readonly kind: 'block';
  readonly state: RunState;
  readonly block: string;
}

/** Hosts that answered the same; `key` is the host that it was called by first, and stays when others join. */
export interface GroupLine {
  readonly kind: 'group';
  readonly state: RunState;
  readonly key: string;
  group: AnswerGroup;
}

/** A file that a group of hosts got. */
export interface FileLine {
  readonly kind: 'file';
  readonly state: RunState;
  readonly of: GroupLine;
  readonly group: AnswerGroup;
  file: InstalledFile;
}

/** There are more groups of a block than are shown. */
export interface MoreLine {
  readonly kind: 'more';
  readonly of: BlockLine;
  count: number;
}

/** One line of the Runs view. */
export type RunNode = RunLine | PastLine | TroubleLine | BlockLine | GroupLine | FileLine | MoreLine;

/** The key of the group of hosts that are not done yet. */
const RUNNING = '\0running';

/**
 * The lines of the Runs view. What stands in the same place is the same object, however often it is asked for: so an editor can be told of the
 * lines that changed alone, and keeps what is selected and focused in all others.
 */
export class RunTree {
  readonly #runs = new WeakMap<RunState, RunLine>();
  readonly #past = new Map<string, PastLine>();
  readonly #blocks = new WeakMap<RunState, Map<string, BlockLine>>();
  readonly #troubles = new WeakMap<RunState, Map<string, TroubleLine>>();
  readonly #groups = new WeakMap<BlockLine, readonly GroupLine[]>();
  readonly #files = new WeakMap<GroupLine, readonly FileLine[]>();
  readonly #more = new WeakMap<BlockLine, MoreLine>();
  readonly #limits = new WeakMap<BlockLine, number>();

  /** The lines at the top, newest first: the runs of this window, and those recorded that are not among them. */
  roots(states: readonly RunState[], recorded: readonly RecordedRun[]): readonly (RunLine | PastLine)[] {
    const live = new Set(states.map(({ run }) => run));
    const past = recorded.filter(({ run }) => !live.has(run));
    const kept = new Set(past.map(({ run }) => run));
    for (const run of [...this.#past.keys()]) if (!kept.has(run)) this.#past.delete(run);
    // A run's name begins with when it began.
    return [...states.map((state) => this.#run(state)), ...past.map((one) => this.#pastOf(one))].sort((a, b) =>
      runOf(a) < runOf(b) ? 1 : -1,
    );
  }

  /** The lines of a run: hosts that could not be worked on, then its blocks in their order. */
  ofRun(state: RunState): readonly (TroubleLine | BlockLine)[] {
    const blocks = this.#blocks.get(state) ?? new Map<string, BlockLine>();
    this.#blocks.set(state, blocks);
    for (const block of state.blocks) if (!blocks.has(block)) blocks.set(block, { kind: 'block', state, block });
    return [...this.#troublesOf(state), ...state.blocks.map((block) => blocks.get(block) as BlockLine)];
  }

  /** The groups of a block, those that run first, and where there are too many a line that says so. */
  ofBlock(line: BlockLine): readonly (GroupLine | MoreLine)[] {
    const limit = this.#limits.get(line) ?? AT_ONCE;
    const groups = this.#groupsOf(line);
    if (groups.length <= limit) return groups;
    const more = this.#more.get(line) ?? { kind: 'more', of: line, count: 0 };
    more.count = groups.length - limit;
    this.#more.set(line, more);
    return [...groups.slice(0, limit), more];
  }

  /** The files that a group got. */
  ofGroup(line: GroupLine): readonly FileLine[] {
    const before = this.#files.get(line) ?? [];
    const files = line.group.answer.installed.map((file): FileLine => {
      const known = before.find((one) => one.file.path === file.path);
      if (known === undefined) {
        const { state } = line;
        return {
          kind: 'file',
          state,
          of: line,
          get group() {
            return line.group;
          },
          file,
        };
      }
      known.file = file;
      return known;
    });
    this.#files.set(line, files);
    return files;
  }

  /** Shows more of a block's groups. */
  showMore({ of }: MoreLine): void {
    this.#limits.set(of, (this.#limits.get(of) ?? AT_ONCE) + AT_ONCE);
  }

  #run(state: RunState): RunLine {
    const line = this.#runs.get(state) ?? { kind: 'run', state };
    this.#runs.set(state, line);
    return line;
  }

  #pastOf(recorded: RecordedRun): PastLine {
    const line = this.#past.get(recorded.run) ?? { kind: 'past', recorded };
    line.recorded = recorded;
    this.#past.set(recorded.run, line);
    return line;
  }

  #troublesOf(state: RunState): readonly TroubleLine[] {
    if (state.hostTrouble.size === 0) return [];
    const lines = this.#troubles.get(state) ?? new Map<string, TroubleLine>();
    this.#troubles.set(state, lines);
    const told = [...state.hostTrouble].map(([host, message]) => ({ host, outcome: 'unreachable' as const, message }));
    return gatherTroubles(told, state.addresses).map(({ hosts, name, message: why = '' }) => {
      const line = lines.get(why) ?? { kind: 'trouble', state, name, hosts, why };
      line.name = withoutAnsi(name);
      line.hosts = hosts;
      lines.set(why, line);
      return line;
    });
  }

  #groupsOf(line: BlockLine): readonly GroupLine[] {
    const before = new Map((this.#groups.get(line) ?? []).map((one) => [one.key, one]));
    const groups = line.state.groups(line.block).map((group): GroupLine => {
      const key = group.running ? RUNNING : (group.hosts.find((host) => before.has(host)) ?? group.hosts[0] ?? '');
      const known = before.get(key) ?? { kind: 'group', state: line.state, key, group };
      before.delete(key);
      known.group = group;
      return known;
    });
    this.#groups.set(line, groups);
    return groups;
  }
}

function runOf(line: RunLine | PastLine): string {
  return line.kind === 'run' ? line.state.run : line.recorded.run;
}
