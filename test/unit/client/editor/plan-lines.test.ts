import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import { leftOut } from '../../../../client/src/editor/plan/left-out.ts';
import { canRun, planFileLines, planLines } from '../../../../client/src/editor/plan/plan-lines.ts';
import type { Plan } from '../../../../client/src/run/plan.ts';
import { draft, emptyProject, openDocument, withDocument } from '../../../../server/src/core/index.ts';

const book = `---
title: "Logs \u202e of \u001b[31mall"
runbook:
  hosts: local
  inputs:
    token: { secret: true }
---

\`\`\`sh {name=look check=true}
true
\`\`\`

\`\`\`text {name=put file=/etc/x fixes=look reload=again}
x
\`\`\`

\`\`\`sh {name=again}
true
\`\`\`
`;

function planOf(more: Partial<Plan> = {}): Plan {
  const project = withDocument(emptyProject, openDocument('/w/a.md', book));
  return {
    format: 1,
    draft: draft(project, '/w/a.md', { inputs: { token: 'hunter2hunter2' } }),
    hosts: [{ name: 'local' }, { name: 'lb1', address: '10.0.0.1', port: 2222, user: 'root', hostKey: 'SHA256:abc' }],
    files: [
      {
        block: 'put',
        host: 'local',
        path: '/etc/x',
        state: 'new',
        diff: '--- /dev/null\n+++ /etc/x\n@@ -0,0 +1,1 @@\n+x\u001b]0;y\u0007\n',
      },
      { block: 'put', host: 'lb1', path: '/etc/x', state: 'unchanged', diff: '' },
    ],
    notes: ['the sandbox is isolated'],
    hash: 'abcdef0123456789',
    ...more,
  };
}

describe('planLines', () => {
  it('shows where, what runs in which order, and what changes', () => {
    const text = planLines(planOf());
    expect(text).toContain('  host   lb1  root@10.0.0.1:2222  SHA256:abc\n');
    expect(text).toContain('  host   local  this machine, without ssh\n');
    expect(text).toMatch(/ 1\. look {2}only looks · on local\n {5}│ true\n/);
    expect(text).toMatch(
      / 2\. put {2}installs \/etc\/x · on local · if look is not well · then again\n {5}local: new file\n {6}--- \/dev\/null\n/,
    );
    expect(text).toContain('     lb1: unchanged\n');
    expect(text).toMatch(/only when called\n\n {2}· again/);
    expect(text.endsWith('plan abcdef012345\n')).toBe(true);
  });

  it('is harmless to show, and shows no secret', () => {
    const text = planLines(planOf());
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).not.toContain('hunter2');
    expect(text).toContain('token = (secret)');
  });

  it('says first what keeps it from running', () => {
    const { draft: read } = planOf();
    const text = planLines(planOf({ draft: { ...read, refusals: [{ line: 3, message: 'no host' }] }, hosts: [] }));
    expect(text).toMatch(/^Plan of .*\nnothing has run, and this cannot\n\ncannot run {2}line 3: no host\n\n {2}\S/);
    const bare = planLines(planOf({ draft: { ...read, inputs: [], refusals: [{ line: 3, message: 'no host' }] }, hosts: [], notes: [] }));
    expect(bare).toMatch(/no host\n\n 1\. look/);
    expect(text.indexOf('cannot run  line 3: no host')).toBeLessThan(text.indexOf(' 1. look'));
    const hash = { draft: { ...read, refusals: [{ line: 3, message: 'no host' }] }, hosts: [], hash: '' };
    expect(planLines(planOf(hash))).not.toMatch(/^plan/m);
  });

  it('cannot run where no host can be worked on, and does not take such a host for this machine', () => {
    const away = { name: 'lb1', trouble: { outcome: 'unreachable', message: 'no route' } } as const;
    const nobody = planLines(planOf({ hosts: [away] }));
    expect(nobody).toContain('\nnothing has run, and this cannot\n');
    expect(nobody).toMatch(/^ {2}host {3}lb1\n ! lb1 is unreachable: no route\n/m);
    expect(planLines(planOf({ hosts: [away, { name: 'local' }] }))).toContain('\nnothing has run yet; what is confirmed is exactly this\n');
    expect([canRun(planOf({ hosts: [away] })), canRun(planOf({ hosts: [away, { name: 'local' }] }))]).toEqual([false, true]);
  });

  it('names no hosts where a block has none', () => {
    const { draft: read } = planOf();
    const blocks = read.blocks.map((block) => ({ ...block, targets: [] }));
    expect(planLines(planOf({ draft: { ...read, blocks, refusals: [{ line: 3, message: 'no host' }] }, hosts: [] }))).not.toMatch(/· on/);
  });

  it('folds refusals of the same kind, and hosts that cannot be reached for the same reason', () => {
    const { draft: read } = planOf();
    const names = Array.from({ length: 200 }, (_, n) => `web${n + 1}`);
    const unknown = names.map((name) => ({ line: 4, message: `\`${name}\` is in no inventory: $& was expected` }));
    const text = planLines(planOf({ draft: { ...read, refusals: [...unknown, { line: 9, message: 'another' }] }, hosts: [] }));
    expect(text.match(/cannot run .*/g)).toEqual([
      'cannot run  line 4: `web[1-200]` is in no inventory: $& was expected',
      'cannot run  line 9: another',
    ]);
    const away = names.map((name, n) => ({
      name,
      address: `10.0.0.${n}`,
      trouble: { outcome: 'unreachable' as const, message: `${name} (10.0.0.${n}) does not answer` },
    }));
    const shown = planLines(planOf({ hosts: away }));
    expect(shown).toContain('  host   web[1-200]  200 hosts\n ! web[1-200] is unreachable: web[1-200] (10.0.0.[0-199]) does not answer\n');
    expect(shown.match(/does not answer/g)).toHaveLength(1);
  });

  it('counts the hosts that nothing can run on for the question behind them', () => {
    const trouble = { outcome: 'refused' as const, message: 'another key' };
    const [well, dead] = [{ name: 'web1' }, { name: 'web2', trouble }];
    expect(leftOut({ hosts: [well] })).toBeUndefined();
    // One host may be there with two accounts.
    expect(leftOut({ hosts: [well, dead, { ...dead, user: 'ops' }, { name: 'web3', trouble }] })).toBe(
      '! nothing can run on 2 of 3 hosts: web[2-3]',
    );
  });

  it('names many hosts as one at the top, and each with its address and its key at the end', () => {
    const hosts = Array.from({ length: 30 }, (_, n) => ({
      name: `web${n + 1}`,
      address: `10.0.0.${n}`,
      user: 'ops',
      hostKey: `SHA256:${n}`,
    }));
    const text = planLines(planOf({ hosts }));
    expect(text).toContain('  host   web[1-30]  30 hosts\n');
    expect(text).toMatch(/\nwhere the hosts are\n\n {2}web1 {2}ops@10\.0\.0\.0 {2}SHA256:0\n {2}web2 /);
    expect(text).toMatch(/\n {2}web30 {2}ops@10\.0\.0\.29 {2}SHA256:29\n\nplan abcdef012345\n$/);
  });

  it('names risks, and where files change', () => {
    const plan = planOf();
    expect(planLines(plan, ['lb1', 'other'])).toContain('  risk   production: lb1\n');
    expect(planLines(plan)).not.toContain('production');
    const lines = planLines(plan, ['lb1']).split('\n');
    expect(planFileLines(plan, ['lb1']).map(({ line, file }) => [lines[line], file.host])).toEqual([
      ['     local: new file', 'local'],
      ['     lb1: unchanged', 'lb1'],
    ]);
  });

  it('names what cannot be taken back, above all and at its step', () => {
    const risky = `---
runbook:
  hosts: local
---

\`\`\`sh {name=disk sudo=true}
mkfs.ext4 /dev/vdb
rm -rf /var/lib
\`\`\`

\`\`\`sh {name=again reboot=1}
true
\`\`\`

\`\`\`interfaces {name=net file=/etc/network/interfaces}
auto lo
iface lo inet loopback
\`\`\`
`;
    const project = withDocument(emptyProject, openDocument('/w/r.md', risky));
    const text = planLines(planOf({ draft: draft(project, '/w/r.md') }));
    for (const risk of [
      'writes over a disk: disk',
      'deletes what cannot be brought back: disk',
      'reboots the host: again',
      'may cut the network or the login: net',
      'changes as root: disk',
      'logs in as root: lb1',
    ])
      expect(text).toContain(`  risk   ${risk}\n`);
    expect(text).toMatch(
      / 1\. disk {2}.*\n {3}! line 7: `mkfs.ext4` makes an empty file system\n {3}! line 8: `rm` deletes a whole folder of the system\n {5}│ mkfs/,
    );
    expect(text).toMatch(/ 2\. again {2}.*\n {3}! reboots the host and waits until it is up again\n/);
    expect(text).toMatch(
      / 3\. net {2}.* · goes back by itself if we are locked out\n {3}! \/etc\/network\/interfaces decides whether the host can be reached\n/,
    );
  });

  describe('in German', () => {
    afterEach(() => l10n.config({ contents: {} }));

    it('says the same, its words in one column', () => {
      l10n.config({ contents: readFileSync(new URL('../../../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8') });
      const text = planLines(planOf(), ['lb1']);
      expect(text).toMatch(/^Plan von /);
      expect(text).toContain('  Host     lb1  root@10.0.0.1:2222  SHA256:abc\n');
      expect(text).toContain('  Risiko   Produktion: lb1\n');
      expect(text).toContain('  Eingabe  token = (geheim)\n');
      expect(text).toMatch(/ 2\. put {2}installiert \/etc\/x · auf local · wenn look etwas findet · dann again\n/);
      expect(text).toMatch(/Plan abcdef012345\n$/);
    });

    it('says what the runner notes of hosts and files', () => {
      l10n.config({ contents: readFileSync(new URL('../../../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8') });
      const trouble = { outcome: 'unreachable', message: '`db1` (192.0.2.1:22) cannot be reached: the name has no address' } as const;
      const file = { block: 'put', host: 'local', path: '/etc/x', state: 'changed', diff: '', message: 'mode 0600 becomes 0644' } as const;
      const notes = ['lb1: it is reached by the command `nc -X connect`'];
      const text = planLines(planOf({ hosts: [{ name: 'local' }, { name: 'db1', trouble }], files: [file], notes }));
      expect(text).toContain('db1 ist nicht erreichbar: `db1` (192.0.2.1:22) ist nicht zu erreichen: der Name hat keine Adresse\n');
      expect(text).toContain('lb1: erreicht wird er durch den Befehl `nc -X connect`\n');
      expect(text).toContain('     local: geändert, Rechte 0600 werden 0644\n');
    });
  });
});
