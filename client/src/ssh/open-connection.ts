import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { ChannelSlots } from './channel-slots.ts';
import { ConnectError } from './connect-error.ts';
import type { Asking, Connection, HostDetails, RunningStep, StepRequest } from './connection.ts';
import { placeOf } from './explain-failure.ts';
import { type LoggedIn, logIn } from './log-in.ts';
import { runStep, type StepGround } from './run-step.ts';
import { openChannel } from './ssh-channel.ts';
import { hangUp } from './ssh2-hang-up.ts';
import { WaitingShells } from './waiting-shells.ts';

/** Channels at once, until the server says otherwise (sshd_config(5), MaxSessions, is 10 by default). */
const channels = 8;

function forward(client: Client, from: HostDetails, to: HostDetails): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error & { readonly reason?: unknown }): void => {
      // RFC 4254, section 5.1: SSH_OPEN_ADMINISTRATIVELY_PROHIBITED.
      const why =
        error.reason === 1
          ? 'it does not forward there (`AllowTcpForwarding` or `PermitOpen` of its sshd_config, or `restrict` of this key)'
          : error.message.replace(/^\(SSH\) (?:Channel open failure: )?/, '');
      reject(new ConnectError('unreachable', `${placeOf(to)} cannot be reached by way of ${placeOf(from)}: ${why}`));
    };
    try {
      client.forwardOut('127.0.0.1', 0, to.address, to.port, (error, channel) => {
        if (error) failed(error);
        else resolve(channel);
      });
    } catch (error) {
      failed(error as Error);
    }
  });
}

/**
 * Opens a connection: reaches the host (by way of its jumps), verifies its key, logs in. Rejects with a `ConnectError`. The connections to the
 * jumps end with it. `over` ends it as long as it is not open.
 */
export async function openConnection(details: HostDetails, asking: Asking, over?: AbortSignal): Promise<Connection> {
  const way: LoggedIn[] = [];
  const leave = (): void => {
    for (const each of way.toReversed()) each.client.end();
  };
  try {
    let before: HostDetails | undefined;
    for (const host of [...(details.jumps ?? []), details]) {
      const last = way.at(-1);
      const from = before;
      way.push(await logIn(host, asking, last && from ? () => forward(last.client, from, host) : undefined, over));
      before = host;
    }
  } catch (error) {
    leave();
    throw error;
  }
  const reached = way.at(-1);
  if (!reached) throw new ConnectError('unreachable', `${placeOf(details)} cannot be reached`);
  const cut = (): void => {
    for (const each of way.toReversed()) hangUp(each.client);
  };
  return new SshConnection(details, asking, reached, { leave, cut });
}

/** How a connection is ended, with those to its jumps: by a word to the server, or without it. */
interface Ends {
  readonly leave: () => void;
  readonly cut: () => void;
}

/** Milliseconds that shells of ended steps get to hear that their end has come through: a server that is left at once drops that word. */
const lastWords = 1000;

class SshConnection implements Connection {
  readonly host: HostDetails;
  readonly hostKey: string;
  readonly authentication: string;
  readonly closed: Promise<string>;
  readonly #asking: Asking;
  readonly #client: Client;
  readonly #leave: () => void;
  readonly #cut: () => void;
  readonly #ground: StepGround;
  readonly #slots = new ChannelSlots(channels, () => this.#ground.waiting.letGo());
  readonly #running = new Set<RunningStep>();
  /** The ends of what runs in channels. */
  readonly #shells = new Set<Promise<unknown>>();
  #isClosing = false;

  constructor(host: HostDetails, asking: Asking, { client, hostKey, authentication, closed }: LoggedIn, { leave, cut }: Ends) {
    this.host = host;
    this.hostKey = hostKey;
    this.authentication = authentication;
    this.#asking = asking;
    this.#client = client;
    this.#leave = leave;
    this.#cut = cut;
    this.#ground = {
      open: async ({ command, endless, spare, after, pty }) => {
        const channel = await openChannel(this.#client, this.#slots, this.closed, {
          command,
          endless,
          ...(spare === true && { spare }),
          ...(after && { after }),
          environment: this.host.sentEnvironment ?? {},
          ...(pty && { pty }),
        });
        this.#shells.add(channel.exited);
        void channel.exited.then(() => this.#shells.delete(channel.exited));
        return channel;
      },
      beside: (step) => this.run(step),
      password: (prompt, again) => this.#asking.sudo?.(this.host, prompt, again) ?? this.#asking.secret(this.host, 'password', prompt),
      where: `\`${host.user}@${host.name}\``,
      user: host.user,
      startTimeout: Math.max(host.connectTimeout, 1000),
      shellKnown: false,
      hostname: undefined,
      waiting: new WaitingShells(() => this.#slots.isAwaited),
    };
    this.closed = closed.then((reason) => (this.#isClosing ? 'closed' : reason));
  }

  hostname(): string | undefined {
    return this.#ground.hostname;
  }

  run(step: StepRequest): RunningStep {
    const started = runStep(step, this.#ground);
    this.#running.add(started);
    void started.end.then(() => this.#running.delete(started));
    return started;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#ground.waiting.close();
    await Promise.all([...this.#running].map((step) => step.cancel()));
    let patience: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      patience = setTimeout(resolve, lastWords);
    });
    await Promise.race([Promise.all(this.#shells), over]);
    clearTimeout(patience);
    this.#leave();
    const late = setTimeout(this.#cut, 1000);
    await this.closed;
    clearTimeout(late);
  }
}
