import type { Connection } from '../../client/src/ssh/connection.ts';
import { openConnection } from '../../client/src/ssh/open-connection.ts';
import type { Fleet } from '../fleet/fleet.ts';

export { startFleet } from '../fleet/fleet.ts';

/** Opens a connection to a host of a fleet; nothing is asked. */
export function open(fleet: Fleet, name: string): Promise<Connection> {
  return openConnection(fleet.details(name), { hostKey: async () => false, secret: async () => undefined });
}

/** Runs a script to its end, reads all it says, and returns how many bytes that was; rejects unless it ends with 0. */
export async function run(connection: Connection, script: string): Promise<number> {
  const step = connection.run({ interpreter: 'sh', strict: true, script, environment: {}, sudo: false, timeout: 0, grace: 1_000 });
  let bytes = 0;
  step.stdout.on('data', (data: Buffer | string) => {
    bytes += data.length;
  });
  step.stderr.resume();
  const read = new Promise((resolve) => step.stdout.once('close', resolve).once('end', resolve));
  const end = await step.end;
  await read;
  if (end.kind !== 'exit' || end.code !== 0) throw new Error(`the step ended with ${JSON.stringify(end)}`);
  return bytes;
}

/** Does work for each host, some at a time. */
export async function each(names: readonly string[], limit: number, work: (name: string) => Promise<void>): Promise<void> {
  const left = [...names];
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (let name = left.shift(); name !== undefined; name = left.shift()) await work(name);
    }),
  );
}
