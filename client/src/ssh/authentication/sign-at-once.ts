import type { Client, ParsedKey } from 'ssh2';
import { signWith } from './sign-with.ts';

type Sign = (data: Buffer, finish: (signature: Buffer) => void) => void;

/** The part of ssh2 1.17.0 (lib/protocol/Protocol.js) that this file leans on. */
interface Protocol {
  authPK(username: string, key: ParsedKey, algorithm?: string, sign?: Sign): void;
}

const open = new WeakSet<ParsedKey>();

/**
 * Has a private key that lies open here sign before the server was asked whether it would take it (RFC 4252, section 7, leaves the question
 * out or not). The question costs each login a round trip and has the server go through its list of keys twice. Ed25519 alone: its signature
 * costs next to nothing, and leaves no choice of a digest.
 */
export function openKey(key: ParsedKey): void {
  if (key.type === 'ssh-ed25519' && key.isPrivateKey()) open.add(key);
}

/** Makes a client's logins with keys that were given to `openKey` sign at once. To be called right after `connect`. */
export function signAtOnce(client: Client): void {
  const protocol = (client as unknown as { readonly _protocol: Protocol })._protocol;
  const authPK = protocol.authPK;
  protocol.authPK = (username, key, algorithm, sign) => {
    const now: Sign = (data, finish) => finish(signWith(key, data, undefined));
    authPK.call(protocol, username, key, algorithm, sign ?? (open.has(key) ? now : undefined));
  };
}
