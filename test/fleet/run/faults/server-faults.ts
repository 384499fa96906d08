import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { step } from '../../../host/run/draft.ts';
import { runProgram } from '../../../host/sandbox/openssh.ts';
import { type Ground, left, row, run, shell, withSshd } from './ground.ts';

/** Tests of what a server's configuration, its load or its state may do to a run; each leaves the host as it was. */
export function serverFaults(of: () => Ground): void {
  const quick = (text = 'echo said') => step('step', text, { targets: ['h1'] });

  it('it allows few sessions, and steps in the background hold them', async () => {
    const ground = of();
    const background = (name: string) => step(name, 'sleep 603', { targets: ['h1'], script: { background: true } });
    await withSshd(ground, ['MaxSessions 2'], async () => {
      const some = await run(ground, [background('one'), quick()]);
      expect(some.outcomes).toEqual({ 'one@h1': 'ok', 'step@h1': 'ok' });
      const all = await run(ground, [background('one'), background('two'), quick()]);
      expect(all.outcomes).toEqual({ 'one@h1': 'ok', 'two@h1': 'ok', 'step@h1': 'refused' });
      expect(all.messages['step@h1']).toContain('MaxSessions');
      row(ground, 'MaxSessions reached by steps in the background', all, 'those steps have ended with their host’s part');
    });
    expect(await left(ground)).toBe('');
  });

  it('it has too many logins under way, for good or for a while', async () => {
    const ground = of();
    const { address, port } = ground.fleet.hosts[0] ?? {};
    await withSshd(ground, ['MaxStartups 1:100:1'], async () => {
      const socket: Socket = connect(port ?? 22, address);
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('data', resolve));
      const ever = await run(ground, quick());
      expect(ever.outcomes).toEqual({ 'step@h1': 'unreachable' });
      expect(ever.messages['step@h1']).toContain('too many logins at once');
      row(ground, 'MaxStartups reached for good', ever, 'untouched');
      const running = run(ground, quick());
      await delay(1000);
      socket.destroy();
      const whileIt = await running;
      expect(whileIt.outcomes).toEqual({ 'step@h1': 'ok' });
      row(ground, 'MaxStartups reached for a while', whileIt, 'as after any step');
    });
  });

  it('it makes new keys all the time while much is printed', async () => {
    const ground = of();
    const size = 64 * 1024 * 1024;
    await withSshd(ground, ['RekeyLimit 1M', 'LogLevel DEBUG1'], async () => {
      // Only a run on several hosts tells digests.
      const ran = await run(ground, [quick(`head -c ${size} /dev/zero | tr '\\0' x`), step('beside', 'true')]);
      expect(ran.outcomes).toEqual({ 'step@h1': 'ok', beside: 'ok' });
      const end = ran.events.find((event) => event.type === 'block-ended' && event.block === 'step');
      const nothing = createHash('sha256').digest('hex');
      expect(end).toMatchObject({ digest: `${createHash('sha256').update('x'.repeat(size)).digest('hex')}${nothing}` });
      // As often as that it was asked for, and answered.
      expect(Number(await shell(ground, 'grep -c "rekeying" /fleet/log'))).toBeGreaterThan(40);
      // The first exchange is the one that meets most traffic of ours.
      for (let time = 0; time < 8; time++) {
        const more = await run(ground, quick('head -c 4000000 /dev/zero | tr "\\0" x'));
        expect([more.outcomes, more.output['step']?.length]).toEqual([{ 'step@h1': 'ok' }, 4_000_000]);
      }
      row(ground, 'new keys after each megabyte of a large output', ran, 'the output is whole');
    });
  });

  it('its banner has a megabyte, or less', async () => {
    const ground = of();
    const { sshConfig } = ground.fleet;
    const withBanner = async (bytes: number): Promise<{ ours: Awaited<ReturnType<typeof run>>; openssh: string }> => {
      await shell(ground, `head -c ${bytes} /dev/zero | tr "\\0" b | fold -w 99 > /fleet/banner`);
      return withSshd(ground, ['Banner /fleet/banner'], async () => ({
        ours: await run(ground, quick()),
        openssh: (await runProgram('ssh', ['-F', sshConfig, '-o', 'ConnectTimeout=5', 'h1', 'echo said'])).stdout,
      }));
    };
    // What sshd makes of such a file is one packet (RFC 4252, section 5.4), longer than it may send itself (packet.h, PACKET_MAX_SIZE: 256 KiB).
    const whole = await withBanner(1_000_000);
    expect([whole.ours.outcomes, whole.openssh]).toEqual([{ 'step@h1': 'unreachable' }, '']);
    expect(whole.ours.messages['step@h1']).toContain('its `Banner` is longer than 256 kB');
    row(ground, 'a banner of 1 MB', whole.ours, 'untouched; OpenSSH’s own client does not get in either');
    for (const bytes of [200_000, 30_000]) {
      const taken = await withBanner(bytes);
      expect([taken.ours.outcomes, taken.ours.output, taken.openssh]).toEqual([{ 'step@h1': 'ok' }, { step: 'said\n' }, 'said\n']);
      row(ground, `a banner of ${bytes / 1000} kB`, taken.ours, 'what it says is no output of the step');
    }
  });

  it('it runs a command of its own (ForceCommand), one that ends or one that waits', async () => {
    const ground = of();
    const ends = await withSshd(ground, ['ForceCommand echo only backups here'], () => run(ground, quick()));
    expect(ends.outcomes).toEqual({ 'step@h1': 'refused' });
    expect(ends.messages['step@h1']).toMatch(/only backups here.*ForceCommand/);
    row(ground, 'ForceCommand', ends, 'the forced command has run, nothing else');
    const waits = await withSshd(ground, ['ForceCommand cat >/dev/null'], () => run(ground, quick()));
    expect(waits.outcomes).toEqual({ 'step@h1': 'refused' });
    expect(waits.messages['step@h1']).toContain('ForceCommand');
    expect(waits.seconds).toBeLessThan(30);
    await expect.poll(() => left(ground), { timeout: 10_000 }).toBe('');
    row(ground, 'ForceCommand that does not end', waits, 'the forced command has ended with its connection');
  });

  it('its clock jumps while a step is counted', async () => {
    const ground = of();
    // What every program of the host reads as the time of day is shifted by what the file says now; the clock that counts since boot is not.
    await shell(
      ground,
      'echo +0 > /etc/shift; chmod 644 /etc/shift; find /usr/lib -name libfaketime.so.1 > /run/preload && cp /run/preload /etc/ld.so.preload',
    );
    const faking = 'SetEnv FAKETIME_TIMESTAMP_FILE=/etc/shift FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1';
    try {
      await withSshd(ground, [faking], async () => {
        for (const [jump, seconds] of [
          ['+3600', 3600],
          ['-3600', -3600],
        ] as const)
          for (const detach of ['false', 'true']) {
            const block = (text: string) => step('step', text, { targets: ['h1'], timeout: 5000, attributes: { detach } });
            const leap = () => shell(ground, `echo ${jump} > /etc/shift`);
            const whole = await run(
              ground,
              block('date +%s; while [ "$(cat /etc/shift)" = +0 ]; do sleep 0.1; done; date +%s; sleep 1; echo end'),
              leap,
            );
            const [before = NaN, after = NaN] = (whole.output['step'] ?? '').split('\n').map(Number);
            expect([jump, detach, whole.outcomes, whole.output['step']]).toEqual([
              jump,
              detach,
              { 'step@h1': 'ok' },
              expect.stringMatching(/end\n$/),
            ]);
            expect(Math.abs(after - before - seconds)).toBeLessThan(60);
            await shell(ground, 'echo +0 > /etc/shift');
            const late = await run(ground, block('sleep 601'), leap);
            expect([jump, detach, late.outcomes, late.messages]).toEqual([
              jump,
              detach,
              { 'step@h1': 'timed-out' },
              { 'step@h1': 'it was ended after 5 s' },
            ]);
            expect(late.seconds).toBeGreaterThan(4.9);
            expect(late.seconds).toBeLessThan(60);
            await shell(ground, 'echo +0 > /etc/shift');
            expect(await left(ground)).toBe('');
            if (detach === 'false')
              row(
                ground,
                `the host’s clock jumps an hour ${seconds > 0 ? 'ahead' : 'back'}`,
                late,
                'a step ends at its timeout, not sooner or later; so does a detached one',
              );
          }
      });
    } finally {
      await shell(ground, 'rm -f /etc/ld.so.preload /etc/shift /run/preload');
    }
  });

  it('it freezes in the middle of a login', async () => {
    const ground = of();
    // sshd asks this command for the keys that let in, and it takes its time.
    await shell(
      ground,
      'printf "#!/bin/sh\\n: > /run/asked\\nsleep 605\\n" > /usr/local/bin/keys; chmod 755 /usr/local/bin/keys; rm -f /run/asked',
    );
    await withSshd(
      ground,
      ['AuthorizedKeysCommand /usr/local/bin/keys', 'AuthorizedKeysCommandUser root', 'AuthorizedKeysFile none'],
      async () => {
        const running = run(ground, quick());
        await expect.poll(() => shell(ground, 'ls /run/asked 2>/dev/null'), { timeout: 15_000 }).toBe('/run/asked\n');
        await ground.fleet.fault('h1', 'freeze');
        const ran = await running;
        await ground.fleet.fault('h1', 'thaw');
        expect(ran.outcomes).toEqual({ 'step@h1': 'unreachable' });
        expect(ran.messages['step@h1']).toContain('did not answer within');
        row(ground, 'frozen in the handshake', ran, 'untouched');
      },
    );
    await shell(ground, 'kill $(ps -A -o pid=,args= | grep "sleep 605$" | grep -v grep | cut -c1-8); rm -f /usr/local/bin/keys /run/asked');
    await expect.poll(() => left(ground), { timeout: 10_000 }).toBe('');
  });
}
