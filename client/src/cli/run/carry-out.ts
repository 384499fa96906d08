import { join } from 'node:path';
import pc from 'picocolors';
import type { Draft } from '../../../../server/src/core/index.ts';
import type { Plan } from '../../run/plan.ts';
import type { RecordRequest } from '../../run/records/record-about.ts';
import type { RunRecord } from '../../run/records/record.ts';
import { addressesOf } from '../../run/addresses-of.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { planStatus, waysFlags } from '../commands/plan.ts';
import { UsageError } from '../usage-error.ts';
import { answerWith } from './answer.ts';
import { awaited } from './awaited.ts';
import { cancelOnInterrupt } from './ended.ts';
import { manyReporter } from './many-reporter.ts';
import { planText } from './plan-text.ts';
import { recordsFolder } from './records-folder.ts';
import { roomIn } from './room-in.ts';
import { runReporter } from './run-reporter.ts';
import { screen } from './screen.ts';
import { askYes, isInteractive } from './terminal.ts';
import { type UnderWay, underWay } from './under-way.ts';
import { type Mending, whatNext } from './what-next.ts';
import { terminalSeat } from './terminal-seat.ts';

/** The options of everything that runs a plan. */
export interface CarryFlags {
  readonly sshConfig?: string;
  readonly acceptNewHostKeys?: boolean;
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly confirm?: readonly string[];
  readonly undoOnFailure?: boolean;
  readonly diff?: boolean;
  /** Who runs it: opsbook itself, or ansible-core. */
  readonly engine?: 'opsbook' | 'ansible';
  /** The host that ansible-core is run on, instead of this machine. */
  readonly ansibleControl?: string;
}

/** What is to be run. */
export interface CarryOut {
  /** What it is called in messages: the runbook as it was named. */
  readonly label: string;
  /** The runbook's text, for the record. */
  readonly text: string;
  readonly draft: Draft;
  /** Where it was planned before. */
  readonly plan?: Plan | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  /** It may run without being asked for: it only looks, or its plan was confirmed. */
  readonly confirmed: boolean;
  readonly request: RecordRequest;
  /** Of a run of checks alone. */
  readonly mending?: Mending;
}

/** Refuses at once, before anything is opened, where nobody could confirm a plan. `another`: what else than `--yes` would do. */
export function mustConfirm(flags: CarryFlags, another = ''): void {
  if (flags.yes === true || isInteractive()) return;
  throw new UsageError(`there is no terminal to confirm the plan at: \`--yes\`${another} was expected`);
}

/** Whether a step can be lent a terminal: somebody types at one and sees the other. */
function hasTerminal(stream: NodeJS.WriteStream): boolean {
  return process.stdin.isTTY === true && stream.isTTY === true;
}

/** Refuses at once, before anything is opened, a step that needs a terminal where there is none. */
function mustHaveTerminal(draft: Draft, label: string, stream: NodeJS.WriteStream): void {
  const block = draft.blocks.find(({ script, targets }) => script?.interactive === true && targets.length > 0);
  if (block === undefined || hasTerminal(stream)) return;
  const which = process.stdin.isTTY === true ? (stream === process.stderr ? 'error' : 'output') : 'input';
  throw new UsageError(
    `${label}:${block.line}: \`${block.name}\` is \`interactive\` and needs a terminal; standard ${which} is none (leave the step out, or run it from a terminal)`,
  );
}

/** Shows the plan, asks, runs it and tells what happens. Resolves with 0 where all went well, 1 where not, 2 where nothing could start, 130 cancelled. */
export async function carryOut(what: CarryOut, flags: CarryFlags, folder: string): Promise<number> {
  const {
    connectionPool,
    fileDifference,
    findAnsible,
    makePlan,
    openRecord,
    realWays,
    run,
    runId,
    RunRefused,
    runWithAnsible,
    withoutAnsible,
  } = await import('../../run/bundle.ts');
  const control = flags.ansibleControl;
  if (control !== undefined && flags.engine !== 'ansible') throw new UsageError('`--ansible-control` goes with `--engine ansible`');
  const program = flags.engine !== 'ansible' ? undefined : control === undefined ? findAnsible() : { control };
  if (flags.engine === 'ansible' && program === undefined) throw new UsageError(withoutAnsible);
  const reaching = waysFlags(flags, folder);
  const ways = realWays({ ...reaching, hosts: what.draft.hosts ?? {} });
  const stream = flags.json === true ? process.stderr : process.stdout;
  // What Ansible cannot do is refused by name.
  if (program === undefined) mustHaveTerminal(what.draft, what.label, stream);
  const out = screen(stream);
  const waiting = awaited(out);
  let going: UnderWay | undefined;
  const interrupt = cancelOnInterrupt(() => going?.lines(Date.now()) ?? []);
  const { signal } = interrupt;
  const answer = waiting.quiet(answerWith({ acceptNewHostKeys: flags.acceptNewHostKeys === true, signal }));
  const connections = connectionPool(ways, answer);
  const seat = hasTerminal(stream) ? terminalSeat(process.stdin, stream, interrupt.interrupt, out.clear) : undefined;
  // Who cancels before anything runs waits for no host that does not answer.
  const giveUp = (): void => void connections.close();
  signal.addEventListener('abort', giveUp);
  try {
    const { secrets } = what;
    const plan = what.plan ?? (await makePlan(what.draft, connections, { secrets, signal, looking: waiting.looking }));
    waiting.done();
    const notBegun = (status: number): number => {
      out.print('nothing was run\n');
      return status;
    };
    signal.removeEventListener('abort', giveUp);
    // What it says of hosts is true no more: they were not asked to the end.
    if (signal.aborted) return notBegun(130);
    out.print(planText(plan, pc));
    if (planStatus(plan) === 2) return 2;
    const nobody = (flags.confirm ?? []).filter((name) => !plan.draft.blocks.some((block) => block.name === name));
    if (nobody.length > 0) throw new UsageError(`--confirm: no block of this plan is called \`${nobody.join('` or `')}\``);
    if (!what.confirmed && flags.yes !== true && !(await askYes('Run this plan?', signal))) return notBegun(signal.aborted ? 130 : 2);
    const id = runId(Date.now());
    // A run that may not start leaves no record: it throws before its first event.
    let record: RunRecord | undefined;
    const diff = flags.diff === true ? fileDifference : undefined;
    const many = new Set(plan.draft.blocks.flatMap(({ targets }) => targets)).size > 1;
    const reporter = many ? manyReporter(pc, { addresses: addressesOf(plan), diff }) : runReporter(pc);
    out.print('\n');
    let status = 1;
    let unwritten: string | undefined;
    let ended = false;
    const next = whatNext(plan, what.mending);
    going = underWay(plan);
    try {
      const environment = {
        connections,
        answer,
        secrets,
        confirmed: new Set(flags.confirm),
        undoOnFailure: flags.undoOnFailure === true,
        ...(seat !== undefined && { terminal: seat.take }),
        signal,
        run: id,
      };
      const { sshConfig } = reaching;
      const events =
        program === undefined
          ? run(plan, environment)
          : runWithAnsible(plan, {
              ...environment,
              program,
              callbacks: join(folder, 'ansible'),
              ...(sshConfig !== undefined && { sshConfig }),
            });
      for await (const event of events) {
        try {
          record ??= openRecord({ folder: recordsFolder(), run: id, plan, text: what.text, request: what.request });
          await record.append(event);
        } catch (error) {
          // Who no longer reads the events cancels the run.
          unwritten = (error as Error).message;
          break;
        }
        going.next(event);
        next.next(event);
        if (event.type === 'run-ended') {
          status = event.exitStatus;
          ended = true;
        }
        if (flags.json === true) {
          process.stdout.write(`${JSON.stringify(event)}\n`);
          await roomIn(process.stdout);
        }
        if (event.type === 'output' && seat?.shown(event.block, event.host) === true) continue;
        out.print(reporter.next(event));
        out.status(seat?.isTaken() === true ? '' : reporter.status());
        await roomIn(stream);
      }
    } catch (error) {
      if (!(error instanceof RunRefused)) throw error;
      for (const { line, message } of error.refusals)
        process.stderr.write(`opsbook: ${withoutAnsi(what.label)}:${line}: ${withoutAnsi(message)}\n`);
      return 2;
    } finally {
      await record?.close().catch((error: Error) => {
        unwritten ??= error.message;
      });
      out.clear();
    }
    if (unwritten !== undefined) {
      const begun = ended ? 'its end is missing there' : record === undefined ? 'nothing was run' : 'the run was cancelled';
      process.stderr.write(`opsbook: the record of the run cannot be written, so ${begun}: ${withoutAnsi(unwritten)}\n`);
      return record === undefined ? 2 : 1;
    }
    if (record !== undefined) {
      out.print(pc.dim(`record ${record.folder}\n`));
      for (const line of next.lines(status)) out.print(pc.dim(`${line}\n`));
    }
    return status;
  } finally {
    waiting.done();
    interrupt.done();
    await connections.close();
    await ways.close();
  }
}
