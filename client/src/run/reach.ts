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
  const shown = context.plan.hosts.find((host) => host.name === name && host.login === login);
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

/** The host that a block is for: open, or with `at` only what is known of it, for the block runs elsewhere and it may well be down. Throws as `reach` does. */
export async function targetOf(context: RunContext, part: HostPart, block: DraftBlock): Promise<Target> {
  if (block.at === undefined) return (await reach(context, part, block, part.name)).connection;
  const login = loginOf(block, part.name);
  const host = await context.environment.connections.details(part.name, login);
  const shown = context.plan.hosts.find((each) => each.name === part.name && each.login === login);
  if (shown?.trouble === undefined) sameAsPlanned(shown, whereabouts(part.name, { host }), ['address', 'port', 'user']);
  return { host, authentication: '' };
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
