import type { DraftRefusal } from '../../../server/src/core/runbook/draft-types.ts';
import { circlesIn } from './circles.ts';
import { sectionsOf } from './order.ts';
import type { Plan } from './plan.ts';
import { planHash, secretSeal } from './plan-hash.ts';
import type { RunEnvironment } from './run-context.ts';
import { unsupportedIn } from './unsupported.ts';

/** A run that could not start: nothing was done. Its exit status is 2. */
export class RunRefused extends Error {
  override readonly name = 'RunRefused';
  readonly refusals: readonly DraftRefusal[];
  constructor(refusals: readonly DraftRefusal[]) {
    super(refusals.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
    this.refusals = refusals;
  }
}

/** Throws a RunRefused where the plan may not run: what stands in its way, a plan that was changed, values that are missing or other ones. */
export function mayStart(plan: Plan, environment: RunEnvironment): void {
  const { hash, ...bound } = plan;
  // A plan may come from a file, made by another version.
  const refusals = [...plan.draft.refusals, ...circlesIn(plan.draft), ...unsupportedIn(plan.draft)];
  const refuse = (message: string): void => void refusals.push({ line: 1, message });
  if (planHash(bound) !== hash) refuse('The plan is not what its hash says: it was changed after it was made');
  for (const input of plan.draft.missing) refuse(`The input \`${input.name}\` has no value`);
  for (const input of plan.draft.inputs.filter(({ secret }) => secret)) {
    const value = environment.secrets?.[input.name];
    const seal = plan.secrets?.seals[input.name];
    if (value === undefined) refuse(`The secret input \`${input.name}\` has no value`);
    else if (value.length < 6) refuse(`The input \`${input.name}\`: a secret of fewer than 6 characters cannot be masked`);
    else if (seal === undefined || plan.secrets === undefined || secretSeal(plan.secrets.key, value) !== seal)
      refuse(`The secret input \`${input.name}\` has another value than the plan was made with`);
  }
  for (const { name, line, script, targets } of plan.draft.blocks)
    if (script?.interactive === true && targets.length > 0 && environment.terminal === undefined)
      refusals.push({ line, message: `\`${name}\`: \`interactive\` needs a terminal, and nobody sits at one here` });
  const sections = sectionsOf(plan.draft);
  if (typeof sections === 'string') refuse(sections);
  const once = new Map(refusals.map((refusal) => [`${refusal.line} ${refusal.message}`, refusal]));
  if (once.size > 0) throw new RunRefused([...once.values()]);
}
