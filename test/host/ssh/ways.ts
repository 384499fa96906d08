import { afterAll, beforeAll } from 'vitest';
import type { Asking, Connection } from '../../../client/src/ssh/connection.ts';
import { openLocalConnection } from '../../../client/src/ssh/local-connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, mayMakeAccounts, type RealSshd, startSshd } from './real-sshd.ts';

/** Answers with the right password, and takes no key that is not known. */
export const asking: Asking = {
  hostKey: async () => false,
  secret: async (_host, what) => (what === 'password' ? 'the right one' : undefined),
};

/** A way of running a step: its name, and over which connection and as whom it is run. */
export type Way = readonly [name: string, connection: 'local' | 'ssh' | 'asked', sudo: boolean | string];

/** The ways that this machine has. */
export const ways: readonly Way[] = [
  ['here', 'local', false],
  ...(hasSshd() ? ([['over ssh', 'ssh', false]] as const) : []),
  ...(hasSshd() && mayMakeAccounts()
    ? ([
        ['over ssh, by sudo', 'ssh', true],
        ['over ssh, by sudo as another', 'ssh', 'nobody'],
        ['over ssh, by sudo with a password', 'asked', true],
      ] as const)
    : []),
];

/** The connections of the ways, open while a file's tests run. */
export function connectionsOfWays(): (way: Way[1]) => Connection {
  const connections = new Map<Way[1], Connection>();
  const servers: RealSshd[] = [];
  const open = async (way: Way[1], options: Parameters<typeof startSshd>[0]): Promise<void> => {
    const server = await startSshd(options);
    servers.push(server);
    connections.set(way, await openConnection(server.details(), asking));
  };
  beforeAll(async () => {
    connections.set('local', openLocalConnection(asking));
    if (!hasSshd()) return;
    await open('ssh', mayMakeAccounts() ? { sudo: 'nopasswd' } : {});
    if (mayMakeAccounts()) await open('asked', { sudo: 'password', password: 'the right one' });
  });
  afterAll(async () => {
    for (const connection of connections.values()) await connection.close();
    for (const server of servers) await server.stop();
  });
  return (way) => connections.get(way) as Connection;
}
