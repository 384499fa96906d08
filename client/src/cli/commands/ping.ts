import pc from 'picocolors';
import { withoutAnsi } from '../../run/ansi.ts';
import { each } from '../../run/each.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { Pinged } from '../../run/ping-host.ts';
import { awaited } from '../run/awaited.ts';
import { screen } from '../run/screen.ts';
import { answerWith } from '../run/answer.ts';
import { hostsOf } from '../run/hosts-of.ts';
import { outcomeWord } from '../run/words.ts';
import { waysFlags } from './plan.ts';

/** The options of `opsbook ping`. */
export interface PingFlags {
  readonly sshConfig?: string;
  readonly acceptNewHostKeys?: boolean;
  readonly json?: boolean;
}

const sudoWords: Readonly<Record<NonNullable<Pinged['sudo']>, string>> = {
  root: 'is root',
  free: 'sudo without a password',
  asks: 'sudo asks for a password, or forbids',
  none: 'no sudo',
};

/** Says of each host how far one gets: reached, key verified, logged in, sudo. Returns 0 where all let us in, else 1. */
export async function pingCommand(expression: string, flags: PingFlags, folder: string): Promise<number> {
  const { names, inventory } = await hostsOf(expression, flags.sshConfig);
  const { connectionPool, pingHost, realWays } = await import('../../run/bundle.ts');
  const hosts = Object.fromEntries(inventory.hosts);
  const ways = realWays({ ...waysFlags(flags, folder), hosts });
  const waiting = awaited(screen(process.stderr));
  const connections = connectionPool(ways, waiting.quiet(answerWith({ acceptNewHostKeys: flags.acceptNewHostKeys === true })));
  try {
    const all = await each(names, 32, async (name) => {
      waiting.looking(name, false);
      const pinged = await pingHost(connections, name);
      waiting.looking(name, true);
      if (flags.json === true) process.stdout.write(`${JSON.stringify(pinged)}\n`);
      return pinged;
    });
    waiting.done();
    if (flags.json !== true) process.stdout.write(pingText(all));
    return all.every(({ outcome }) => outcome === 'ok') ? 0 : 1;
  } finally {
    waiting.done();
    await connections.close();
    await ways.close();
  }
}

/** Hosts of the same state together, those with trouble by its kind. */
function pingText(all: readonly Pinged[]): string {
  let out = '';
  for (const { host, outcome, user, address, port, authentication, sudo, took, hostKey, message } of all) {
    if (outcome !== 'ok') {
      out += `${pc.cyan(withoutAnsi(host))}  ${outcomeWord(outcome, pc)}  ${withoutAnsi(message ?? '')}\n`;
      continue;
    }
    const where = address === undefined ? '' : `@${address}${port === 22 ? '' : `:${port}`}`;
    const words = [`${user}${where}`, authentication, sudo === undefined ? '' : sudoWords[sudo], hostKey ?? '', `${took} ms`];
    out += `${pc.cyan(withoutAnsi(host))}  ${outcomeWord(outcome, pc)}  ${withoutAnsi(words.filter((word) => word !== '').join('  '))}\n`;
  }
  for (const note of new Set(all.flatMap(({ notes = [] }) => notes))) out += `${pc.dim(withoutAnsi(note))}\n`;
  const kinds = new Map<string, string[]>();
  for (const { host, outcome, sudo } of all) {
    const kind = outcome === 'ok' ? `ok, ${sudo === undefined ? 'sudo not known' : sudoWords[sudo]}` : outcome;
    kinds.set(kind, [...(kinds.get(kind) ?? []), host]);
  }
  if (all.length > 1)
    for (const [kind, hosts] of kinds) out += `${pc.bold(String(hosts.length))} ${kind}: ${withoutAnsi(foldHosts(hosts))}\n`;
  return out;
}
