import type { Connections } from './connections.ts';
import { HostTrouble } from './connections.ts';
import { leftSwitches, sayLeft } from './guard/left-switches.ts';
import { endTrouble, runHostScript } from './host-script.ts';
import { shellQuote } from '../ssh/shell-quote.ts';
import type { Outcome } from './outcome.ts';

/** How far one gets on a host. */
export interface Pinged {
  readonly host: string;
  readonly outcome: Extract<Outcome, 'ok' | 'unreachable' | 'refused' | 'failed'>;
  /** Why not further. */
  readonly message?: string;
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  /** SHA256 fingerprint of the verified key. */
  readonly hostKey?: string;
  readonly authentication?: string;
  /** `root`: the login is root itself; `free`: without a password; `asks`: it asks for one, or forbids; `none`: there is no sudo. */
  readonly sudo?: 'root' | 'free' | 'asks' | 'none';
  /** What is peculiar to the way there, in sentences. */
  readonly notes?: readonly string[];
  /** Milliseconds until the login was done. */
  readonly took?: number;
}

const sudoScript = `
left=${shellQuote(`s=/var/lib/opsbook\n${sayLeft}exit 0`)}
if [ "$(id -u)" = 0 ]; then echo root; (eval "$left")
elif ! command -v sudo >/dev/null 2>&1; then echo none
elif left=$(sudo -n sh -c "$left" 2>/dev/null); then printf 'free\\n%s\\n' "$left"
else echo asks
fi
`;

/** Reaches a host, verifies its key, logs in and asks what sudo would say; changes nothing there. Never throws for a host's trouble. */
export async function pingHost(connections: Connections, host: string): Promise<Pinged> {
  const startedAt = performance.now();
  try {
    const { connection, notes } = await connections.get(host);
    const took = Math.round(performance.now() - startedAt);
    const { address, port, user } = connection.host;
    const login = {
      host,
      ...(host !== 'local' && { address, port }),
      user,
      authentication: connection.authentication,
      ...(connection.hostKey !== undefined && { hostKey: connection.hostKey }),
      ...(notes.length > 0 && { notes }),
      took,
    };
    const request = { script: sudoScript, environment: {}, sudo: false, own: true, timeout: 15_000, grace: 500 };
    const { end, stdout } = await runHostScript(connection, request, 65_536);
    const trouble = endTrouble(end);
    if (trouble !== undefined) return { ...login, outcome: 'failed', message: `it lets us in, but no shell answers: ${trouble}` };
    const word = stdout.split('\n', 1)[0];
    const told = [...notes, ...leftSwitches(stdout).map((sentence) => `${host}: ${sentence}`)];
    const sudo = (['root', 'free', 'asks', 'none'] as const).find((each) => each === word);
    return { ...login, outcome: 'ok', ...(told.length > 0 && { notes: told }), ...(sudo !== undefined && { sudo }) };
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
    return { host, outcome: error.outcome, message: error.message };
  }
}
