import { setTimeout as delay } from 'node:timers/promises';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { draftOf, step } from '../../../host/run/draft.ts';
import { planAndRun, type Ran } from '../../../host/run/run-draft.ts';
import type { Fleet } from '../../fleet.ts';
import { startSshd } from '../../host-sshd.ts';
import { fleetPool } from '../fleet-pool.ts';

/** What tests of faults stand on: a fleet whose host `h1` they harm and mend again, and the table that they fill. */
export interface Ground {
  readonly fleet: Fleet;
  /** For records and runbooks. */
  readonly folder: string;
  readonly rows: string[];
}

/** What a shell on `h1` says to a command, as root and past ssh. */
export async function shell({ fleet }: Ground, command: string): Promise<string> {
  return (await fleet.exec('h1', command)).stdout;
}

/** Processes of the tests' steps and files of ours that are on `h1`; '' where there are none. */
export function left(ground: Ground): Promise<string> {
  return shell(ground, 'ps -A -o args= | grep "^sleep 60[0-9]"; ls -d /dev/shm/opsbook-* /tmp/opsbook-* /etc/.*opsbook* 2>/dev/null');
}

/** Runs blocks on `h1`; `during` happens a second after the start, `planned` between the plan and the first of them. */
export async function run(
  { fleet }: Ground,
  blocks: DraftBlock | readonly DraftBlock[],
  during?: () => Promise<unknown>,
  planned?: () => Promise<unknown>,
): Promise<Ran & { readonly seconds: number }> {
  const connections = fleetPool(fleet);
  try {
    // What changes after the plan does so while a step on this machine waits.
    const wait = planned === undefined ? [] : [step('wait', 'sleep 2')];
    const startedAt = performance.now();
    const running = planAndRun(draftOf([...wait, ...[blocks].flat()], { batches: [['h1', 'local']] }), { connections });
    if (planned !== undefined) {
      await delay(1200);
      await planned();
    }
    if (during !== undefined) {
      await delay(1000);
      await during();
    }
    return { ...(await running), seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await connections.close();
  }
}

/** One row of the table: the fault, what the runner says of the block `name`, and what the host has after it. */
export function row(
  { rows }: Ground,
  fault: string,
  { outcomes, messages }: Pick<Ran, 'outcomes' | 'messages'>,
  after: string,
  name = 'step',
): void {
  const key = `${name}@h1`;
  const said = (messages[key] ?? '')
    .replace(/`h1` \([^)]*\)|`ops@h1`/g, '`h1`')
    .replace(/SHA256:\S+/g, 'SHA256:…')
    // The host is as quick to end it as we are to ask.
    .replace(/it has ended, nobody knows how|it still ran there, and was ended/, 'it has ended')
    .replaceAll('|', '\\|');
  rows.push(`| ${fault} | \`${outcomes[key]}\` | ${said} | ${after} |`);
}

/** Does work while the sshd of `h1` has these lines in place of its own for the same keywords; it is another process before and after, its log is `/fleet/log`. */
export async function withSshd<T>(ground: Ground, lines: readonly string[], work: () => Promise<T>): Promise<T> {
  const restart = async (config: string): Promise<void> => {
    const { code } = await ground.fleet.exec(
      'h1',
      `${config} && kill -KILL $(cat /fleet/sshd.pid) && : > /fleet/log && { ${startSshd()}; }`,
    );
    if (code !== 0) throw new Error('the sshd of `h1` does not start again');
  };
  const words = lines.map((line) => `'${line}'`).join(' ');
  const keywords = lines.map((line) => `^${line.split(' ')[0]} `).join('\\|');
  await restart(
    `cp /fleet/sshd_config /fleet/sshd_config.own && { printf '%s\\n' ${words}; grep -v '${keywords}' /fleet/sshd_config.own; } > /fleet/sshd_config`,
  );
  try {
    return await work();
  } finally {
    await restart('mv /fleet/sshd_config.own /fleet/sshd_config');
  }
}
