import type { StepChannel } from './step-channel.ts';

/** A shell on a host that has run a script to its end, of ours or a step's, and waits for the next. */
export interface WaitingShell {
  readonly channel: StepChannel;
  /** The process that its channel began with. */
  readonly outer: string;
}

/** Milliseconds that one waits. */
const PATIENCE = 30_000;

/** The shells of a connection that wait, at most one for each account: a session of its own for each script costs a host several milliseconds. */
export class WaitingShells {
  readonly #shells = new Map<string, WaitingShell & { readonly late: NodeJS.Timeout }>();
  readonly #isFull: () => boolean;
  #isClosed = false;

  /** `isFull` says whether somebody waits for a session. */
  constructor(isFull: () => boolean = () => false) {
    this.#isFull = isFull;
  }

  /** One of `account`, which waits no more; undefined where there is none. */
  take(account: string): WaitingShell | undefined {
    const shell = this.#shells.get(account);
    if (shell === undefined) return undefined;
    clearTimeout(shell.late);
    this.#shells.delete(account);
    return shell;
  }

  /** Lets a shell wait; lets it go where it is not wanted. */
  keep(account: string, shell: WaitingShell): void {
    if (this.#isClosed || this.#isFull() || this.#shells.has(account)) {
      end(shell);
      return;
    }
    const late = setTimeout(() => this.#letGo(account), PATIENCE);
    late.unref();
    const waiting = { ...shell, late };
    this.#shells.set(account, waiting);
    void shell.channel.exited.then(() => {
      if (this.#shells.get(account) === waiting) this.#letGo(account);
    });
  }

  /** Lets all go that wait: another session is wanted, and a server may allow but one. */
  letGo(): void {
    for (const account of [...this.#shells.keys()]) this.#letGo(account);
  }

  /** Lets all go, and those that come. */
  close(): void {
    this.#isClosed = true;
    this.letGo();
  }

  #letGo(account: string): void {
    const shell = this.take(account);
    if (shell !== undefined) end(shell);
  }
}

function end({ channel }: WaitingShell): void {
  channel.stdout.resume();
  channel.stderr.resume();
  channel.stdin.end();
  channel.close();
}
