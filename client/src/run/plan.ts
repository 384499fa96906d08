import type { Draft } from '../../../server/src/core/runbook/draft-types.ts';

/** A draft completed by looking at the hosts (reads only), bound by its hash. Plain data: it goes to a file and back. */
export interface Plan {
  readonly format: 1;
  readonly draft: Draft;
  readonly hosts: readonly PlanHost[];
  readonly files: readonly PlanFile[];
  /** What a reader must know before the first block: the sandbox's mode, risks. */
  readonly notes: readonly string[];
  /** SHA-256 in hex over the canonical JSON of all that the format's section 6.5 names. */
  readonly hash: string;
}

export interface PlanHost {
  readonly name: string;
  /** Of the connection; absent for `local`. */
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
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
  readonly message?: string;
}
