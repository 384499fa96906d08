import type { Client } from 'ssh2';

/** The parts of ssh2 1.17.0 (lib/client.js) that this file leans on. */
interface Protocol {
  service(name: string): void;
  readonly _handlers?: { SERVICE_ACCEPT?: (protocol: unknown, name: string) => void };
}

/**
 * Has a client ask how one may log in at once when it asks for that service, not when the server has said yes to it: where the server has
 * shown its key in the exchange, nobody need wait for that (RFC 4253, section 10). It spares each login a round trip. To be called right
 * after `connect`.
 */
export function askAtOnce(client: Client): void {
  const protocol = (client as unknown as { readonly _protocol?: Protocol })._protocol;
  const handlers = protocol?._handlers;
  const begin = handlers?.SERVICE_ACCEPT;
  if (protocol === undefined || handlers === undefined || begin === undefined || typeof protocol.service !== 'function') return;
  const service = protocol.service;
  handlers.SERVICE_ACCEPT = () => undefined;
  protocol.service = (name) => {
    service.call(protocol, name);
    begin(protocol, name);
  };
}
