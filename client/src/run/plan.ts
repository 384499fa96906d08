import type { Draft } from '../../../server/src/core/runbook/draft-types.ts';

/** A draft completed by looking at the hosts (reads only), bound by its hash. Plain data: it goes to a file and back. */
export interface Plan {
  readonly format: 1;
  readonly draft: Draft;
  readonly hosts: readonly PlanHost[];
  readonly files: readonly PlanFile[];
  /** What a reader must know before the first block: the sandbox's mode, risks. */
  readonly notes: readonly string[];
  /** The values of secret inputs that the plan was made with, each as its HMAC-SHA256 under the random `key` (hex). */
  readonly secrets?: { readonly key: string; readonly seals: Readonly<Record<string, string>> };
  /** SHA-256 in hex over the canonical JSON of all that the format's section 6.5 names. */
  readonly hash: string;
}

export interface PlanHost {
  readonly name: string;
  /** Of the connection; absent for `local`. */
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  /** The account that blocks name with `user`, where they name one: a name may be there once for each. */
  readonly login?: string;
  /** It is this very machine, not isolated: each step there that is no check is asked for. */
  readonly unisolated?: true;
  /** No connection to it is made: all that is done for it runs on other hosts (`at`). */
  readonly notReached?: true;
  /** SHA256 fingerprint of the verified host key, as ssh-keygen prints it. */
  readonly hostKey?: string;
  /** Why the host cannot be worked on, where it could not be reached or refused us. */
  readonly trouble?: { readonly outcome: 'unreachable' | 'refused'; readonly message: string };
}

/** What a file block would change on one host. */
export interface PlanFile {
  readonly block: string;
  readonly host: string;
  /** The real path after links are followed. */
  readonly path: string;
  readonly state: 'new' | 'changed' | 'unchanged' | 'unknown';
  /** SHA-256 in hex, owner and mode of what is there; absent where nothing is. */
  readonly found?: { readonly digest: string; readonly owner: string; readonly group: string; readonly mode: string };
  /** Unified diff from what is there to what would be; '' where unchanged or `sensitive`. */
  readonly diff: string;
  /** It will not be installed: it takes away most of a file that is not opsbook's, and no `replace=true` says that this is meant. */
  readonly refused?: true;
  readonly message?: string;
  /** What dead man's switches did on the host when nobody was there to hear of it, in sentences. */
  readonly left?: readonly string[];
}
