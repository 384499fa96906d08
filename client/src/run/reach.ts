import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { HostTrouble, type OpenHost } from './connections.ts';
import type { HostPart } from './host-part.ts';
import { loginOf, whereabouts } from './make-plan.ts';
import type { PlanHost } from './plan.ts';
import type { RunContext } from './run-context.ts';
import type { Target } from './step-request.ts';

/** The open host `name` for `block`, held against the plan; throws a HostTrouble, which is told once, where it cannot be had or is not the plan's. */
export async function reach(context: RunContext, part: HostPart, block: DraftBlock, name: string): Promise<OpenHost> {
  try {
    return await planned(context, part, block, name);
  } catch (error) {
    if (error instanceof HostTrouble && !part.seen.has(`trouble@${name}`)) {
      part.seen.add(`trouble@${name}`);
      await context.emit({ type: 'host-trouble', host: name, outcome: error.outcome, message: error.message });
    }
    throw error;
  }
}

async function planned(context: RunContext, part: HostPart, block: DraftBlock, name: string): Promise<OpenHost> {
  const login = loginOf(block, name);
  const shown = plannedHost(context, name, login);
  if (shown === undefined) throw new HostTrouble('refused', `\`${name}\` is not in the plan`);
  if (shown.trouble !== undefined) throw new HostTrouble(shown.trouble.outcome, shown.trouble.message);
  const key = `${login ?? ''}@${name}`;
  const first = !part.seen.has(key);
  if (first && name === part.name) await context.emit({ type: 'host-connecting', host: name });
  const open = await context.environment.connections.get(name, login);
  sameAsPlanned(shown, whereabouts(name, open.connection), ['address', 'port', 'user', 'hostKey']);
  part.seen.add(key);
  if (first && name === part.name) await context.emit({ type: 'host-connected', host: name });
  return open;
}

/** What is known of the host that a block with `at` is for, held against the plan: the block runs elsewhere, and that host may well be down. Throws a HostTrouble. */
export async function targetElsewhere(context: RunContext, part: HostPart, block: DraftBlock): Promise<Target> {
  const login = loginOf(block, part.name);
  const host = await context.environment.connections.details(part.name, login);
  const shown = plannedHost(context, part.name, login);
  if (shown?.trouble === undefined) sameAsPlanned(shown, whereabouts(part.name, { host }), ['address', 'port', 'user']);
  return { host, authentication: '' };
}

/** What the plan says of a host for the account `login`. */
export function plannedHost({ plan }: RunContext, name: string, login: string | undefined): PlanHost | undefined {
  return plan.hosts.find((host) => host.name === name && host.login === login);
}

function sameAsPlanned(
  shown: PlanHost | undefined,
  is: Partial<PlanHost>,
  whats: readonly ('address' | 'port' | 'user' | 'hostKey')[],
): void {
  for (const what of whats) {
    if (shown?.[what] !== is[what])
      throw new HostTrouble(
        'refused',
        `changed since the plan: the ${what === 'hostKey' ? 'host key' : what} of \`${shown?.name}\` was ${shown?.[what]} and is ${is[what]}`,
      );
  }
}
