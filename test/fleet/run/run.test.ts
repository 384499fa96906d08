import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../client/src/run/events.ts';
import { makePlan, planHash, run } from '../../../client/src/run/index.ts';
import { check, draftOf as draftOfLocal, file, step } from '../../host/run/draft.ts';
import { planAndRun as planAndRunLocal, type Ran } from '../../host/run/run-draft.ts';
import { debianPackage } from '../debian-package.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { fleetPool } from './fleet-pool.ts';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ hosts: 4, mode: 'ns', disk: '32m', services: ['rsyslog'], layers: [await debianPackage('ifupdown')] });
});
afterAll(() => fleet?.stop());

type Parts = Parameters<typeof draftOfLocal>[1];
const on = (...targets: string[]) => ({ targets });
const root = (...targets: string[]) => ({ targets, sudo: true });
const draftOf = (blocks: Parameters<typeof draftOfLocal>[0], parts: Parts = {}) => {
  const hosts = [...new Set(blocks.flatMap(({ targets }) => targets))];
  return draftOfLocal(blocks, { batches: [hosts], maxFailures: '100%', ...parts });
};
const planAndRun = async (...[draft, environment, between]: Parameters<typeof planAndRunLocal>): Promise<Ran> => {
  const connections = fleetPool(fleet, environment?.answer);
  try {
    return await planAndRunLocal(draft, { connections, ...environment }, between);
  } finally {
    await connections.close();
  }
};
const shell = async (host: string, command: string): Promise<string> => (await fleet.exec(host, command)).stdout;

describe('on real hosts', () => {
  it('steps run as who logs in, by sudo as root or another account, and know how we came in', async () => {
    const { output, outcomes, plan } = await planAndRun(
      draftOf([
        step('me', 'id -un; echo $OPSBOOK_AUTH $OPSBOOK_USER', on('h1')),
        step('root', 'id -un', root('h1')),
        step('other', 'id -un', { ...on('h1'), sudo: 'nobody' }),
      ]),
    );
    expect(outcomes).toEqual({ 'me@h1': 'ok', 'root@h1': 'ok', 'other@h1': 'ok' });
    expect(output).toEqual({ me: 'ops\npublickey ops\n', root: 'root\n', other: 'nobody\n' });
    expect(plan.hosts).toEqual([
      { name: 'h1', address: fleet.details('h1').address, port: 22, user: 'ops', hostKey: expect.stringMatching(/^SHA256:/) },
    ]);
  });

  it('installs by sudo as root, keeps owner, mode and ACL-like attributes, and the old file under /var/lib/opsbook', async () => {
    await shell(
      'h1',
      'printf "old\\nsame\\n" > /etc/app.conf; chown 33:44 /etc/app.conf; chmod 640 /etc/app.conf; setfattr -n user.x -v y /etc/app.conf 2>/dev/null',
    );
    const { outcomes, plan, events } = await planAndRun(draftOf([file('f', '/etc/app.conf', 'new\nsame\n', root('h1', 'h2'))]));
    expect(plan.files.map(({ host, state }) => [host, state])).toEqual([
      ['h1', 'changed'],
      ['h2', 'new'],
    ]);
    expect(outcomes).toEqual({ 'f@h1': 'ok', 'f@h2': 'ok' });
    expect(await shell('h1', 'cat /etc/app.conf; stat -c "%u %g %a" /etc/app.conf; ls -a /etc | grep opsbook')).toBe(
      'new\nsame\n33 44 640\n',
    );
    expect(await shell('h2', 'stat -c "%U %G %a" /etc/app.conf')).toBe('root root 644\n');
    const kept = events.flatMap((event) => (event.type === 'note' ? (/kept as `(.*)`/.exec(event.message)?.[1] ?? []) : []));
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatch(/^\/var\/lib\/opsbook\/kept\//);
    expect(await shell('h1', `cat ${kept[0]}; stat -c %a /var/lib/opsbook /var/lib/opsbook/kept`)).toBe('old\nsame\n700\n700\n');
  });

  it('without sudo what may not be written is an error, and a file of one’s own is kept in one’s own state folder', async () => {
    const denied = await planAndRun(draftOf([file('f', '/etc/denied.conf', 'x\n', on('h1'))]));
    expect(denied.outcomes).toEqual({ 'f@h1': 'failed' });
    expect(denied.messages['f@h1']).toContain('Permission denied');
    await shell('h1', 'su ops -c "echo old > /home/ops/own.conf"');
    const own = await planAndRun(draftOf([file('f', '/home/ops/own.conf', 'old\nnew\n', on('h1'))]));
    expect(own.outcomes).toEqual({ 'f@h1': 'ok' });
    expect(await shell('h1', 'cat /home/ops/.local/state/opsbook/kept/*/*own.conf; stat -c %a /home/ops/.local/state/opsbook')).toBe(
      'old\n700\n',
    );
  });

  it('the real logrotate rejects a candidate at the lines of the document; nothing changed', async () => {
    const text = '/var/log/app/*.log {\n    weekly\n    rotate seven\n    missingok\n}\n';
    const { outcomes, messages, events } = await planAndRun(
      draftOf([file('rotate', '/etc/logrotate.d/app', text, { ...root('h1'), install: { language: 'logrotate' } })]),
    );
    expect(outcomes).toEqual({ 'rotate@h1': 'failed' });
    expect(messages['rotate@h1']).toContain('nothing was changed');
    const notes = events.filter((event) => event.type === 'note' && event.level === 'error');
    // The third line of the candidate; sourceLines begin at 100.
    expect(notes).toContainEqual(expect.objectContaining({ line: 102, message: expect.stringContaining('seven') }));
    expect(await shell('h1', 'ls -a /etc/logrotate.d | grep app; ls /var/lib/opsbook')).not.toContain('app');
    expect(await shell('h1', 'mount | grep -c opsbook; ls /var/lib/opsbook | grep -c judge')).toBe('0\n0\n');
  });

  it('the real logrotate takes a good one, new or in place of another, judged within its whole configuration', async () => {
    const text = (count: number) => `/var/log/app/*.log {\n    weekly\n    rotate ${count}\n    missingok\n}\n`;
    const draft = (count: number) =>
      draftOf([file('rotate', '/etc/logrotate.d/app', text(count), { ...root('h2'), install: { language: 'logrotate' } })]);
    expect((await planAndRun(draft(7))).outcomes).toEqual({ 'rotate@h2': 'ok' });
    expect((await planAndRun(draft(8))).outcomes).toEqual({ 'rotate@h2': 'ok' });
    expect((await planAndRun(draft(8))).outcomes).toEqual({ 'rotate@h2': 'unchanged' });
    // The same log named twice is wrong only in the whole configuration.
    const duplicate = await planAndRun(
      draftOf([file('again', '/etc/logrotate.d/app2', text(3), { ...root('h2'), install: { language: 'logrotate' } })]),
    );
    expect(duplicate.outcomes).toEqual({ 'again@h2': 'failed' });
    expect(JSON.stringify(duplicate.events)).toContain('duplicate log entry');
  });

  it('a full disk leaves the old file, nothing half written, and says so', async () => {
    await shell('h3', 'printf "old\\n" > /etc/full.conf');
    await fleet.fault('h3', 'diskfull', 'on');
    try {
      const { outcomes, messages } = await planAndRun(draftOf([file('f', '/etc/full.conf', `old\n${'x'.repeat(200_000)}\n`, root('h3'))]));
      expect(outcomes).toEqual({ 'f@h3': 'failed' });
      expect(messages['f@h3']).toMatch(/No space left on device|are free/);
      expect(await shell('h3', 'cat /etc/full.conf; ls -a /etc | grep -c opsbook')).toBe('old\n0\n');
    } finally {
      await fleet.fault('h3', 'diskfull', 'off');
    }
  });

  it('a reload that fails takes the file back on that host alone', async () => {
    await fleet.exec('h1', 'echo good > /etc/daemon.conf');
    await fleet.exec('h2', 'echo good > /etc/daemon.conf; touch /etc/fragile');
    const { outcomes, messages } = await planAndRun(
      draftOf([
        file('f', '/etc/daemon.conf', 'good\nbetter\n', { ...root('h1', 'h2'), install: { reload: 'r' } }),
        step('r', 'test ! -e /etc/fragile || ! grep -q better /etc/daemon.conf', { ...root('h1', 'h2'), inOrder: false }),
      ]),
    );
    expect(outcomes).toEqual({ 'f@h1': 'ok', 'r@h1': 'ok', 'f@h2': 'failed', 'r@h2': 'ok' });
    expect(messages['f@h2']).toContain('taken back');
    expect([await shell('h1', 'cat /etc/daemon.conf'), await shell('h2', 'cat /etc/daemon.conf')]).toEqual(['good\nbetter\n', 'good\n']);
    expect(await shell('h2', 'ls -A /var/lib/opsbook/owed 2>/dev/null')).toBe('');
  });

  it('checks mend only the hosts that have the symptom', async () => {
    await shell('h1', 'echo yes > /etc/state');
    await shell('h2', 'echo no > /etc/state');
    const { outcomes, exitStatus } = await planAndRun(
      draftOf([
        check('c', 'grep -qx yes /etc/state', on('h1', 'h2')),
        step('mend', 'echo yes > /etc/state', { ...root('h1', 'h2'), fixes: 'c' }),
      ]),
    );
    expect(outcomes).toEqual({ 'c@h1': 'ok', 'c@h2': 'ok', 'mend@h1': 'unchanged', 'mend@h2': 'fixed' });
    expect(exitStatus).toBe(0);
  });

  it('a step that prints for ever is ended by its time, or by a cancel, and nothing of it stays', async () => {
    const timed = await planAndRun(
      draftOf([step('flood', 'exec -a floodmark1 yes', { ...on('h1'), timeout: 1500, script: { interpreter: 'bash' } })]),
    );
    expect(timed.outcomes).toEqual({ 'flood@h1': 'timed-out' });
    const abort = new AbortController();
    const connections = fleetPool(fleet);
    const plan = await makePlan(
      draftOf([step('flood', 'trap "" TERM; exec -a floodmark2 yes', { ...on('h1'), script: { interpreter: 'bash' } })]),
      connections,
    );
    const seen: RunEvent[] = [];
    for await (const event of run(plan, { connections, answer: async () => undefined, signal: abort.signal })) {
      if (event.type !== 'output') seen.push(event);
      else abort.abort();
    }
    await connections.close();
    expect(seen.at(-1)).toMatchObject({ type: 'run-ended', outcome: 'cancelled', exitStatus: 130 });
    expect(await shell('h1', 'ps -e -o args= | grep [f]loodmark')).toBe('');
  });

  it('who reads slowly holds the host back, and memory stays small', async () => {
    const connections = fleetPool(fleet);
    const plan = await makePlan(draftOf([step('flood', 'yes', { ...on('h1'), timeout: 0 })]), connections);
    const events = run(plan, { connections, answer: async () => undefined });
    for (let event = await events.next(); event.done !== true && event.value.type !== 'output'; ) event = await events.next();
    const before = process.memoryUsage().rss;
    await delay(1500);
    expect(process.memoryUsage().rss - before).toBeLessThan(40 << 20);
    // Who stops reading cancels.
    await events.return(undefined);
    await connections.close();
    expect(await shell('h1', 'ps -e -o args= | grep -x yes')).toBe('');
  });

  it('a host that goes while a step runs is lost, not failed; the others go on', async () => {
    const connections = fleetPool(fleet);
    const plan = await makePlan(
      draftOf([step('a', 'echo started; sleep 3', on('h1', 'h4')), step('b', 'true', on('h1', 'h4'))]),
      connections,
    );
    const outcomes: Record<string, string> = {};
    for await (const event of run(plan, { connections, answer: async () => undefined })) {
      if (event.type === 'output' && event.host === 'h4') await fleet.fault('h4', 'blackhole', 'on');
      if (event.type === 'block-ended') outcomes[`${event.block}@${event.host}`] = event.outcome;
    }
    await fleet.fault('h4', 'blackhole', 'off');
    await connections.close();
    expect(outcomes).toEqual({ 'a@h1': 'ok', 'a@h4': 'lost', 'b@h1': 'ok', 'b@h4': 'skipped' });
  });

  it('an install whose connection goes is told as the host knows it, and ends there', async () => {
    await shell('h1', 'echo old > /etc/cut.conf');
    const cut = async (validate: string, wait: string): Promise<{ readonly outcome: string; readonly told: string }> => {
      const connections = fleetPool(fleet);
      const plan = await makePlan(
        draftOf([file('f', '/etc/cut.conf', 'old\nnew\n', { ...root('h1'), install: { validate } })]),
        connections,
      );
      let outcome = '';
      let told = '';
      for await (const event of run(plan, { connections, answer: async () => undefined })) {
        if (event.type === 'difference') await shell('h1', `until ${wait}; do sleep 0.05; done; pkill -9 -f 'sshd: ops@notty'`);
        if (event.type === 'note') told += event.message;
        if (event.type === 'block-ended') [outcome, told] = [event.outcome, `${told}${event.message ?? ''}`];
      }
      await connections.close();
      return { outcome, told };
    };
    const before = await cut('sleep 7', 'ls -d /etc/.cut.conf.opsbook-*');
    expect(before.outcome).toBe('lost');
    expect(before.told).toContain('`/etc/cut.conf` is as it was');
    for (let i = 0; i < 60 && (await shell('h1', 'ps -e -o args= | grep "[s]leep 7"')) !== ''; i++) await delay(50);
    expect(await shell('h1', 'cat /etc/cut.conf; ls -A /etc | grep -c opsbook; ps -e -o args= | grep -c "[s]leep 7"')).toBe('old\n0\n0\n');
  });

  it('an install that goes on when its connection has gone is known with its old file, and can be taken back', async () => {
    await shell('h1', 'echo old > /etc/cut.conf');
    // The connection goes while the candidate is brought to the disk, and with it the watcher that would end the install: so it has its answer for nobody.
    await fleet.exec(
      'h1',
      'cat > /usr/local/sbin/sync; chmod 755 /usr/local/sbin/sync',
      `#!/bin/sh
rm /usr/local/sbin/sync
for p in $(pgrep -P "$(ps -o ppid= -p "$PPID" | tr -d ' ')"); do [ "$p" = "$PPID" ] || kill -KILL "$p"; done
pkill -9 -f "sshd: ops@notty"
exec /bin/sync "$@"
`,
    );
    const draft = draftOf([file('f', '/etc/cut.conf', 'old\nnew\n', root('h1')), step('bad', 'exit 3', root('h1'))]);
    const { outcomes, events } = await planAndRun(draft, { undoOnFailure: true });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'note', message: 'the connection went while the file was installed; it is in place' }),
    );
    expect(events).toContainEqual(expect.objectContaining({ type: 'installed', kept: expect.stringMatching(/\/kept\/.*-cut\.conf$/) }));
    expect([outcomes, await shell('h1', 'cat /etc/cut.conf')]).toEqual([{ 'f@h1': 'undone', 'bad@h1': 'failed' }, 'old\n']);
  });

  it('a host whose key changed is refused: before the plan, and between plan and run', async () => {
    const draft = draftOf([step('a', 'true', on('h4', 'h1'))]);
    await fleet.fault('h4', 'rekeyhost');
    const asked: string[] = [];
    const { plan, outcomes, exitStatus } = await planAndRun(draft, { answer: async ({ kind }) => void asked.push(kind) });
    expect(plan.hosts.find(({ name }) => name === 'h4')?.trouble).toMatchObject({ outcome: 'refused' });
    expect(outcomes).toEqual({ 'a@h4': 'refused', 'a@h1': 'ok' });
    expect(exitStatus).toBe(1);
    expect(asked).toEqual([]);
    // A plan that was made before: what answers now is not the host that was shown.
    const connections = fleetPool(fleet);
    const saved = await makePlan({ ...draft, blocks: [step('a', 'true', on('h1'))] }, connections);
    const other = { ...saved, hosts: saved.hosts.map((host) => ({ ...host, hostKey: 'SHA256:another' })) };
    const { hash: _, ...bound } = other;
    const ends: string[] = [];
    for await (const event of run({ ...bound, hash: planHash(bound) }, { connections, answer: async () => undefined })) {
      if (event.type === 'block-ended') ends.push(`${event.outcome}: ${event.message}`);
    }
    await connections.close();
    expect(ends).toEqual([expect.stringMatching(/^refused: changed since the plan: the host key of `h1`/)]);
  });
});
