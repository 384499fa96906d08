import type { DraftBlock } from '../../../../server/src/core/index.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import type { BlockEnd } from '../../run/events.ts';
import type { Outcome } from '../../run/outcome.ts';
import type { RunStory } from '../../run/records/run-story.ts';

/** A run as an export holds it: plain data, control characters shown by signs, nothing secret. */
export interface Report {
  readonly run: string;
  readonly title: string;
  readonly file: string;
  readonly plan: string;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly user: string | undefined;
  readonly machine: string | undefined;
  readonly from: string | undefined;
  readonly commit: { readonly id: string; readonly changed: boolean } | undefined;
  readonly undoes: string | undefined;
  readonly inputs: readonly { readonly name: string; readonly value: string | undefined; readonly secret: boolean }[];
  readonly hosts: readonly {
    readonly name: string;
    readonly address: string | undefined;
    readonly user: string | undefined;
    readonly hostKey: string | undefined;
  }[];
  /** `unfinished` where the record ends before the run did. */
  readonly outcome: 'done' | 'failed' | 'cancelled' | 'unfinished';
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
  readonly troubles: readonly { readonly host: string; readonly outcome: Outcome; readonly message: string }[];
  /** Whether output of several hosts is told once, with `{host}` or `{address}` in the place of what is each one's own. */
  readonly ownNames: boolean;
  readonly blocks: readonly ReportBlock[];
}

/** What is to be said where that is so; of the two words as they are to be shown. */
export function ownNames(host: string, address: string): string {
  return `In what several hosts gave, ${host} and ${address} stand for each one’s own name and address.`;
}

/** One block as it went on all its hosts. */
export interface ReportBlock {
  readonly name: string;
  readonly kind: DraftBlock['kind'];
  readonly round: number;
  /** What ran; undefined of a file block. */
  readonly script: string | undefined;
  readonly path: string | undefined;
  readonly startedAt: string;
  readonly groups: readonly {
    readonly hosts: string;
    readonly count: number;
    readonly outcome: Outcome;
    readonly message: string | undefined;
    readonly stdout: string;
    readonly stderr: string;
    readonly differences: readonly { readonly path: string; readonly diff: string }[];
    readonly notes: readonly string[];
  }[];
  readonly ends: readonly ({ readonly host: string; readonly startedAt: string } & Partial<BlockEnd>)[];
}

/** The report of a story. */
export function report({ record, blocks, troubles, ended }: RunStory): Report {
  const { about, plan, run, events } = record;
  const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());
  const end = events.findLast(({ type }) => type === 'run-ended');
  return {
    run,
    title: withoutAnsi(plan.draft.title),
    file: withoutAnsi(plan.draft.file),
    plan: plan.hash,
    startedAt: iso(about?.startedAt ?? events[0]?.at),
    endedAt: iso(end?.at),
    user: about?.user,
    machine: about?.machine,
    from: about?.from,
    commit: about?.commit,
    undoes: about?.request?.undoes,
    inputs: plan.draft.inputs.map(({ name, value, secret }) => ({
      name,
      value: secret || value === undefined ? undefined : withoutAnsi(value),
      secret,
    })),
    hosts: plan.hosts.map(({ name, address, user, hostKey }) => ({ name, address, user, hostKey })),
    outcome: ended?.outcome ?? 'unfinished',
    counts: ended?.counts ?? {},
    troubles: troubles.map(({ host, outcome, message }) => ({ host, outcome, message: withoutAnsi(message) })),
    ownNames: blocks.some(({ groups }) =>
      groups.some(({ hosts, ...group }) => hosts.length > 1 && /\{(host|address)\}/.test(`${group.stdout}${group.stderr}${group.message}`)),
    ),
    blocks: blocks.map(({ name, block, round, runs, groups }) => ({
      name,
      kind: block?.kind ?? 'step',
      round,
      script: block?.script === undefined ? undefined : withoutAnsi(block.script.text),
      path: block?.install === undefined ? undefined : withoutAnsi(block.install.path),
      startedAt: new Date(Math.min(...runs.map(({ startedAt }) => startedAt))).toISOString(),
      groups: groups.map(({ hosts, name: folded, outcome, message, stdout, stderr }) => {
        const first = runs.find(({ host }) => host === hosts[0]);
        return {
          hosts: folded,
          count: hosts.length,
          outcome,
          message: message === undefined ? undefined : withoutAnsi(message),
          stdout: withoutAnsi(stdout),
          stderr: withoutAnsi(stderr),
          differences: (first?.differences ?? []).map(({ path, diff }) => ({ path, diff: withoutAnsi(diff) })),
          notes: (first?.notes ?? []).map(
            ({ level, line, message: text }) => `${level}${line === undefined ? '' : ` line ${line}`}: ${withoutAnsi(text)}`,
          ),
        };
      }),
      ends: runs.map(({ host, startedAt, end: how }) => ({ host, startedAt: new Date(startedAt).toISOString(), ...how })),
    })),
  };
}
