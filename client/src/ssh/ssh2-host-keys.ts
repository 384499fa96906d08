import type { Client } from 'ssh2';

type Request = (protocol: { requestSuccess(): void }, name: string, wantReply: boolean, data: unknown) => void;

/**
 * Keeps ssh2 1.17.0 (lib/client.js, `GLOBAL_REQUEST`) from asking the server, after each login, to prove the host keys that it tells of
 * (PROTOCOL, section 2.5): a signature of the server's for every key, for an answer that nobody listens to. To be called after `connect`.
 */
export function ignoreHostKeys(client: Client): void {
  const handlers = (client as unknown as { readonly _protocol?: { readonly _handlers?: { GLOBAL_REQUEST?: Request } } })._protocol
    ?._handlers;
  const before = handlers?.GLOBAL_REQUEST;
  if (handlers === undefined || before === undefined) return;
  handlers.GLOBAL_REQUEST = (protocol, name, wantReply, data) => {
    if (name !== 'hostkeys-00@openssh.com') before(protocol, name, wantReply, data);
    else if (wantReply) protocol.requestSuccess();
  };
}
