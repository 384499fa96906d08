import type { Document, Source } from '../core/index.ts';
import type { Files } from '../host/files.ts';
import type { ShellCheck } from '../host/shellcheck.ts';
import type { RulePages } from './rule-pages.ts';

/** What the server has of the machine that it runs on: all of it beside a disk, next to nothing in a browser. */
export interface Machine {
  /** Its disk; absent where every file comes from the editor. */
  readonly files?: Files;
  /** The user's own ssh_config. */
  readonly sshConfig?: string;
  /** The name that a log's lines of this machine bear. */
  readonly hostName: string;
  /** Where the pages of rules are for a client that has none of its own. */
  readonly rulePages: () => RulePages;
  /** The program ShellCheck by its name or path; absent where no program can be started. */
  readonly shellCheck?: (program: string) => ShellCheck;
  /** The files that a runbook's blocks take their bytes from. */
  readonly sources: (document: Document | undefined) => Promise<Readonly<Record<string, Source>>>;
}
