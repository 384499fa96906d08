import pc from 'picocolors';
import { foldHosts } from '../../run/fold-hosts.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { UsageError } from '../usage-error.ts';
import { hostsOf } from '../run/hosts-of.ts';

/** The options of `opsbook hosts`. */
export interface HostsFlags {
  readonly sshConfig?: string;
  readonly json?: boolean;
  readonly fold?: boolean;
}

/** Says which hosts an expression stands for, one a line, with what the inventory says of them; no host is contacted. Returns 0, 2 for what is no expression. */
export async function hostsCommand(expression: string, flags: HostsFlags): Promise<number> {
  if (flags.fold === true && flags.json === true)
    throw new UsageError('`--fold` and `--json` do not go together: JSON has a line for each host');
  const { names, inventory } = await hostsOf(expression, flags.sshConfig);
  if (flags.fold === true) {
    process.stdout.write(`${foldHosts(names)}\n`);
    return 0;
  }
  for (const name of names) {
    const { address, port, user } = inventory.hosts.get(name) ?? {};
    if (flags.json === true) process.stdout.write(`${JSON.stringify({ name, address, port, user })}\n`);
    else {
      const where =
        address === undefined && port === undefined && user === undefined
          ? ''
          : `  ${user === undefined ? '' : `${user}@`}${address ?? name}${port === undefined ? '' : `:${port}`}`;
      process.stdout.write(`${withoutAnsi(name)}${pc.dim(withoutAnsi(where))}\n`);
    }
  }
  return 0;
}
