/** What the server is told on its command line, as JSON. */
export interface ServerOptions {
  readonly user: string;
  readonly home: string;
  readonly shell: string;
  readonly path: string;
  /** In plain mode: the folder that sftp takes for `/`, and where commands start. */
  readonly filesUnder?: string;
  /** Whether standard input is watched, and its end ends all. */
  readonly lifeline: boolean;
}

/** What it says on standard output, one line of JSON, once it listens. */
export interface ServerReady {
  /** As in known_hosts: type and base64. */
  readonly hostKey: string;
  /** OpenSSH's private key format: the one key that is let in. */
  readonly userKey: string;
}
