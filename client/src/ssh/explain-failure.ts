import type { HostDetails } from './connection.ts';
import { ConnectError } from './connect-error.ts';

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  EHOSTUNREACH: 'there is no route to it, or it does not answer on its network',
  ENETUNREACH: 'its network cannot be reached from here',
  ENOTFOUND: 'the name has no address',
  EAI_AGAIN: 'the name could not be looked up now',
  ETIMEDOUT: 'it did not answer',
  ECONNRESET: 'it cut the connection',
  EPIPE: 'it cut the connection',
};

/** The place of a host in messages: `name (address:port)`. */
export function placeOf(host: HostDetails): string {
  const at = `${host.address.includes(':') ? `[${host.address}]` : host.address}:${host.port}`;
  return host.name === host.address ? `\`${at}\`` : `\`${host.name}\` (${at})`;
}

/**
 * Whether the other side may just have had too many logins at once (sshd_config(5), MaxStartups), so that a later try is of use. Asked before its
 * host key has come: whether its closing is read as an end or as a reset hangs on what of ours had reached it by then.
 */
export function isCrowded(error: Error): boolean {
  return (
    /Connection lost before handshake/.test(error.message) || ['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')
  );
}

/** What `isCrowded` found, where no later try helped. */
export function explainCrowded(host: HostDetails): ConnectError {
  return new ConnectError(
    'unreachable',
    `${placeOf(host)} closed the connection without a greeting; expected an ssh server (or it has too many logins at once)`,
  );
}

/** An ssh2 error before the login, as the user is told it. `summary` tells what authentication tried. */
export function explainFailure(host: HostDetails, error: Error & { readonly level?: string }, summary: string): ConnectError {
  if (error instanceof ConnectError) return error;
  const place = placeOf(host);
  if (error.level === 'client-authentication' || /Too many authentication failures/.test(error.message)) {
    const cut = /Too many/.test(error.message) ? ' and cut the connection (too many tries)' : '';
    return new ConnectError(
      'refused',
      `${place} does not let \`${host.user}\` in${cut}; ${summary}${cut === '' ? '' : '; expected the right key among the first (`IdentitiesOnly yes` leaves it at those of `IdentityFile`)'}`,
    );
  }
  if (/Connection lost before handshake/.test(error.message)) return explainCrowded(host);
  // RFC 4253, section 6.1 asks for 35,000 bytes; ssh2 takes no more (lib/protocol/crypto.js, MAX_PACKET_SIZE) but where `readWholePackets` helps.
  if (/Bad packet length/.test(error.message)) {
    return new ConnectError(
      'unreachable',
      `${place} sent a packet of more than 35,000 bytes, which is not taken; expected a shorter one (is its \`Banner\` so long?)`,
    );
  }
  if (/no matching host key format/.test(error.message)) {
    return new ConnectError('unreachable', `no type of host key that both sides know with ${place}`);
  }
  if (/no matching (.*)|Handshake failed/.test(error.message)) {
    return new ConnectError('unreachable', `no encryption that both sides know with ${place}: ${error.message}`);
  }
  const lacking = /looking up (IPv[46]) address/.exec(error.message)?.[1];
  if (lacking !== undefined)
    return new ConnectError(
      'unreachable',
      `${place} cannot be reached: the name has no ${lacking} address, and \`AddressFamily\` asks for one`,
    );
  const { code } = error as NodeJS.ErrnoException;
  if (host.localAddress !== undefined && (code === 'EADDRNOTAVAIL' || code === 'EINVAL')) {
    const why = code === 'EINVAL' ? 'there is no way to it from' : 'no address of this machine is';
    return new ConnectError('unreachable', `${place} cannot be reached: ${why} \`${host.localAddress}\` (\`BindAddress\`)`);
  }
  const cause = (code !== undefined ? causes[code] : undefined) ?? error.message;
  return new ConnectError('unreachable', `${place} cannot be reached: ${cause}`);
}
