import type { Readable } from 'node:stream';

/** Everything that is needed to reach a host, with nothing left to guess. */
export interface HostDetails {
  /** The name it is asked for by: what the inventory calls it. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** Private key files, in order of trial; absolute. */
  readonly identityFiles: readonly string[];
  /** Certificates for those keys, besides each key file's own `-cert.pub`; absolute. */
  readonly certificateFiles?: readonly string[];
  readonly identitiesOnly: boolean;
  /** Path of an agent's socket; undefined for none. */
  readonly agent: string | undefined;
  /** known_hosts files, in order; the first is where an accepted key is written. */
  readonly knownHostsFiles: readonly string[];
  /** Whether an accepted key is written there, with a name that cannot be read where it is `hashed`; `plain` if absent. */
  readonly keepsNewKeys?: 'no' | 'plain' | 'hashed';
  /** The name to look up in known_hosts, if not name, `[address]:port`. */
  readonly hostKeyAlias?: string;
  /** `yes` never asks for an unknown key: it is refused; `accept-new` wants it taken without a question, which `Asking` sees to. */
  readonly strictHostKeyChecking?: 'ask' | 'yes' | 'accept-new';
  /** The hosts on the way, the first to be reached first. */
  readonly jumps?: readonly HostDetails[];
  /** The command whose standard input and output lead there, tokens put in; undefined: a TCP connection of our own, or the jumps. */
  readonly proxyCommand?: string;
  /** What is offered, each list in order; absent: the usual. */
  readonly algorithms?: {
    readonly kex?: readonly string[];
    readonly ciphers?: readonly string[];
    readonly macs?: readonly string[];
    readonly hostKeys?: readonly string[];
  };
  /** A file of keys that no host may show, one public key a line. */
  readonly revokedHostKeys?: string;
  /** Ways to log in, in order; absent: keys, keyboard-interactive, password. */
  readonly methods?: readonly ('publickey' | 'keyboard-interactive' | 'password')[];
  /** How often a password is asked for; default 3. */
  readonly passwordPrompts?: number;
  /** No passphrase and no password is asked for (`BatchMode`). */
  readonly asksNothing?: boolean;
  /** The address of this machine to connect from. */
  readonly localAddress?: string;
  /** The only family of addresses to connect to. */
  readonly family?: 4 | 6;
  /** Sent with each channel; a server takes what its `AcceptEnv` names. */
  readonly sentEnvironment?: Readonly<Record<string, string>>;
  /** What is peculiar to the way there, in sentences. */
  readonly notes?: readonly string[];
  /** What of its configuration could not be followed, in sentences. */
  readonly passedOver?: readonly string[];
  /** Milliseconds. */
  readonly connectTimeout: number;
  /** Milliseconds between questions to a silent server. Default 5000. */
  readonly keepaliveInterval?: number;
  /** How many of them without an answer end the connection. Default 3. */
  readonly keepaliveCount?: number;
}

/** What the connection asks its user. */
export interface Asking {
  /** An unknown host key: true accepts it for good. Never called for a changed key. */
  readonly hostKey: (
    host: HostDetails,
    key: { readonly type: string; readonly fingerprint: string; readonly blob: Buffer; readonly picture: string },
  ) => Promise<boolean>;
  /** A passphrase, password or one-time code; undefined is "none". */
  readonly secret: (host: HostDetails, what: 'passphrase' | 'password' | 'prompt', prompt: string) => Promise<string | undefined>;
  /** sudo's password, which may be the same on many hosts; `again` where the host did not accept the one before. */
  readonly sudo?: (host: HostDetails, prompt: string, again: boolean) => Promise<string | undefined>;
}

/** One program on a host: what it is fed is on its standard input only. */
export interface StepRequest {
  readonly interpreter: string;
  readonly strict: boolean;
  readonly script: string;
  /** Exported before the script; never on a command line. */
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Names taken out of the environment before `environment` is exported. */
  readonly unset?: readonly string[];
  readonly sudo: boolean | string;
  /** Whether its end holds environment and folder, where its interpreter has such; yes if absent. */
  readonly keepsState?: boolean;
  /**
   * Whether the host keeps how it ended until that has come through, so that it can be asked for after a loss: at most to the end of its timeout.
   * Of no meaning without a timeout, with a terminal, and where no connection can be lost.
   */
  readonly keepsEnd?: boolean;
  /**
   * A short POSIX sh script of our own: what is around it on the host is as little as can end it when it must (`own-text.ts`), and this side counts
   * its time. Of the rest only `script`, `environment` (as variables), `sudo`, `timeout` and `grace` count.
   */
  readonly own?: boolean;
  /** Milliseconds; 0 is none. */
  readonly timeout: number;
  /** Whether it may go on to the end of the run, so that nobody can wait for its session. */
  readonly endless?: boolean;
  /** Milliseconds between TERM and KILL. */
  readonly grace: number;
  /** A terminal for the step: it is its standard input, output and error. */
  readonly pty?: TerminalSize & {
    /** The value of `TERM`. */
    readonly type: string;
  };
}

/** Of a terminal, in characters. */
export interface TerminalSize {
  readonly rows: number;
  readonly columns: number;
}

/** What a shell began with and what it left: exported variables and working directory. */
export interface StepState {
  readonly cwd: string;
  readonly began: Readonly<Record<string, string>>;
  readonly ended: Readonly<Record<string, string>>;
}

/** How a step ended. */
export type StepEnd =
  | {
      readonly kind: 'exit';
      readonly code: number;
      /** What it wrote to `$OPSBOOK_OUTPUT`. */
      readonly output: Readonly<Record<string, string>>;
      /** What was wrong with the lines there, or with the way they came, in sentences. */
      readonly outputProblems?: readonly string[];
      /** Environment and folder before and after; only of sh-family shells that got as far as their exit. */
      readonly state?: StepState;
      /** Processes of the step that were left running: `PID NAME`. */
      readonly left?: readonly string[];
    }
  | {
      readonly kind: 'signal';
      readonly signal: string;
      /** The signal ended the shell around the step; the step was ended for that, with all that it had started. */
      readonly around?: true;
    }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'lost';
      readonly message: string;
      /** What the host can be asked about it by, its mark and the last part of the name of its folder; absent where it did not begin. */
      readonly asked?: { readonly mark: string; readonly folder: string };
    }
  /** It never began: the login shell, sudo or the interpreter refused. */
  | { readonly kind: 'refused'; readonly message: string };

/** A running step. Both streams must be read; they hold back the host while they are not. */
export interface RunningStep {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly end: Promise<StepEnd>;
  /** The near end of the step's terminal, where it has one: all it prints is `stdout`. */
  readonly terminal?: {
    /** What is typed, as a terminal sends it. Before the step runs it is kept. */
    keys(text: string): void;
    resize(size: TerminalSize): void;
    /** Resolves when the step is there; never where it does not begin. */
    readonly begun: Promise<void>;
  };
  /** Ends the step and everything that carries its mark; resolves when nothing is left or after the ladder. */
  cancel(): Promise<void>;
}

/** One host that is open: over ssh, or this machine itself (`local`). */
export interface Connection {
  readonly host: HostDetails;
  /** SHA256 fingerprint of the verified host key; undefined for `local`. */
  readonly hostKey: string | undefined;
  /** `publickey`, `password`, `keyboard-interactive`, or `local`. */
  readonly authentication: string;
  /** What the host calls itself (`uname -n`); undefined before a shell of it has told so, and where none can. */
  hostname(): string | undefined;
  run(step: StepRequest): RunningStep;
  /** Resolves with the reason when the connection is gone, however it went. */
  readonly closed: Promise<string>;
  close(): Promise<void>;
}
