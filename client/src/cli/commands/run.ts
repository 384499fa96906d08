import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import type { Plan } from '../../run/plan.ts';
import type { RunRecord } from '../../run/record.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { answerWith } from '../run/answer.ts';
import { draftOf } from '../run/draft-of.ts';
import { cancelOnInterrupt } from '../run/ended.ts';
import { loadRunbook } from '../run/load-runbook.ts';
import { planText } from '../run/plan-text.ts';
import { givenInputs } from '../run/read-inputs.ts';
import { runReporter } from '../run/run-reporter.ts';
import { askYes, isInteractive } from '../run/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { type PlanFlags, planStatus, waysFlags } from './plan.ts';

/** The options of `opsbook run`. */
export interface RunFlags extends Omit<PlanFlags, 'out'> {
  readonly plan?: string;
  readonly yes?: boolean;
  readonly confirm: readonly string[];
  readonly undoOnFailure?: boolean;
}

/** Shows the plan, asks, runs it and tells what happens. Returns 0 where all went well, 1 where not, 2 where nothing could start, 130 cancelled. */
export async function runCommand(file: string, flags: RunFlags, folder: string): Promise<number> {
  const { connectionPool, makePlan, openRecord, realWays, run, runId, RunRefused, stateFolder } = await import('../../run/bundle.ts');
  const runbook = await loadRunbook(file, flags.sshConfig);
  if (flags.plan === undefined && flags.yes !== true && !isInteractive()) {
    throw new UsageError(
      'there is no terminal to confirm the plan at: `--yes`, or `--plan FILE` with a plan of `opsbook plan --out FILE`, was expected',
    );
  }
  const start = flags.plan === undefined ? await draftOf(runbook, flags) : savedPlan(flags.plan, flags);
  const ways = realWays({ ...waysFlags(flags, folder), hosts: start.draft.hosts ?? {} });
  const answer = answerWith({ acceptNewHostKeys: flags.acceptNewHostKeys === true, confirm: flags.confirm });
  const connections = connectionPool(ways, answer);
  const running = new Set<string>();
  const interrupt = cancelOnInterrupt(() => [...running]);
  try {
    const { secrets } = start;
    const plan = start.plan ?? (await makePlan(start.draft, connections, { secrets, signal: interrupt.signal }));
    const print = (text: string): void => void (flags.json === true ? process.stderr : process.stdout).write(text);
    print(planText(plan, pc));
    if (planStatus(plan) === 2) return 2;
    if (interrupt.signal.aborted) return 130;
    if (flags.plan === undefined && flags.yes !== true && !(await askYes('Run this plan?'))) {
      print('nothing was run\n');
      return 2;
    }
    const id = runId(Date.now());
    // A run that may not start leaves no record: it throws before its first event.
    let record: RunRecord | undefined;
    const text = runbook.project.documents.get(runbook.path)?.text ?? '';
    const reporter = runReporter(pc, plan.hosts.length > 1);
    print('\n');
    let status = 1;
    try {
      const events = run(plan, {
        connections,
        answer,
        secrets,
        confirmed: new Set(flags.confirm),
        undoOnFailure: flags.undoOnFailure === true,
        signal: interrupt.signal,
        run: id,
      });
      for await (const event of events) {
        record ??= openRecord({ folder: join(stateFolder(), 'runs'), run: id, plan, text });
        record.append(event);
        if (event.type === 'block-started') running.add(`${event.block} on ${event.host}`);
        if (event.type === 'block-ended') running.delete(`${event.block} on ${event.host}`);
        if (event.type === 'run-ended') status = event.exitStatus;
        if (flags.json === true) process.stdout.write(`${JSON.stringify(event)}\n`);
        print(reporter.next(event));
      }
    } catch (error) {
      if (!(error instanceof RunRefused)) throw error;
      for (const { line, message } of error.refusals)
        process.stderr.write(`opsbook: ${withoutAnsi(file)}:${line}: ${withoutAnsi(message)}\n`);
      return 2;
    } finally {
      record?.close();
    }
    if (record !== undefined) print(pc.dim(`record ${record.folder}\n`));
    return status;
  } finally {
    interrupt.done();
    await connections.close();
    await ways.close();
  }
}

interface Saved {
  readonly plan: Plan;
  readonly draft: Plan['draft'];
  readonly secrets: Readonly<Record<string, string>>;
}

function savedPlan(path: string, flags: RunFlags): Saved {
  for (const [flag, value] of [
    ['--host', flags.host],
    ['--step', flags.step],
    ['--sandbox', flags.sandbox],
  ] as const) {
    if (value !== undefined) throw new UsageError(`${flag} cannot go with \`--plan\`: the plan says what runs and where`);
  }
  let plan: Plan;
  try {
    plan = JSON.parse(readFileSync(path, 'utf8')) as Plan;
  } catch (error) {
    throw new UsageError(`--plan: \`${path}\`: ${(error as Error).message}`);
  }
  if (typeof plan !== 'object' || plan === null || plan.format !== 1 || !Array.isArray(plan.draft?.blocks))
    throw new UsageError(`--plan: \`${path}\` is no plan of opsbook: a file that \`opsbook plan --out\` wrote was expected`);
  return { plan, draft: plan.draft, secrets: givenInputs(plan.draft.inputs, flags, process.env).secrets };
}
