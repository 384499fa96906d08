/** Our own requests between the editor and the language server: the one file that both sides share. Lines and characters from 0. */
import type { DraftRequest } from './core/index.ts';

/** What the client says when it starts the server. */
export interface InitializationOptions {
  /** Whether the workspace is trusted: then the user's ssh_config may be read for host names. */
  readonly trusted?: boolean;
  /** Path of the ssh_config to read then; the user's own if absent. */
  readonly sshConfig?: string;
  /** The program `shellcheck`: a name on the PATH or an absolute path; '' switches it off. `shellcheck` if absent. */
  readonly shellcheck?: string;
  /** Address of the page of a rule, with `{rule}` in the place of its id; without it the pages beside the program, if they are there. */
  readonly rulePages?: string;
}

/** Request from the client: the page of a rule as Markdown, by its id; null for one that is not known. */
export const rulePageRequest = 'opsbook/rulePage';

export interface RulePageParams {
  readonly rule: string;
}

/** Notification from the client: the workspace's trust was granted. */
export const trustGranted = 'opsbook/trustGranted';

/** Request from the client: the blocks of a runbook, for outcomes; an empty list for anything else. */
export const blocksRequest = 'opsbook/blocks';

export interface BlocksParams {
  readonly uri: string;
  /** Those that are asked for; all if absent. */
  readonly names?: readonly string[];
}

/** Request from the client: whether a document has any block that can run. */
export const canRunRequest = 'opsbook/canRun';

export interface CanRunParams {
  readonly uri: string;
}

/** One block of a runbook. */
export interface BlockInfo {
  readonly name: string;
  readonly kind: 'step' | 'check' | 'file';
  /** The opening line of its fence, and the last line of it. */
  readonly line: number;
  readonly endLine: number;
  /** The host expression it stands for; undefined where none is said. */
  readonly hosts?: string;
  /** A digest of its text and attributes: an outcome of another digest is stale. */
  readonly digest: string;
}

/** Request from the client: the digests of a runbook's blocks, by name, in a text that need not be the one in the editor: that of an earlier run. */
export const blockDigestsRequest = 'opsbook/blockDigests';

export interface BlockDigestsParams {
  readonly uri: string;
  readonly text: string;
}

/** The commands that a lens names; the argument is a `LensTarget`. */
export const runCommand = 'opsbook.runBlock';
export const planCommand = 'opsbook.planBlock';

export interface LensTarget {
  readonly uri: string;
  readonly block: string;
}

/** Request from the client: whether there is anything to complete at a place. */
export const completableRequest = 'opsbook/completable';

export interface CompletableParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Request from the client: what a run of the runbook would do, from the text as it stands in the editor; answers a `Draft`. */
export const draftRequest = 'opsbook/draft';

export interface DraftParams {
  readonly uri: string;
  readonly request: DraftRequest;
}

/** Request from the client: the runbooks of the workspace, those that are open as they stand in the editor; answers `RunbookInfo[]`, sorted by path. */
export const runbooksRequest = 'opsbook/runbooks';

/** One runbook of the workspace. */
export interface RunbookInfo {
  readonly uri: string;
  readonly title: string;
  /** Log lines that say that it is meant: sources of regular expressions, and the log that each is looked for in. */
  readonly symptoms: readonly { readonly match: string; readonly file?: string }[];
  /** Names of its inputs. */
  readonly inputs: readonly string[];
  readonly checks: readonly CheckInfo[];
}

/** One check of a runbook. */
export interface CheckInfo {
  readonly name: string;
  /** The opening line of its fence. */
  readonly line: number;
  /** The hosts that its expression stands for, by name. */
  readonly hosts: readonly string[];
  /** The block that mends what it finds. */
  readonly fix?: string;
}

/** Request from the client: the hosts that may be named; answers an `InventoryInfo`. */
export const inventoryRequest = 'opsbook/inventory';

/** Of a document where it is given: what its own folder says counts before the rest. */
export interface InventoryParams {
  readonly uri?: string;
}

export interface InventoryInfo {
  readonly hosts: readonly HostInfo[];
  /** Groups with the names of their hosts, in the order of the inventory. */
  readonly groups: readonly { readonly name: string; readonly hosts: readonly string[] }[];
}

/** One host of the inventory; what is absent was not said there. */
export interface HostInfo {
  readonly name: string;
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  /** Whether the inventory calls it a host of production. */
  readonly production: boolean;
}

/** Request from the client: by what each configuration language of a document is judged; answers `JudgeInfo[]`. */
export const judgesRequest = 'opsbook/judges';

export interface JudgesParams {
  readonly uri: string;
}

export type { Judge as JudgeInfo } from './core/index.ts';

/** Request from the client: what opsbook.yaml would be with a setting for the files of its folder; answers a `SettingEdit`, null where none can be made. */
export const settingEditRequest = 'opsbook/settingEdit';

export interface SettingEditParams {
  readonly uri: string;
  readonly language: string;
  readonly key: string;
  readonly value: string;
}

/** The opsbook.yaml that a setting is to be written to. */
export interface SettingEdit {
  readonly uri: string;
  /** Whether there is none yet. */
  readonly create: boolean;
  /** All of its text then; absent where an override for this file would win over it. */
  readonly text?: string;
}
/** Request from the client: what would become of a message in the configuration at a place; answers lines of text, or null. */
export const tryMessageRequest = 'opsbook/tryMessage';

export interface TryMessageParams {
  readonly uri: string;
  readonly message: string;
  /** Where the configuration stands in a runbook. */
  readonly line?: number;
  readonly character?: number;
}

/** The command of the code action on a selected sample line; its argument is a `TryMessageParams`. */
export const tryMessageCommand = 'opsbook.tryMessage';

/**
 * Requests from the server, each with a `FileParams`, for files that are not on its disk: the text of a file (a `ReadResult` of files.ts), the
 * entries of a folder (null where it is none), and what an entry is (null where there is none). The client answers for files of the workspace alone.
 */
export const readFileRequest = 'opsbook/readFile';
export const listFolderRequest = 'opsbook/listFolder';
export const entryKindRequest = 'opsbook/entryKind';

export interface FileParams {
  readonly uri: string;
}
