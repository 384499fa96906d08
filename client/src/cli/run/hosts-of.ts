import { hostExpression, type Inventory } from '../../../../server/src/core/index.ts';
import { UsageError } from '../usage-error.ts';
import { loadHosts } from './load-runbook.ts';

/** The hosts that an expression stands for from this folder; a usage error where it is none, or names what nobody knows. */
export async function hostsOf(
  expression: string,
  sshConfig: string | undefined,
): Promise<{ readonly names: readonly string[]; readonly inventory: Inventory }> {
  const { inventory } = await loadHosts(process.cwd(), sshConfig);
  const { names, troubles } = hostExpression(expression, inventory);
  if (troubles.length > 0) throw new UsageError([...new Set(troubles.map(({ message }) => message))].join('; '));
  return { names, inventory };
}
