import { hostExpression, type Inventory } from '../../../../server/src/core/index.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { hostNotes } from '../../run/host-notes.ts';
import { UsageError } from '../usage-error.ts';
import { loadHosts } from './load-runbook.ts';

/**
 * The hosts that an expression stands for from this folder; a usage error where it is none, names what nobody knows, or where an inventory
 * could not be read and hosts may be missing. What an inventory says of reaching one that is not heeded goes to standard error.
 */
export async function hostsOf(
  expression: string,
  sshConfig: string | undefined,
): Promise<{ readonly names: readonly string[]; readonly inventory: Inventory }> {
  const { inventory } = await loadHosts(process.cwd(), sshConfig);
  const { names, troubles } = hostExpression(expression, inventory);
  const { unread = [] } = inventory;
  if (unread.length + troubles.length > 0)
    throw new UsageError(
      [...new Set([...unread.map((message) => `hosts may be missing: ${message}`), ...troubles.map(({ message }) => message)])].join('\n'),
    );
  const notes = hostNotes(names.map((name) => [name, inventory.hosts.get(name) ?? {}]));
  for (const note of notes) process.stderr.write(`opsbook: ${withoutAnsi(note)}\n`);
  return { names, inventory };
}
