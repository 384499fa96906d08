import { startFleet } from './fleet.ts';

/* A process that holds a fleet of two: `MODE`. It tells what it has as one line of JSON and stays until it is ended. */
const fleet = await startFleet({ hosts: 2, mode: process.argv[2] === 'lo' ? 'lo' : 'ns' });
process.stdout.write(`${JSON.stringify(fleet)}\n`);
setInterval(() => undefined, 60_000);
