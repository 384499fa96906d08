import { addressesOf } from '../../run/addresses-of.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { gather, type Gathered, type GatheredGroup } from '../../run/gather.ts';
import type { BlockEnd, RunEvent } from '../../run/events.ts';
import type { Plan } from '../../run/plan.ts';
import { levelWord } from '../words/level-word.ts';
import { outcomeWord } from '../words/outcome-word.ts';
import type { InstalledFile } from './installed-words.ts';

/** Characters of output that are kept in memory of one block on one host, and of all together; beyond that each has a few lines still. The record has the rest. */
export const KEPT = 64 << 10;
const ALL_KEPT = 16 << 20;
const FEW = 4096;

/** What one host gave for one block, as far as it is known. */
export interface HostAnswer {
  readonly host: string;
  /** Absent while the block runs there. */
  readonly end?: BlockEnd;
  /** The output's first characters, in order of arrival, escapes in it. */
  readonly text: string;
  /** Whether there was more than `text`. */
  readonly cut: boolean;
  /** The last line that was printed and is not empty; harmless to show. */
  readonly lastLine: string;
  /** A difference applied or a word of the runner, harmless to show. */
  readonly notes: readonly string[];
  /** The files that the block installed there. */
  readonly installed: readonly InstalledFile[];
}

/** Hosts with the same outcome and the same output; while they run, all that run stand together. */
export interface AnswerGroup {
  readonly block: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly running: boolean;
  /** Of the first host. */
  readonly answer: HostAnswer;
}

interface Growing {
  readonly host: string;
  end?: BlockEnd;
  chunks: { readonly stream: 'stdout' | 'stderr'; readonly text: string }[];
  length: number;
  cut: boolean;
  lastLine: string;
  readonly notes: string[];
  installed: readonly InstalledFile[];
}

/** A run as its events tell it: which blocks it came to, and what each host answered there. Its memory does not grow with what hosts print. */
export class RunState {
  readonly run: string;
  readonly plan: Plan;
  /** Milliseconds since the epoch. */
  readonly began: number;
  ended: { readonly at: number; readonly outcome: 'done' | 'failed' | 'cancelled' } | undefined;
  /** Why the run could not go on, where no end was told. */
  trouble: string | undefined;
  readonly #blocks = new Map<string, Map<string, Growing>>();
  /** The groups of hosts that ended, by block, until one more does. */
  readonly #gathered = new Map<string, readonly GatheredGroup[]>();
  /** Of the hosts, by name, where they are known. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly #hostTrouble = new Map<string, string>();
  #kept = 0;
  /** By block: the hosts of the batches that are done with it, those that fell out before among them. */
  readonly #over = new Map<string, Set<string>>();

  constructor(event: RunEvent & { readonly type: 'run-started' }) {
    this.run = event.run;
    this.plan = event.plan;
    this.began = event.at;
    this.addresses = addressesOf(event.plan);
  }

  /** The runbook's title, else its file's name; harmless to show. */
  get title(): string {
    const { title, file } = this.plan.draft;
    return withoutAnsi(title === '' ? file.slice(file.lastIndexOf('/') + 1) : title);
  }

  /** Names of the blocks that the run came to, in the order it came to them. */
  get blocks(): readonly string[] {
    return [...this.#blocks.keys()];
  }

  /** Hosts that could not be worked on, each with why. */
  get hostTrouble(): ReadonlyMap<string, string> {
    return this.#hostTrouble;
  }

  /** How many of the hosts that a block has are done with it. */
  progress(block: string): { readonly done: number; readonly all: number } {
    const answers = [...(this.#blocks.get(block)?.values() ?? [])];
    const over = this.#over.get(block);
    // A host that fell out before it came to the block is waited for no more.
    const awaited = this.#targets(block).filter((host) => !over?.has(host) || this.#blocks.get(block)?.has(host)).length;
    return { done: answers.filter(({ end }) => end !== undefined).length, all: Math.max(awaited, answers.length) };
  }

  /** Takes in the next event. */
  next(event: RunEvent): void {
    switch (event.type) {
      case 'host-trouble':
        this.#hostTrouble.set(event.host, withoutAnsi(`${outcomeWord(event.outcome)}: ${event.message}`));
        break;
      case 'block-started':
        this.#kept -= this.#blocks.get(event.block)?.get(event.host)?.length ?? 0;
        this.#answers(event.block).set(event.host, {
          host: event.host,
          chunks: [],
          length: 0,
          cut: false,
          lastLine: '',
          notes: [],
          installed: this.#blocks.get(event.block)?.get(event.host)?.installed ?? [],
        });
        break;
      case 'output':
        this.#print(this.#answer(event.block, event.host), event.stream, event.text);
        break;
      case 'filed':
        this.#answer(event.block, event.host).cut = true;
        break;
      case 'difference':
        if (event.diff !== '') this.#note(event.block, event.host, withoutAnsi(event.diff));
        break;
      case 'note':
        this.#note(event.block, event.host, withoutAnsi(`${levelWord(event.level)}: ${event.message}\n`));
        break;
      case 'installed': {
        const answer = this.#answer(event.block, event.host);
        const path = withoutAnsi(event.path);
        const file = { path, ...(event.kept !== undefined && { kept: withoutAnsi(event.kept) }), back: false };
        answer.installed = [...answer.installed.filter((one) => one.path !== path), file];
        break;
      }
      case 'put-back': {
        const answer = this.#answer(event.block, event.host);
        const path = withoutAnsi(event.path);
        const before = answer.installed.find((one) => one.path === path) ?? { path };
        answer.installed = [...answer.installed.filter((one) => one.path !== path), { ...before, back: true }];
        this.#gathered.delete(event.block);
        break;
      }
      case 'block-ended': {
        const { seq: _seq, at: _at, type: _type, block, host, ...end } = event;
        const answer = this.#answer(block, host);
        this.#gathered.delete(block);
        answer.end = end;
        break;
      }
      case 'block-done':
        this.#done(event.block, event.hosts);
        break;
      case 'run-ended':
        this.ended = { at: event.at, outcome: event.outcome };
        break;
      default:
    }
  }

  /** No more will be told, for that reason: what runs has no end that anybody knows. */
  cut(why: string): void {
    this.trouble = why;
    for (const [block, answers] of this.#blocks) {
      for (const answer of answers.values()) answer.end ??= { outcome: 'lost', duration: 0, message: why };
      this.#gathered.delete(block);
    }
  }

  /** What hosts answered at a block, folded: those that run first, then the largest group. */
  groups(block: string): readonly AnswerGroup[] {
    const answers = this.#blocks.get(block) ?? new Map<string, Growing>();
    const running = [...answers.values()].filter(({ end }) => end === undefined);
    const ended = this.#gathered.get(block) ?? gather([...answers.values()].flatMap(gatheredOf), this.addresses);
    this.#gathered.set(block, ended);
    const group = ({ hosts, name }: Pick<GatheredGroup, 'hosts' | 'name'>, isRunning: boolean): AnswerGroup => ({
      block,
      name: withoutAnsi(name),
      hosts,
      running: isRunning,
      answer: shown(answers.get(hosts[0] ?? '') as Growing),
    });
    // Hosts that run are one group: what they print is not yet all of it.
    const [together] = gather(running.map(({ host }) => ({ host, outcome: 'ok' as const, stdout: '', stderr: '' })));
    return [...(together === undefined ? [] : [group(together, true)]), ...ended.map((one) => group(one, false))];
  }

  /** What one host answered at a block; undefined where it was never there. */
  answer(block: string, host: string): HostAnswer | undefined {
    const answer = this.#blocks.get(block)?.get(host);
    return answer && shown(answer);
  }

  /** The hosts at which a block did not go well, that could not be worked on, or that the run never came to. */
  failedHosts(isBad: (end: BlockEnd) => boolean): readonly string[] {
    const bad = new Set(this.#hostTrouble.keys());
    for (const answers of this.#blocks.values())
      for (const { host, end } of answers.values()) if (end === undefined || isBad(end)) bad.add(host);
    const seen = new Set([...this.#blocks.values()].flatMap((answers) => [...answers.keys()]));
    for (const { name } of this.plan.hosts) if (!seen.has(name)) bad.add(name);
    return [...bad];
  }

  #targets(block: string): readonly string[] {
    return this.plan.draft.blocks.find(({ name }) => name === block)?.targets ?? [];
  }

  #done(block: string, hosts: readonly string[]): void {
    const over = this.#over.get(block) ?? new Set<string>();
    this.#over.set(block, over);
    const batches = this.plan.draft.batches.filter((batch) => hosts.some((host) => batch.includes(host)));
    for (const host of batches.length === 0 ? this.#targets(block) : batches.flat()) over.add(host);
  }

  #answers(block: string): Map<string, Growing> {
    const found = this.#blocks.get(block) ?? new Map<string, Growing>();
    this.#blocks.set(block, found);
    return found;
  }

  #answer(block: string, host: string): Growing {
    const found = this.#answers(block).get(host);
    if (found !== undefined) return found;
    this.next({ seq: 0, at: 0, type: 'block-started', block, host });
    return this.#answer(block, host);
  }

  #note(block: string, host: string, note: string): void {
    const { notes } = this.#answer(block, host);
    if (notes.length < 100) notes.push(note);
  }

  #print(answer: Growing, stream: 'stdout' | 'stderr', text: string): void {
    const limit = this.#kept < ALL_KEPT ? KEPT : FEW;
    const kept = text.slice(0, Math.max(0, limit - answer.length));
    if (kept !== '') answer.chunks.push({ stream, text: kept });
    answer.cut ||= kept.length < text.length;
    answer.length += kept.length;
    this.#kept += kept.length;
    const tail = text.slice(-2000);
    const line = withoutAnsi(tail)
      .split('\n')
      .findLast((candidate) => candidate.trim() !== '');
    if (line !== undefined) answer.lastLine = line.trim().slice(0, 200);
  }
}

function shown({ host, end, cut, lastLine, notes, installed, chunks }: Growing): HostAnswer {
  return { host, ...(end !== undefined && { end }), text: chunks.map(({ text }) => text).join(''), cut, lastLine, notes, installed };
}

/** What a host gave that is done with a block; nothing for one that is not. */
function gatheredOf({ host, end, cut, notes, installed, chunks }: Growing): readonly Gathered[] {
  if (end === undefined) return [];
  const of = (wanted: 'stdout' | 'stderr'): string =>
    chunks
      .filter(({ stream }) => stream === wanted)
      .map(({ text }) => text)
      .join('');
  const { outcome, message, digest, hostname } = end;
  return [
    {
      host,
      outcome,
      stdout: of('stdout'),
      stderr: of('stderr'),
      more: `${notes.join('')}${JSON.stringify(installed)}`,
      ...(digest !== undefined && { digest }),
      ...(hostname !== undefined && { hostname }),
      cut,
      ...(message !== undefined && { message }),
    },
  ];
}
