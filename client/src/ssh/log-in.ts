import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import type { AnyAuthMethod, Client } from 'ssh2';
import { algorithms } from './algorithms.ts';
import { Authenticator } from './authentication/authenticator.ts';
import { hearLogin } from './authentication/hear-login.ts';
import { signAtOnce } from './authentication/sign-at-once.ts';
import { authoritiesFor } from './certificates/judge-host-certificate.ts';
import { parseCertificate } from './certificates/parse-certificate.ts';
import { offerHostCertificates, speakCertificates, takeCertificate } from './certificates/ssh2-certificates.ts';
import { ConnectError } from './connect-error.ts';
import type { Asking, HostDetails } from './connection.ts';
import { explainCrowded, explainFailure, isCrowded, placeOf } from './explain-failure.ts';
import { fingerprint } from './known-hosts/fingerprint.ts';
import { knownTypes } from './known-hosts/judge-key.ts';
import { knownName } from './known-hosts/known-name.ts';
import { readKnownHosts } from './known-hosts/read-known-hosts.ts';
import { readRevokedKeys } from './known-hosts/read-revoked-keys.ts';
import { proxyCommand } from './proxy-command.ts';
import { PausedClock } from './paused-clock.ts';
import { askAtOnce } from './ssh2-ask-at-once.ts';
import { exchangeQuickly } from './ssh2-exchange.ts';
import { ignoreHostKeys } from './ssh2-host-keys.ts';
import { readWholePackets } from './ssh2-gcm.ts';
import { socketFor } from './ssh2-socket.ts';
import { sendTogether } from './ssh2-together.ts';
import { authorityNames, verifyHostCertificate, verifyHostKey } from './verify-host-key.ts';

/** A client that is logged in, its host's key verified. */
export interface LoggedIn {
  readonly client: Client;
  readonly hostKey: string;
  readonly authentication: string;
  /** Resolves when the connection is gone, with why. */
  readonly closed: Promise<string>;
}

/** Milliseconds between questions to a silent server, if the host says nothing else. */
const aliveInterval = 5000;
/** Milliseconds for which a server that hangs up before it greets is tried again (sshd_config(5), MaxStartups). */
const patience = 5000;

/** Connects and logs in; rejects with a `ConnectError`, at once when `over` is aborted. `through` makes the stream that leads there, where that is no TCP connection of our own. */
export async function logIn(host: HostDetails, asking: Asking, through?: () => Promise<Duplex>, over?: AbortSignal): Promise<LoggedIn> {
  const until = performance.now() + Math.min(patience, host.connectTimeout);
  for (let time = 1; ; time++) {
    let sock: Duplex | undefined;
    try {
      sock = await (through ?? viaCommand(host))?.();
      return await attempt(host, asking, sock, over);
    } catch (error) {
      if (sock?.errored instanceof ConnectError) throw sock.errored;
      if (!(error instanceof Error) || !isCrowded(error)) throw explainFailure(host, error as Error, '');
      if (performance.now() > until) throw explainCrowded(host);
      await new Promise((resolve) => setTimeout(resolve, Math.min(time, 5) * 100 * (1 + Math.random())));
    }
  }
}

/** What a server said before the login, for a message: it may say why it lets nobody in. */
function bannerWords(banner: string): string {
  const words = banner.slice(0, 4096).trim().replace(/\s+/g, ' ');
  return words === '' ? '' : `; its banner says: ${words.length > 300 ? `${words.slice(0, 300)}…` : words}`;
}

function viaCommand(host: HostDetails): (() => Promise<Duplex>) | undefined {
  const { proxyCommand: command } = host;
  return command === undefined ? undefined : () => proxyCommand(host, command);
}

async function attempt(host: HostDetails, asking: Asking, sock: Duplex | undefined, over: AbortSignal | undefined): Promise<LoggedIn> {
  const names = [...new Set([knownName(host), ...authorityNames(host)])];
  const entries = [...(await readRevokedKeys(host.revokedHostKeys)), ...(await readKnownHosts(host.knownHostsFiles, names))];
  if (sock?.errored) throw sock.errored;
  if (sock === undefined && host.family !== undefined && isIP(host.address) === (host.family === 4 ? 6 : 4))
    throw new ConnectError('unreachable', `${placeOf(host)} cannot be reached: \`AddressFamily\` asks for an IPv${host.family} address`);
  const left = new ConnectError('unreachable', `${placeOf(host)}: nobody waits for it any more`);
  if (over?.aborted === true) {
    sock?.destroy();
    throw left;
  }
  const client = new ssh2.Client();
  let reason = '';
  // ssh2 ends the process where nobody listens, and goes on telling errors after the login.
  client.on('error', (error) => {
    if ((error as { level?: string }).level !== 'agent') reason ||= error.message;
  });
  const closed = new Promise<string>((resolve) => client.once('close', () => resolve(reason || 'the other side ended the connection')));
  let hostKey = '';
  let banner = '';
  client.once('banner', (text) => {
    banner = text;
  });
  let answered = false;
  readWholePackets(client);

  const login = new Promise<string>((resolve, reject) => {
    const clock = new PausedClock(host.connectTimeout, () => {
      reject(new ConnectError('unreachable', `${placeOf(host)} did not answer within ${host.connectTimeout / 1000} s`));
    });
    const authenticator = new Authenticator(host, asking, clock.waiting);
    const fail = (error: Error): void => {
      clock.stop();
      reject(isCrowded(error) && hostKey === '' ? error : explainFailure(host, error, `${authenticator.summary}${bannerWords(banner)}`));
    };
    client.on('error', (error) => {
      if ((error as { level?: string }).level !== 'agent') fail(error);
    });
    client.once('close', () => {
      // Who says something to a key or password, and hangs up, has decided; else it may as well be the network.
      if (authenticator.hasWords)
        fail(
          new ConnectError('refused', `${placeOf(host)} does not let \`${host.user}\` in and cut the connection; ${authenticator.summary}`),
        );
      else if (hostKey === '' || answered) fail(new Error('it cut the connection during the login'));
      else
        fail(new Error('it cut the connection before it said how one may log in; sshd does so where its `Banner` is longer than 256 kB'));
    });
    const leave = (): void => fail(left);
    over?.addEventListener('abort', leave, { once: true });
    void closed.then(() => over?.removeEventListener('abort', leave));
    client.once('ready', () => {
      over?.removeEventListener('abort', leave);
      clock.stop();
      resolve(authenticator.method);
    });
    // ssh2 looks up addresses of one family by itself.
    const way = sock ?? (host.family === undefined ? socketFor(client, host) : undefined);
    client.connect({
      ...(way ? { sock: way } : {}),
      host: host.address,
      port: host.port,
      username: host.user,
      readyTimeout: 0,
      keepaliveInterval: host.keepaliveInterval ?? aliveInterval,
      keepaliveCountMax: host.keepaliveCount ?? 3,
      ...(host.localAddress === undefined ? {} : { localAddress: host.localAddress }),
      ...(host.family === 4 ? { forceIPv4: true } : host.family === 6 ? { forceIPv6: true } : {}),
      algorithms: algorithms(knownTypes(entries, knownName(host)), host.algorithms),
      hostVerifier: (key: Buffer, verify: (good: boolean) => void): void => {
        exchangeQuickly(client);
        const certificate = parseCertificate(key);
        const shown = fingerprint(certificate?.key ?? key);
        if (hostKey !== '') {
          // Keys are exchanged anew on an open connection. An answer that comes later would find ssh2 (lib/protocol/kex.js, `finish`) sending
          // packets that it has no room for a header in.
          if (certificate) takeCertificate(client, certificate);
          if (shown !== hostKey) client.emit('error', new Error('the host showed another key when keys were exchanged anew'));
          verify(shown === hostKey);
          return;
        }
        // Now, not when somebody has answered: the server's signature is looked at when it has come.
        if (certificate) takeCertificate(client, certificate);
        const verified = certificate
          ? verifyHostCertificate(host, entries, certificate, asking)
          : verifyHostKey(host, entries, key, asking);
        clock.waiting(verified).then(
          () => {
            // A certificate is renewed often, and its key is the same.
            hostKey = shown;
            verify(true);
          },
          (error: Error) => {
            fail(error);
            try {
              verify(false);
            } catch {
              // The server has hung up meanwhile, and ssh2 has nothing left to end.
            }
          },
        );
      },
      authHandler: (left: string[] | null, _partial: boolean | null, next: (method: AnyAuthMethod) => void): void => {
        answered ||= left !== null;
        // ssh2 takes `false` for "nothing left", which its types do not know.
        authenticator.next(left).then((method) => next(method as AnyAuthMethod), fail);
      },
    });
    sendTogether(client);
    askAtOnce(client);
    speakCertificates(client);
    signAtOnce(client);
    hearLogin(client, {
      answered: (methods, partial) => authenticator.answered(methods, partial),
      said: (text) => authenticator.said(text),
      wantsNewPassword: () =>
        fail(
          new ConnectError(
            'refused',
            `${placeOf(host)} wants a new password of \`${host.user}\`: the old one has expired; expected one that holds (log in once with \`ssh\` in a terminal, which asks for a new one)`,
          ),
        ),
    });
    ignoreHostKeys(client);
    if (authoritiesFor(entries, authorityNames(host)).length > 0) offerHostCertificates(client);
    // Without it each step waits some 40 ms for the other side's delayed acknowledgement.
    client.setNoDelay(true);
  });
  try {
    const authentication = await login;
    return { client, hostKey, authentication, closed };
  } catch (error) {
    client.destroy();
    throw error;
  }
}
