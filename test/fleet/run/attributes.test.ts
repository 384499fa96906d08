import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftOf as draftOfLocal, file, step } from '../../host/run/draft.ts';
import { planAndRun as planAndRunLocal, type Ran } from '../../host/run/run-draft.ts';
import { debianPackage } from '../debian-package.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { fleetPool } from './fleet-pool.ts';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ hosts: 2, mode: 'ns', layers: [await debianPackage('ifupdown')] });
});
afterAll(() => fleet?.stop());

type Parts = Parameters<typeof draftOfLocal>[1];
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
