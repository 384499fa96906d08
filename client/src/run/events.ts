import type { Outcome } from './outcome.ts';
import type { asciiBytes } from './ascii-bytes.ts';
import type { Plan } from './plan.ts';

/** Where an event belongs: a block (by its name) on a host. */
export interface Place {
  readonly block: string;
  readonly host: string;
}

/** What the runner tells, in order, numbered from 0 by `seq`; `at` is milliseconds since the epoch. JSON-safe. */
export type RunEvent = { readonly seq: number; readonly at: number } & RunEventBody;

export type RunEventBody =
  | { readonly type: 'run-started'; readonly run: string; readonly plan: Plan }
  | { readonly type: 'host-connecting' | 'host-connected'; readonly host: string }
  | { readonly type: 'host-trouble'; readonly host: string; readonly outcome: Outcome; readonly message: string }
  | { readonly type: 'batch-started'; readonly batch: number; readonly hosts: readonly string[] }
  | ({ readonly type: 'block-started'; readonly why?: string } & Place)
  /**
   * Whole UTF-8 characters, escapes not removed, secrets masked. Much text that is ASCII has its bytes along, so that nobody
   * encodes it again.
   */
  | ({ readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string; readonly [asciiBytes]?: Buffer } & Place)
  /** In a record, and told to who follows one: output that lies in a file of the record's `outputs` folder, `bytes` of it from byte `from` on. */
  | ({
      readonly type: 'filed';
      readonly stream: 'stdout' | 'stderr';
      readonly file: string;
      readonly from: number;
      readonly bytes: number;
      readonly characters: number;
    } & Place)
  /** A file block's difference as it is about to be applied (unified diff). */
  | ({ readonly type: 'difference'; readonly path: string; readonly diff: string } & Place)
  /**
   * A word of the runner about a block: the daemon's verdict on a candidate, with the document's line where it speaks of one. Where it says that
   * a switch is armed, `goesBackAt` is when (milliseconds since the epoch) the host takes the block back by itself, unless it is proven by then.
   */
  | ({
      readonly type: 'note';
      readonly level: 'info' | 'warning' | 'error';
      readonly message: string;
      readonly line?: number;
      readonly goesBackAt?: number;
      /** What the host keeps a step under that goes on without us. */
      readonly detached?: string;
    } & Place)
  /** A file block's rename happened: what is at `path` now has this SHA-256 (hex), and what was there lies at `kept`, where there was anything. */
  | ({ readonly type: 'installed'; readonly path: string; readonly digest: string; readonly kept?: string } & Place)
  /** What a file block installed in this run was taken back. */
  | ({ readonly type: 'put-back'; readonly path: string } & Place)
  | ({ readonly type: 'block-ended' } & Place & BlockEnd)
  /** Every host of the section has ended the block, and what it called. */
  | { readonly type: 'block-done'; readonly block: string; readonly hosts: readonly string[] }
  | { readonly type: 'question'; readonly question: Question }
  | { readonly type: 'answered'; readonly id: string; readonly by: 'user' | 'flag' | 'nobody'; readonly yes: boolean }
  | {
      readonly type: 'run-ended';
      readonly outcome: 'done' | 'failed' | 'cancelled';
      readonly exitStatus: 0 | 1 | 130;
      readonly counts: Readonly<Partial<Record<Outcome, number>>>;
    };

export interface BlockEnd {
  readonly outcome: Outcome;
  /** Exit status or signal, as the host told them. */
  readonly exit?: number;
  readonly signal?: string;
  /** Milliseconds. */
  readonly duration: number;
  /** Why, in a sentence, for every outcome that is not `ok`. */
  readonly message?: string;
  /** `skipped` because the run stopped before it: too many hosts had failed, or it was cancelled. */
  readonly stopped?: true;
  /** SHA-256 (hex) of its standard output and of its standard error as they were told; absent where nothing was, and in a run on one host. */
  readonly digest?: string;
  /** What the host calls itself, where it told that and it is another name than ours for it. */
  readonly hostname?: string;
  /** The value of `capture=`, unless secret. */
  readonly captured?: string;
}

/** What the runner asks; nobody there to answer means no. */
export interface Question {
  readonly id: string;
  readonly kind: 'confirm' | 'host-key' | 'password' | 'passphrase' | 'prompt';
  readonly message: string;
  /** Lines in a fixed-width face beside the message: a key's picture. */
  readonly detail?: string;
  readonly block?: string;
  readonly hosts?: readonly string[];
  /** Whether the answer must not be echoed nor recorded. */
  readonly secret: boolean;
}

/** Answers a question: a text for secrets and prompts, a boolean for the rest; undefined or false is "no". */
export type Answer = (question: Question) => Promise<string | boolean | undefined>;
