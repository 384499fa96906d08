import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pc from 'picocolors';
import type { Plan } from '../../run/plan.ts';
import { type PackedPlan, packedPlan } from '../../run/records/packed.ts';
import { awaited } from '../run/awaited.ts';
import { screen } from '../run/screen.ts';
import { answerWith } from '../run/answer.ts';
import { type DraftFlags, draftOf } from '../run/draft-of.ts';
import { loadRunbook } from '../run/load-runbook.ts';
import { planText } from '../run/plan-text.ts';
import { fileTrouble } from '../../../../server/src/host/file-trouble.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `opsbook plan`. */
export interface PlanFlags extends DraftFlags {
  readonly sshConfig?: string;
  readonly acceptNewHostKeys?: boolean;
  readonly json?: boolean;
  readonly out?: string;
}

/** Shows what a run would do; nothing is changed anywhere. Returns 0, 1 where a host could not be looked at, 2 where nothing may run. */
export async function planCommand(file: string, flags: PlanFlags, folder: string): Promise<number> {
  const { connectionPool, makePlan, realWays } = await import('../../run/bundle.ts');
  const runbook = await loadRunbook(file, flags.sshConfig);
  const { draft, secrets } = await draftOf(runbook, flags);
  const ways = realWays({ ...waysFlags(flags, folder), hosts: draft.hosts ?? {} });
  const waiting = awaited(screen(process.stderr));
  const connections = connectionPool(ways, waiting.quiet(answerWith({ acceptNewHostKeys: flags.acceptNewHostKeys === true })));
  try {
    const plan = await makePlan(draft, connections, { secrets, looking: waiting.looking });
    waiting.done();
    process.stdout.write(flags.json === true ? `${JSON.stringify(plan, undefined, 2)}\n` : planText(plan, pc));
    if (flags.out !== undefined) save(flags.out, { ...packedPlan(plan), text: runbook.project.documents.get(runbook.path)?.text ?? '' });
    return planStatus(plan);
  } finally {
    waiting.done();
    await connections.close();
    await ways.close();
  }
}

/** How a call's flags say that hosts are reached. */
export function waysFlags(
  flags: { readonly sshConfig?: string },
  folder: string,
): { readonly sandboxProgram: string; readonly sshConfig?: string } {
  return { sandboxProgram: join(folder, 'sandbox.cjs'), ...(flags.sshConfig !== undefined && { sshConfig: resolve(flags.sshConfig) }) };
}

/** 2 where nothing of the plan may run, 1 where a host is missing from it, else 0. */
export function planStatus(plan: Plan): number {
  if (plan.draft.refusals.length > 0 || plan.draft.missing.length > 0) return 2;
  return plan.hosts.some(({ trouble }) => trouble !== undefined) ? 1 : 0;
}

/** A plan in a file, with the text of the runbook that it was made of, for the record. */
export interface SavedPlan extends PackedPlan {
  readonly text: string;
}

function save(path: string, plan: SavedPlan): void {
  try {
    writeFileSync(path, `${JSON.stringify(plan)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`--out: \`${path}\`: ${fileTrouble(error, 'written')}`);
  }
}
