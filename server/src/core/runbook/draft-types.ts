import type { Danger } from '../rules/steps/dangers.ts';
import type { Expectation } from './model.ts';

/** What a caller asks of a draft. */
export interface DraftRequest {
  /** `--host`: takes the place of the front matter's hosts and limits all others. */
  readonly hosts?: string;
  readonly sandbox?: boolean;
  /** Only this step (with what it requires); undefined: all. */
  readonly step?: string;
  /** Only checks (`opsbook check`). */
  readonly checksOnly?: boolean;
  /** Only the remedies of checks, with their checks and what they need (`opsbook fix`). */
  readonly fixesOnly?: boolean;
  readonly inputs?: Readonly<Record<string, string>>;
  /** The files that `src` attributes name, by the attribute's value. */
  readonly sources?: Readonly<Record<string, Source>>;
}

/** A file that a block takes its bytes from; a sentence where it cannot be read. */
export type Source = { readonly text: string } | { readonly trouble: string };

/** What a run would do, drafted from text alone: blocks in order, targets by name, rendered text. Nothing was looked at on any host. */
export interface Draft {
  readonly format: 1;
  readonly file: string;
  readonly title: string;
  readonly blocks: readonly DraftBlock[];
  /** What the inventory says of where targets are, by name; a name that is not here is looked up by ssh's own configuration. */
  readonly hosts?: Readonly<
    Record<
      string,
      {
        readonly address?: string;
        readonly port?: number;
        readonly user?: string;
        readonly identityFile?: string;
        /** Of its own values those that holes name. */
        readonly variables?: Readonly<Record<string, string>>;
        /** What the inventory says of reaching it that is not heeded, a sentence each. */
        readonly notes?: readonly string[];
      }
    >
  >;
  /** Targets of the front matter, cut into batches, after `--host`. */
  readonly batches: readonly (readonly string[])[];
  readonly maxFailures: string;
  readonly parallel: number;
  readonly inputs: readonly DraftInput[];
  /** Inputs without a value: asked, or the run ends, naming them. */
  readonly missing: readonly DraftInput[];
  /** Values that an earlier run captured, by host and name: of a draft that takes it back. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the linter calls errors in the configuration as it is to be installed. The daemon of the host decides. */
  readonly problems?: readonly DraftProblem[];
  /** Why nothing may run: what, where (line from 1), what was expected. A run with one of these ends with exit status 2. */
  readonly refusals: readonly DraftRefusal[];
}

export interface DraftRefusal {
  readonly line: number;
  readonly message: string;
}

/** What the linter calls an error in what is to be installed. */
export interface DraftProblem extends DraftRefusal {
  /** The hosts that it is for, where hosts differ. */
  readonly hosts?: readonly string[];
}

export interface DraftInput {
  readonly name: string;
  readonly description?: string;
  readonly secret: boolean;
  readonly choices?: readonly string[];
  readonly pattern?: string;
  /** Absent for a secret and for a missing one. */
  readonly value?: string;
}

/** One block that a run may come to. */
export interface DraftBlock {
  readonly name: string;
  readonly kind: 'step' | 'check' | 'file';
  /** Position among the fences of the document, from 0, and its line, from 1. */
  readonly index: number;
  readonly line: number;
  /** Names of the hosts it runs on, `local` and `sandbox` among them; empty with a reason in `skipped`. */
  readonly targets: readonly string[];
  readonly skipped?: string;
  /** True where it runs at its place; false for what only a `reload`, an undo or a `requires` calls. */
  readonly inOrder: boolean;
  readonly at?: string;
  readonly user?: string;
  readonly sudo: boolean | string;
  readonly cwd?: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly parallel?: number;
  readonly retries: number;
  readonly retryDelay: number;
  readonly grace: number;
  readonly fixes?: string;
  readonly then?: string;
  readonly undoes?: string;
  readonly requires: readonly string[];
  readonly when?: { readonly name: string; readonly not: boolean };
  readonly continueOnFailure: boolean;
  readonly confirm?: string;
  readonly sensitive: boolean;
  /** Milliseconds in which a new login must prove that we still get in, or the block goes back by itself; absent where it is not guarded. */
  readonly guard?: number;
  /** What commands of its script may do that cannot be taken back from afar; absent where none is known. */
  readonly dangers?: readonly DraftDanger[];
  /** Every attribute as it is written, so that a runner can refuse by name what it does not reach. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Of a step or check. */
  readonly script?: DraftScript;
  /** Of a file block. */
  readonly install?: DraftInstall;
}

export interface DraftDanger {
  readonly kind: Danger['kind'];
  /** Where the command stands in the document, from 1. */
  readonly line: number;
  /** The command's name and what it may do: `mkfs.ext4` makes an empty file system. */
  readonly message: string;
}

export interface DraftScript {
  /** Interpreter as a command: `sh`, `bash`, `python3` … */
  readonly interpreter: string;
  readonly strict: boolean;
  readonly text: string;
  readonly expect?: Expectation;
  /** Lines of an expectation block, matched as the format's section 3 says. */
  readonly expectOutput?: string;
  readonly capture?: string;
  /** Names that its standard output has for later steps as Runme gives it: its own, where that is in capitals, and `__` for the next. Absent: none is used. */
  readonly gives?: readonly string[];
  /** Names of captured values that it uses as if they were there: without one of them it does not run. Absent: none. */
  readonly needs?: readonly string[];
  /** Names of secret inputs that the text names: only these are handed to it. */
  readonly secrets: readonly string[];
  readonly interactive: boolean;
  readonly background: boolean;
  /** By host: instead of running `text`, how a detached step of an earlier run ended is asked, which the host keeps under this name. */
  readonly fetch?: Readonly<Record<string, string>>;
}

export interface DraftInstall {
  readonly path: string;
  readonly language: string | undefined;
  /** The bytes to be installed as text: LF, one at the end, holes filled with inputs; holes of captured values are left and listed. */
  readonly text: string;
  readonly holes: readonly string[];
  /** For each line of `text` (from 0): the line of the document (from 1) it came from. */
  readonly sourceLines: readonly number[];
  readonly part: boolean;
  readonly replace: boolean;
  readonly owner?: string;
  readonly group?: string;
  readonly mode?: string;
  readonly validate?: string | false;
  readonly reload?: string;
  /**
   * By host: instead of `text`, what an earlier run found at the real path goes back, if what is there now has this SHA-256 (hex); `kept` is
   * where it lies on the host, absent where the run found nothing there.
   */
  readonly back?: Readonly<Record<string, { readonly path: string; readonly digest: string; readonly kept?: string }>>;
}
