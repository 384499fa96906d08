import type { BackgroundStep } from './background.ts';
import type { Outcome } from './outcome.ts';
import type { FoundFile } from './install/look-at-file.ts';
import type { InstallEnd } from './install/install-file.ts';
import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';

/** What a shell left behind for the next one of the same host and account, as a difference to what it began with. */
export interface Carried {
  readonly set: ReadonlyMap<string, string>;
  readonly unset: ReadonlySet<string>;
  readonly cwd: string | undefined;
}

/** A file block that was installed, or found as it should be, and waits for its reload. */
export interface Waiting {
  readonly block: DraftBlock;
  readonly startedAt: number;
  readonly end: InstallEnd;
  readonly path: string;
  readonly digest: string;
}

/** What one host has come to in a run. */
export interface HostPart {
  readonly name: string;
  /** From 1; 0 for a host that is in no batch. */
  batch: number;
  /** Values that steps gave on this host. */
  readonly variables: Map<string, string>;
  /** By account and by the host that it was left on. */
  readonly carried: Map<string, Carried>;
  /** The last outcome of each block here, and the run of it that is under way or over. */
  readonly outcomes: Map<string, Outcome>;
  readonly once: Map<string, Promise<void>>;
  /** File blocks that changed their file in this run. */
  readonly changed: Set<string>;
  /** What was installed here in this run by each file block and proved good. */
  readonly installed: Map<string, Waiting>;
  /** What this run left at a real path. */
  readonly wrote: Map<string, FoundFile['found']>;
  /** File blocks of the reload that comes next. */
  readonly waiting: Waiting[];
  /** Steps that go on while later ones run. */
  readonly background: BackgroundStep[];
  /** Blocks that ended well and can be taken back, in order. */
  readonly done: DraftBlock[];
  /** Why nothing more is done here. */
  over: string | undefined;
  /** Whether it was asked already what is to be taken back. */
  undone: boolean;
  /** Whether the host's connection is known to be the plan's. */
  readonly seen: Set<string>;
}

/** The part of a host that has not begun. */
export function hostPart(name: string): HostPart {
  return {
    name,
    batch: 0,
    variables: new Map(),
    carried: new Map(),
    outcomes: new Map(),
    once: new Map(),
    changed: new Set(),
    installed: new Map(),
    wrote: new Map(),
    waiting: [],
    background: [],
    done: [],
    over: undefined,
    undone: false,
    seen: new Set(),
  };
}
