import { spawn } from 'node:child_process';
import {
  type Document,
  readShellCheck,
  scriptsOfDocument,
  type ShellCheckComment,
  type ShellCheckComments,
  shellCheckArguments,
  shellCheckKey,
} from '../core/index.ts';

type Script = Parameters<typeof shellCheckKey>[0];

/** Scripts of more UTF-16 units than this are not given to ShellCheck: its time grows faster than their length. */
const LARGE = 200_000;

/** Of one document no more scripts than this are given to it: each costs a process. */
const MANY = 500;

/** A program that hangs is ended after this many milliseconds. */
const PATIENCE = 15_000;

/** How many scripts' comments are kept; the oldest go first. */
const KEPT = 2000;

/**
 * Asks ShellCheck about scripts, on its standard input, never more than one process at a time; a script that it has spoken about is not
 * given to it again. Where the program is not there nothing is ever known, and it is not looked for again.
 */
export class ShellCheck {
  readonly #program: string;
  readonly #known = new Map<string, readonly ShellCheckComment[]>();
  #last: Promise<unknown> = Promise.resolve();
  #missing = false;

  /** `program` is a name on the PATH or an absolute path. */
  constructor(program: string) {
    this.#program = program;
  }

  /** What it said so far, by `shellCheckKey`. */
  get comments(): ShellCheckComments {
    return this.#known;
  }

  /** Whether it was found not to be there. */
  get missing(): boolean {
    return this.#missing;
  }

  /**
   * Asks about the scripts of documents that it has not spoken about, one after the other, in `folder`; true where it has anything new to say.
   * `cancelled` ends the process that runs, and none is started any more.
   */
  async ask(documents: readonly Document[], folder: string, cancelled?: AbortSignal): Promise<boolean> {
    const scripts = documents.flatMap((document) => scriptsOfDocument(document).slice(0, MANY));
    let more = false;
    for (const script of scripts) {
      const key = shellCheckKey(script);
      if (script.text.length > LARGE || script.text.trim() === '') continue;
      const turn = this.#last.then(async () => {
        if (this.#missing || this.#known.has(key) || cancelled?.aborted === true) return;
        const comments = await this.#run(script, folder, cancelled);
        if (comments === undefined) return;
        this.#keep(key, comments);
        more ||= comments.length > 0;
      });
      this.#last = turn;
      await turn;
    }
    return more;
  }

  #keep(key: string, comments: readonly ShellCheckComment[]): void {
    this.#known.set(key, comments);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
  }

  #run(script: Script, folder: string, cancelled: AbortSignal | undefined): Promise<readonly ShellCheckComment[] | undefined> {
    return new Promise((resolve) => {
      const child = started(this.#program, script, folder);
      if (child === undefined) return resolve(undefined);
      const end = (): void => void child.kill('SIGKILL');
      const patience = setTimeout(end, PATIENCE);
      cancelled?.addEventListener('abort', end);
      const over = (): void => {
        clearTimeout(patience);
        cancelled?.removeEventListener('abort', end);
      };
      const chunks: Buffer[] = [];
      child.on('error', (error: NodeJS.ErrnoException) => {
        over();
        // ENOENT is also said of a folder that went away.
        if (error.code === 'ENOENT' || error.code === 'EACCES') this.#missing = true;
        resolve(undefined);
      });
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      // It may end before it has read all.
      child.stdin.on('error', () => {});
      child.on('close', (status) => {
        over();
        const spoke = status === 0 || status === 1;
        if (!spoke && cancelled?.aborted === true) return resolve(undefined);
        resolve(spoke ? readShellCheck(Buffer.concat(chunks).toString('utf8'), script.text) : []);
      });
      child.stdin.end(script.text);
    });
  }
}

/** The process; undefined where the folder is none, which `spawn` says at once and not by an event. */
function started(program: string, script: Script, cwd: string) {
  try {
    return spawn(program, [...shellCheckArguments(script)], { cwd, stdio: ['pipe', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
