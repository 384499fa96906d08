import { type Connections, connectionPool } from '../../../client/src/run/connections.ts';
import type { Answer } from '../../../client/src/run/events.ts';
import { openLocalConnection } from '../../../client/src/ssh/local-connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import type { Fleet } from '../fleet.ts';

/** Connections to a fleet's hosts, and to this machine. */
export function fleetPool(fleet: Fleet, answer: Answer = async () => undefined): Connections {
  return connectionPool(
    {
      local: openLocalConnection,
      sandbox: async () => Promise.reject(new Error('there is no sandbox in this test')),
      resolve: (name, user) => ({ ...fleet.details(name), keepaliveInterval: 500, ...(user !== undefined && { user }) }),
      open: openConnection,
    },
    answer,
  );
}
