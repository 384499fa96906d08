import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftOf as draftOfLocal, file, step } from '../../host/run/draft.ts';
import { planAndRun as planAndRunLocal, type Ran } from '../../host/run/run-draft.ts';
import { debianPackage } from '../debian-package.ts';
import { fleetPassword } from '../fleet-password.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { changeHostKey, restartSshd } from '../host-sshd.ts';
import { type Reboot, reboot } from '../reboot.ts';
import { fleetPool } from './fleet-pool.ts';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ hosts: 2, mode: 'ns', layers: [await debianPackage('ifupdown')] });
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

describe('part', () => {
  const interfaces = (text: string, parts: object = {}) =>
    file('bridge', '/etc/network/interfaces', text, {
      ...root('h1'),
      attributes: { guard: 'false' },
      install: { language: 'interfaces', part: true },
      ...parts,
    });

  it('is put into what is there; the plan shows it, the real ifup judges the whole, and again it is unchanged', async () => {
    await shell(
      'h1',
      "mkdir -p /etc/network; printf '# ours\\nauto lo\\niface lo inet loopback\\n\\nauto eth0\\niface eth0 inet dhcp\\n    mtu 1400\\n' > /etc/network/interfaces",
    );
    const text = 'auto br0\niface br0 inet static\n    address 10.1.1.1/24\n    bridge_ports none\n\niface eth0 inet manual\n';
    const { outcomes, plan } = await planAndRun(draftOf([interfaces(text)]));
    expect(outcomes).toEqual({ 'bridge@h1': 'ok' });
    expect(plan.files[0]?.diff).toContain('-iface eth0 inet dhcp\n-    mtu 1400\n+iface eth0 inet manual\n');
    expect(await shell('h1', 'cat /etc/network/interfaces')).toBe(
      '# ours\nauto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet manual\nauto br0\niface br0 inet static\n    address 10.1.1.1/24\n    bridge_ports none\n',
    );
    expect((await planAndRun(draftOf([interfaces(text)]))).outcomes).toEqual({ 'bridge@h1': 'unchanged' });
  });

  it('what the daemon says of the part is told at the document’s lines', async () => {
    const before = await shell('h1', 'cat /etc/network/interfaces');
    const { outcomes, events } = await planAndRun(draftOf([interfaces('iface eth0 inet nonsense\n')]));
    expect(outcomes).toEqual({ 'bridge@h1': 'failed' });
    expect(events).toContainEqual(expect.objectContaining({ type: 'note', level: 'error', line: 100 }));
    expect(await shell('h1', 'cat /etc/network/interfaces')).toBe(before);
  });

  it('is refused where somebody changed the file since the plan, and where its lines cannot be told', async () => {
    const marked = file('lines', '/etc/parted.conf', 'b\n', { ...root('h1'), install: { part: true } });
    await shell('h1', "printf 'a\\n' > /etc/parted.conf");
    const first = await planAndRun(draftOf([marked]), {}, () => void 0);
    expect(first.outcomes).toEqual({ 'lines@h1': 'ok' });
    expect(await shell('h1', 'cat /etc/parted.conf')).toBe('a\n# opsbook lines begin\nb\n# opsbook lines end\n');
    const twice = await planAndRun(draftOf([file('other', '/etc/parted.conf', 'c\n', { ...root('h1'), install: { part: true } }), marked]));
    expect(twice.outcomes).toEqual({ 'other@h1': 'ok', 'lines@h1': 'unchanged' });
    await shell('h1', "printf '# opsbook lines end\\n' >> /etc/parted.conf");
    const unclear = await planAndRun(draftOf([marked]));
    expect([unclear.outcomes, unclear.messages['lines@h1']]).toEqual([{ 'lines@h1': 'refused' }, expect.stringContaining('once each')]);
    await shell('h1', "printf 'a\\377\\n' > /etc/parted.conf");
    expect((await planAndRun(draftOf([marked]))).messages['lines@h1']).toContain('no UTF-8');
  });

  it('of a changed file is refused, whoever changed it', async () => {
    await shell('h2', "printf 'a\\n' > /etc/parted.conf");
    const connections = fleetPool(fleet);
    try {
      const marked = file('lines', '/etc/parted.conf', 'b\n', { ...root('h2'), install: { part: true } });
      const change = step('change', 'echo x >> /etc/parted.conf', root('h2'));
      const { outcomes, messages } = await planAndRunLocal(draftOf([change, marked]), { connections });
      expect(outcomes).toEqual({ 'change@h2': 'ok', 'lines@h2': 'refused' });
      expect(messages['lines@h2']).toContain('changed since the plan');
    } finally {
      await connections.close();
    }
  });
});

describe('background', () => {
  it('goes on while later steps run, and ends with its host’s part, with all that it started', async () => {
    const { outcomes, messages, output } = await planAndRun(
      draftOf([
        step('watch', 'echo begun > /tmp/watched; (sleep 300 & exec sleep 301) & while :; do sleep 0.1; done', {
          ...on('h1'),
          script: { background: true },
        }),
        step('look', 'sleep 0.7; cat /tmp/watched; ps -A -o args= | grep -c "^sleep 30[01]"', on('h1')),
      ]),
    );
    expect(outcomes).toEqual({ 'look@h1': 'ok', 'watch@h1': 'ok' });
    expect(output['look']).toBe('begun\n2\n');
    expect(messages['watch@h1']).toContain('until the end of its host');
    expect(await shell('h1', 'ps -A -o args= | grep "^sleep 30[01]"')).toBe('');
  });

  it('is asked after like any other where its connection goes, though its host’s part is over', async () => {
    const cut = 'for f in /proc/[0-9]*/comm; do p=${f%/comm}; ! grep -q "sshd: ops" $p/cmdline 2>/dev/null || kill -KILL ${p#/proc/}; done';
    const { outcomes, messages } = await planAndRun(
      draftOf([
        // It takes its grace, so that the other is known to be lost long before.
        step('watch', 'trap "" TERM INT HUP; sleep 302 & while :; do sleep 0.1; done', {
          ...on('h1'),
          grace: 1500,
          script: { background: true },
        }),
        step('cut', `until pgrep -f '^sleep 302'; do sleep 0.1; done; ${cut}; sleep 303`, root('h1')),
      ]),
    );
    expect(outcomes).toEqual({ 'cut@h1': 'lost', 'watch@h1': 'lost' });
    expect(messages['watch@h1']).toMatch(/asked again, (?:the host has nothing left of it|it still ran there, and was ended)/);
    await expect.poll(() => shell('h1', 'ps -A -o args= | grep "^sleep 30[23]"')).toBe('');
  });

  it('that fails ends its host’s part; the others go on', async () => {
    const { outcomes } = await planAndRun(
      draftOf([
        step('watch', 'sleep 0.3; exit "$(test "$OPSBOOK_HOST" = h1 && echo 3 || echo 0)"', {
          ...on('h1', 'h2'),
          script: { background: true },
        }),
        step('first', 'sleep 1', on('h1', 'h2')),
        step('second', 'true', on('h1', 'h2')),
      ]),
    );
    expect(outcomes).toEqual({
      'first@h1': 'ok',
      'first@h2': 'ok',
      'watch@h1': 'failed',
      'watch@h2': 'ok',
      'second@h1': 'skipped',
      'second@h2': 'ok',
    });
  });
});

describe('sudo that asks', () => {
  it('is answered once for all hosts that accept it, and again for one that does not', async () => {
    await fleet.exec('h1', 'true');
    const asking = await startFleet({ hosts: 4, mode: 'ns', sudo: 'password' });
    try {
      await asking.exec('h3', `echo 'ops:another word' | chpasswd`);
      const asked: string[] = [];
      const connections = fleetPool(asking, async (question) => {
        asked.push(question.message);
        return question.message.includes('h3') ? 'another word' : fleetPassword;
      });
      try {
        const { outcomes, events } = await planAndRunLocal(
          draftOf([step('one', 'id -un', root('h1', 'h2', 'h3', 'h4')), step('two', 'id -un', root('h1', 'h2', 'h3', 'h4'))]),
          { connections },
        );
        expect(Object.values(outcomes)).toEqual(Array.from({ length: 8 }, () => 'ok'));
        expect(asked).toEqual(['[sudo] password for ops', expect.stringContaining('`h3` did not accept that password')]);
        expect(JSON.stringify(events)).not.toContain(fleetPassword);
      } finally {
        await connections.close();
      }
      const wrong = fleetPool(asking, async () => 'not it');
      try {
        const { outcomes, messages } = await planAndRunLocal(draftOf([step('one', 'id -un', root('h1'))]), { connections: wrong });
        expect([outcomes, messages['one@h1']]).toEqual([{ 'one@h1': 'refused' }, expect.stringContaining('did not accept the password')]);
      } finally {
        await wrong.close();
      }
    } finally {
      await asking.stop();
    }
  });
});

describe('detach', () => {
  const detached = (script: string, parts: object = {}) => step('long', script, { ...on('h1'), attributes: { detach: 'true' }, ...parts });
  /** All sshd of the host are killed, and another one is started. */
  const cut = (host: string): Promise<unknown> => fleet.exec(host, restartSshd);
  const leftOf = (host: string): Promise<string> =>
    shell(
      host,
      'find /home/ops/.local/state/opsbook/detached /var/lib/opsbook/detached -mindepth 1 2>/dev/null; ps -A -o args= | grep "^sleep 4[0-9][0-9]"',
    );

  it('runs like any other: both streams, exit status, what it gives, a captured value, a large output', async () => {
    const { outcomes, output, messages, events } = await planAndRun(
      draftOf([
        detached('echo "got=it" >> "$OPSBOOK_OUTPUT"; echo "$OPSBOOK_HOST"; echo err >&2; id -un', {
          sudo: true,
          script: { capture: 'who' },
        }),
        step('after', 'echo "$got $who"', on('h1')),
        step('large', 'head -c 1000000 /dev/zero | tr "\\0" x', { ...on('h1'), attributes: { detach: 'true' } }),
        step('fails', 'exit 7', { ...on('h1'), attributes: { detach: 'true' } }),
      ]),
    );
    expect(outcomes).toEqual({ 'long@h1': 'ok', 'after@h1': 'ok', 'large@h1': 'ok', 'fails@h1': 'failed' });
    expect([output['long'], output['after'], output['large']?.length, messages['fails@h1']]).toEqual([
      'h1\nroot\n',
      'it h1\nroot\n',
      1_000_000,
      'exit status 7',
    ]);
    expect(events).toContainEqual(expect.objectContaining({ type: 'output', stream: 'stderr', text: 'err\n' }));
    expect(await leftOf('h1')).toBe('');
  });

  it('runs on when the connection goes, and its output is fetched over the next', async () => {
    const run = planAndRun(draftOf([detached('for i in 1 2 3 4 5 6; do echo $i; sleep 0.5; done')]));
    await expect
      // Cut before it has begun it would be lost, and rightly so.
      .poll(
        () => shell('h1', 'cd /home/ops/.local/state/opsbook/detached/* 2>/dev/null && stat -c "%a %U" . && test -s pid && echo begun'),
        {
          timeout: 10_000,
          interval: 20,
        },
      )
      .toBe('700 ops\nbegun\n');
    await cut('h1');
    const { outcomes, output, events } = await run;
    expect([outcomes, output]).toEqual([{ 'long@h1': 'ok' }, { long: '1\n2\n3\n4\n5\n6\n' }]);
    // Where a client dies its record tells where the rest lies.
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'note',
        message: expect.stringMatching(/^detached: .* lie in `\/home\/ops\/\.local\/state\/opsbook\/detached\/[0-9a-f]{24}`/),
      }),
    );
    expect(await leftOf('h1')).toBe('');
  });

  it('without it a step ends with its connection, on the host too', async () => {
    const run = planAndRun(draftOf([step('long', 'sleep 401; echo never', on('h1'))]));
    await delay(1000);
    await cut('h1');
    expect((await run).outcomes).toEqual({ 'long@h1': 'lost' });
    await expect.poll(() => leftOf('h1'), { timeout: 4000 }).toBe('');
  });

  it('is ended by its timeout and by a cancel, with all that it started', async () => {
    const late = await planAndRun(draftOf([detached('trap "" TERM INT; sleep 402 & sleep 403', { timeout: 1000, grace: 300 })]));
    expect(late.outcomes).toEqual({ 'long@h1': 'timed-out' });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1500);
    const { outcomes } = await planAndRun(draftOf([detached('sleep 404 & sleep 405', { timeout: 0 })]), { signal: abort.signal });
    expect(outcomes).toEqual({ 'long@h1': 'cancelled' });
    expect(await leftOf('h1')).toBe('');
  });

  it('that was killed on the host has no status, and says so', async () => {
    const run = planAndRun(draftOf([detached('sleep 406', { timeout: 0 })]));
    setTimeout(
      () =>
        void fleet.exec(
          'h1',
          'kill -KILL $(ps -A -o pid=,sess= | awk -v s="$(cat /home/ops/.local/state/opsbook/detached/*/pid)" \'$2 == s { print $1 }\')',
        ),
      1500,
    );
    const { outcomes, messages } = await run;
    expect([outcomes, messages['long@h1']]).toEqual([{ 'long@h1': 'lost' }, expect.stringContaining('without a status')]);
  });
});

describe('reboot', () => {
  /** A step that is still there when its host goes down. */
  const goesDown = (how: Reboot): string => `${reboot(how)}; sleep 20`;
  const booting = (script: string, parts: object = {}) =>
    step('reboot', script, { ...root('h2'), attributes: { reboot: 'true' }, timeout: 30_000, ...parts });

  it('is over when a new connection shows another boot id; what shells left is gone', async () => {
    const { outcomes, output } = await planAndRun(
      draftOf([
        step('leave', 'export LEFT=here', root('h2')),
        booting(goesDown({ seconds: 1 })),
        step('after', 'echo "up ${LEFT-gone}"', root('h2')),
      ]),
    );
    expect(outcomes).toEqual({ 'leave@h2': 'ok', 'reboot@h2': 'ok', 'after@h2': 'ok' });
    expect(output['after']).toBe('up gone\n');
  });

  it('is no reboot where the same system answers again, and says so', async () => {
    const { outcomes, messages } = await planAndRun(draftOf([booting(goesDown({ seconds: 0.5, same: true }), { timeout: 5000 })]));
    expect(outcomes).toEqual({ 'reboot@h2': 'timed-out' });
    expect(messages['reboot@h2']).toMatch(/it answers, and still shows the same boot id: it was not rebooted$/);
  });

  it('ends with the step where that fails before the host goes down', async () => {
    const { outcomes, messages } = await planAndRun(draftOf([booting('exit 4')]));
    expect([outcomes, messages['reboot@h2']]).toEqual([{ 'reboot@h2': 'failed' }, 'exit status 4']);
  });

  it('waits for a host that stays away until its timeout, and refuses one that comes back with another key', async () => {
    const away = await planAndRun(draftOf([booting(goesDown({ seconds: 8 }), { timeout: 4000 })]));
    expect(away.outcomes).toEqual({ 'reboot@h2': 'timed-out' });
    await expect
      .poll(async () => (await planAndRun(draftOf([step('in', 'true', { targets: ['h2'] })]))).outcomes['in@h2'], {
        timeout: 20_000,
        interval: 500,
      })
      .toBe('ok');
    const { outcomes, messages } = await planAndRun(draftOf([booting(goesDown({ seconds: 1, up: changeHostKey() }))]));
    expect([outcomes, messages['reboot@h2']]).toEqual([{ 'reboot@h2': 'refused' }, expect.stringContaining('host key')]);
  });
});
