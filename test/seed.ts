import { configureGlobal } from 'fast-check';

/**
 * The seed of what is generated in this run: `OPSBOOK_SEED`, a number or `random`; else one that never changes, so that a commit is
 * judged by the same files each time. `npm run test:long` looks at new ones each time.
 */
const wanted = process.env['OPSBOOK_SEED'] ?? (process.env['OPSBOOK_LONG'] ? 'random' : '20261121');

export const seed = wanted === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wanted);
if (!Number.isSafeInteger(seed)) throw new Error(`OPSBOOK_SEED is \`${wanted}\`; expected a whole number, or \`random\``);

configureGlobal({ seed });
