import { setMaxListeners } from 'node:events';
import type { Asking, Connection, HostDetails } from '../ssh/connection.ts';
import type { Answer } from './events.ts';
import { sudoPasswords } from './sudo-passwords.ts';

/** A host that is open, and what is peculiar to it. */
export interface OpenHost {
  readonly connection: Connection;
  /** What stands before every path, in a sandbox that has no root of its own. */
  readonly filesUnder: string | undefined;
  /** What a reader of the plan must know of it. */
  readonly notes: readonly string[];
}

/** Why a host cannot be worked on. */
export class HostTrouble extends Error {
  override readonly name = 'HostTrouble';
  readonly outcome: 'unreachable' | 'refused';
  /** Where it was looked for, as far as that is known. */
  readonly host: HostDetails | undefined;
  constructor(outcome: 'unreachable' | 'refused', message: string, host?: HostDetails) {
    super(message);
    this.outcome = outcome;
    this.host = host;
  }
}

/** How hosts are reached; each way may throw a HostTrouble. */
export interface Ways {
  readonly local: (asking: Asking) => Connection | Promise<Connection>;
  readonly sandbox: () => Promise<{
    readonly details: HostDetails;
    readonly filesUnder: string | undefined;
    readonly notes: readonly string[];
  }>;
  /** Details of a name, for the account `user` where one is named. */
  readonly resolve: (name: string, user: string | undefined) => HostDetails | Promise<HostDetails>;
  /** Rejects at once where `over` says that nobody waits for it any more. */
  readonly open: (details: HostDetails, asking: Asking, over: AbortSignal) => Promise<Connection>;
}

/** The connections of a run: each opened once, and again where it was lost; all closed at the end. */
export interface Connections {
  /** The open host, opened now if it is not; throws a HostTrouble. */
  get(name: string, user?: string): Promise<OpenHost>;
  /**
   * A new connection, whatever is open: reached, its key verified and logged in anew. It takes the place of the one before, which stays open
   * and comes back too, for the caller to close; throws a HostTrouble, and then nothing changed.
   */
  renew(name: string, user?: string): Promise<{ readonly open: OpenHost; readonly before: Promise<OpenHost> | undefined }>;
  /** What is known of a host without going there: its address, port and account; throws a HostTrouble where its name cannot be resolved. */
  details(name: string, user?: string): Promise<HostDetails>;
  /** What a host that was reached calls itself, where that is known. */
  hostname(name: string): string | undefined;
  /** The password that sudo was last given on a host, as its connection describes it; undefined where it asked for none. */
  sudoPassword(host: HostDetails): string | undefined;
  close(): Promise<void>;
}

/** A pool that opens at most `limit` hosts at once; keys that nobody knows and secrets are asked of `answer`. */
export function connectionPool(ways: Ways, answer: Answer, limit = 32): Connections {
  const open = new Map<string, Promise<OpenHost>>();
  let opening = 0;
  let questions = 0;
  let closed = false;
  const over = new AbortController();
  // Each host that is being reached listens: many are no leak.
  setMaxListeners(0, over.signal);
  const waiting: (() => void)[] = [];
  const sudo = sudoPasswords(async (host, prompt) => {
    const given = await answer({ id: `sudo-${++questions}`, kind: 'password', message: prompt, hosts: [host.name], secret: true });
    return typeof given === 'string' ? given : undefined;
  });
  const given = new Map<string, string>();
  /** What was taken without a question, by the host. */
  const taken = new Map<string, string>();
  const placeOf = ({ user, name }: HostDetails): string => `${user}@${name}`;
  const asking: Asking = {
    hostKey: async (host, key) => {
      if (host.strictHostKeyChecking === 'accept-new') {
        taken.set(
          placeOf(host),
          `the key of \`${host.name}\` was not known and is taken, as ssh is told to: ${key.type} ${key.fingerprint}`,
        );
        return true;
      }
      return (
        (await answer({
          id: `host-key-${++questions}`,
          kind: 'host-key',
          message: `The key of \`${host.name}\` (${host.address}, port ${host.port}) is not known: ${key.type} ${key.fingerprint}. Accept it for good?`,
          detail: key.picture,
          hosts: [host.name],
          secret: false,
        })) === true
      );
    },
    sudo: async (host, prompt, again) => {
      const password = await sudo(host, prompt, again);
      if (password !== undefined) given.set(placeOf(host), password);
      return password;
    },
    secret: async (host, what, prompt) => {
      const given = await answer({ id: `${what}-${++questions}`, kind: what, message: prompt, hosts: [host.name], secret: true });
      return typeof given === 'string' ? given : undefined;
    },
  };
  const make = async (name: string, user: string | undefined): Promise<OpenHost> => {
    if (name === 'local') return { connection: await ways.local(asking), filesUnder: undefined, notes: [] };
    if (name === 'sandbox') {
      const sandbox = await ways.sandbox();
      return { connection: await ways.open(sandbox.details, asking, over.signal), filesUnder: sandbox.filesUnder, notes: sandbox.notes };
    }
    const details = await ways.resolve(name, user);
    const { passedOver = [] } = details;
    const connection = await ways.open(details, asking, over.signal).catch((error: unknown) => {
      const { outcome, message } = troubleOf(error);
      // What is not followed may be why.
      throw new HostTrouble(outcome, [message, ...passedOver].join('; '), details);
    });
    const keys = [...(details.jumps ?? []), details].flatMap((each) => taken.get(placeOf(each)) ?? []);
    return {
      connection,
      filesUnder: undefined,
      notes: [...(details.notes ?? []), ...passedOver, ...keys].map((note) => `${name}: ${note}`),
    };
  };
  const inTurn = async (name: string, user: string | undefined): Promise<OpenHost> => {
    while (opening >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    opening++;
    try {
      if (closed) throw new HostTrouble('unreachable', 'the run is over');
      return await make(name, user);
    } catch (error) {
      throw troubleOf(error);
    } finally {
      opening--;
      waiting.shift()?.();
    }
  };
  const keyOf = (name: string, user: string | undefined): string =>
    name === 'local' || name === 'sandbox' ? name : `${user ?? ''}@${name}`;
  const known = new Map<string, Promise<HostDetails>>();
  const detailsOf = async (name: string, user: string | undefined): Promise<HostDetails> => {
    try {
      if (name === 'local') return (await ways.local(asking)).host;
      return name === 'sandbox' ? (await ways.sandbox()).details : await ways.resolve(name, user);
    } catch (error) {
      throw troubleOf(error);
    }
  };
  const last = new Map<string, Connection>();
  const keep = (name: string, key: string, host: Promise<OpenHost>): void => {
    open.set(key, host);
    // It took so long that the run is over.
    if (closed) void host.then(({ connection }) => connection.close()).catch(() => undefined);
    const forget = (): void => {
      if (open.get(key) === host) open.delete(key);
    };
    // A connection that is gone is opened anew by who asks next; so is one that could not be had.
    host.then(({ connection }) => {
      last.set(name, connection);
      void connection.closed.then(forget);
    }, forget);
  };
  return {
    get(name, user) {
      const key = keyOf(name, user);
      let host = open.get(key);
      if (host === undefined) {
        host = inTurn(name, user);
        keep(name, key, host);
      }
      return host;
    },
    async renew(name, user) {
      const key = keyOf(name, user);
      const host = inTurn(name, user);
      const fresh = await host;
      const before = open.get(key);
      keep(name, key, host);
      return { open: fresh, before };
    },
    details(name, user) {
      const key = keyOf(name, user);
      const host = known.get(key) ?? detailsOf(name, user);
      known.set(key, host);
      return host;
    },
    hostname: (name) => last.get(name)?.hostname(),
    sudoPassword: (host) => given.get(placeOf(host)),
    async close() {
      closed = true;
      over.abort();
      const all = [...open.values()];
      open.clear();
      await Promise.all(all.map((host) => host.then(({ connection }) => connection.close()).catch(() => undefined)));
    },
  };
}

function troubleOf(error: unknown): HostTrouble {
  if (error instanceof HostTrouble) return error;
  const outcome = (error as { outcome?: unknown }).outcome === 'refused' ? 'refused' : 'unreachable';
  return new HostTrouble(outcome, error instanceof Error ? error.message : String(error));
}
