import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostExpression, readOpsbookYaml } from '../../../server/src/core/index.ts';
import { hostNotes } from '../../../client/src/run/host-notes.ts';
import { loadConfiguration } from '../../../server/src/host/configuration.ts';
import { loadInventories } from '../../../server/src/host/load-inventories.ts';
import { nodeFiles } from '../../../server/src/host/node-files.ts';
import { scratchFolder } from '../run/scratch.ts';

const folder = scratchFolder();
let number = 0;
const place = (files: Readonly<Record<string, string>>): string => {
  const own = join(folder, String(++number));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), text);
  }
  return own;
};

interface Listed {
  readonly _meta: { readonly hostvars: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  readonly [group: string]: unknown;
}

/** What Ansible itself says of an inventory: hosts with what we read of them, groups with all their hosts. */
function ansible(path: string): { hosts: Record<string, unknown>; groups: Record<string, string[]> } {
  const listed = JSON.parse(
    execFileSync('ansible-inventory', ['-i', path, '--list'], {
      encoding: 'utf8',
      env: { ...process.env, ANSIBLE_LOCALHOST_WARNING: 'false' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as Listed;
  const { _meta, ...rest } = listed;
  const own = rest as Record<string, { readonly hosts?: string[]; readonly children?: string[] }>;
  const members = (name: string): string[] => [...(own[name]?.hosts ?? []), ...(own[name]?.children ?? []).flatMap(members)];
  const groups = Object.fromEntries(
    Object.keys(own)
      .map((name) => [name, [...new Set(members(name))].sort()])
      .filter(([, hosts]) => hosts?.length),
  );
  const hosts: Record<string, unknown> = {};
  for (const name of members('all')) {
    const vars = _meta.hostvars[name] ?? {};
    const first = (...keys: string[]): string | undefined => {
      const value = keys.map((key) => vars[key]).find((each) => each !== undefined);
      return value === undefined ? undefined : String(value as string);
    };
    const port = first('ansible_port', 'ansible_ssh_port');
    hosts[name] = {
      name,
      address: first('ansible_host', 'ansible_ssh_host'),
      port: port === undefined ? undefined : Number(port),
      user: first('ansible_user', 'ansible_ssh_user'),
      identityFile: first('ansible_ssh_private_key_file', 'ansible_private_key_file'),
    };
  }
  return { hosts, groups };
}

async function ours(
  own: string,
  name: string,
): Promise<{ hosts: Record<string, unknown>; groups: Record<string, string[]>; troubles: readonly string[] }> {
  const { loaded, troubles } = await loadInventories(nodeFiles, own, [name]);
  const [first] = loaded;
  return {
    hosts: Object.fromEntries(
      (first?.inventory.hosts ?? []).map(({ name: host, address, port, user, identityFile }) => [
        host,
        { name: host, address, port, user, identityFile },
      ]),
    ),
    groups: Object.fromEntries(
      [...(first?.inventory.groups ?? [])].map(([group, hosts]) => [group, [...hosts].sort()]).filter(([, hosts]) => hosts?.length),
    ),
    troubles,
  };
}

const ini = `# a comment
mail.example.com
; another
[web]
www[01:03].example.com  ansible_user=deploy   # all three
www5 ansible_host=10.0.0.5 ansible_port=2222
[db]
db-[a:c] ansible_ssh_user="the admin"
one:2022
[fe80::1]:22
step[1:9:3]
[prod:children]
web
db
[db:vars]
ansible_user = dba
ansible_port=5000
[all:vars]
ansible_user=everyone
ansible_ssh_private_key_file='~/.ssh/k#y'
[prod:vars]
ansible_user=producer
[deep:children]
prod
`;
const yaml = `all:
  vars: { ansible_user: everyone, ansible_port: 22 }
  hosts:
    mail.example.com:
    web[1:2]: &w { ansible_host: 10.0.0.1 }
  children:
    b: { hosts: { x1: { ansible_port: 2222 } }, vars: { ansible_user: b } }
    a:
      hosts: { x1: , x2: *w }
      vars: { ansible_user: a }
      children: { c: { hosts: { x3: }, vars: { ansible_host: 1.2.3.4 } } }
other:
  hosts: { y: {} }
`;

/** Whether Ansible is there to be asked; says so where it is not, and throws in CI. */
function hasAnsible(): boolean {
  const found = spawnSync('ansible-inventory', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!found && process.env['CI'] === 'true') throw new Error('ansible-inventory is missing (Debian: ansible-core)');
  if (!found) console.warn('not tested: ansible-inventory is missing (Debian: ansible-core)');
  return found;
}

describe('an Ansible inventory is read as Ansible reads it', () => {
  it.runIf(hasAnsible()).each<[string, string, Record<string, string>]>([
    ['ini', 'hosts', { hosts: ini }],
    [
      'ini with variables beside it',
      'inv/hosts.ini',
      {
        'inv/hosts.ini': ini,
        'inv/group_vars/web.yml': 'ansible_user: fromfile\nansible_port: 23\n',
        'inv/group_vars/all/one.yml': 'ansible_host: h\n',
        'inv/host_vars/www5.yaml': 'ansible_host: 10.9.9.9\n',
      },
    ],
    ['yaml', 'hosts.yml', { 'hosts.yml': yaml }],
    ['nothing', 'hosts', { hosts: '# nothing\n' }],
  ])('%s', async (_, name, files) => {
    const own = place(files);
    const { troubles, ...read } = await ours(own, name);
    expect(troubles).toEqual([]);
    expect(read).toEqual(ansible(join(own, name)));
  });

  it('a host’s own values are those that stand there: none of Ansible’s, no template, nothing of a vault', async () => {
    const own = place({
      'opsbook.yaml': 'inventories: [hosts.yml]\n',
      'hosts.yml':
        'web:\n  hosts:\n    w1:\n      ansible_port: 22\n      keep: 7\n      made: "{{ keep }}"\n      key: !vault |\n        $ANSIBLE_VAULT;1.1;AES256\n        6162\n',
    });
    const { inventory, troubles } = await loadConfiguration(nodeFiles, own, { sshConfig: undefined });
    expect(troubles).toEqual([]);
    expect(inventory.hosts.get('w1')?.variables).toEqual({ keep: '7' });
  });

  it('what cannot be read is told, and no name counts as unknown then', async () => {
    const own = place({
      'opsbook.yaml': 'inventories: [bad.ini, plugin.yml, gone, run.sh, template.ini, group_vars]\n',
      'bad.ini': '[web\nx[3:1]\n[a:b]\nnothing\n[w]\nh "x\nh2 y\n',
      'plugin.yml': 'plugin: amazon.aws.aws_ec2\n',
      'run.sh': '#!/bin/sh\necho {}\n',
      'template.ini': 'h3 ansible_host="{{ lookup(1) }}"\n',
      'group_vars/x.yml': '',
    });
    const { inventory, troubles } = await loadConfiguration(nodeFiles, own, { sshConfig: undefined });
    const messages = troubles.map(({ message }) => message).join('\n');
    for (const part of [
      'bad.ini`, line 1',
      'bad.ini`, line 2',
      'bad.ini`, line 3',
      'bad.ini`, line 6',
      'bad.ini`, line 7',
      'inventory plugin',
      '`gone`',
      'is a program',
      'is a folder',
    ])
      expect(messages).toContain(part);
    expect(inventory.complete).toBe(false);
    expect(inventory.unread?.join('\n')).toContain('`gone`');
    expect(inventory.hosts.get('h3')).toEqual({
      name: 'h3',
      notes: ['`ansible_host` is a template, which only Ansible can fill: it is left out'],
    });
  });

  it('what else says how a host is reached is told of that host, and hides no name', async () => {
    const own = place({
      'opsbook.yaml': 'inventories: [inv]\n',
      inv: '[web]\nw[1:2] ansible_ssh_common_args="-J lb"\nw3 ansible_connection=local\nw4 ansible_connection=ssh\n[web:vars]\nansible_become=yes\n',
    });
    const { inventory, troubles } = await loadConfiguration(nodeFiles, own, { sshConfig: undefined });
    expect([inventory.complete, inventory.unread, troubles]).toEqual([true, undefined, []]);
    expect(hostNotes(inventory.hosts)).toEqual([
      'w[1-2]: `ansible_ssh_common_args` of the inventory is not heeded: ssh_config says how a host is reached',
      'w3: `ansible_connection` of the inventory is not heeded: every host but `local` and `sandbox` is reached by ssh',
    ]);
  });

  it('a group that is below itself is told, as Ansible refuses it', async () => {
    const own = place({ 'opsbook.yaml': 'inventories: [inv]\n', inv: '[a]\nx\n[a:children]\nb\n[b:children]\na\n' });
    const { inventory } = await loadConfiguration(nodeFiles, own, { sshConfig: undefined });
    expect(inventory.unread?.join()).toContain('the inventory `inv`: the group `a` is a child of itself');
  });

  it('groups of opsbook.yaml may stand in any order; one that names itself, or nobody, is told where it is named', async () => {
    const own = place({
      'opsbook.yaml': 'hosts: [a, b]\ngroups: { all: "@late,b", late: "@last", last: a, x: "@y", y: "@x", none: "a,c[1-4]" }\n',
    });
    const { inventory } = await loadConfiguration(nodeFiles, own, { sshConfig: undefined });
    expect(hostExpression('@all', inventory)).toEqual({ names: ['a', 'b'], troubles: [] });
    const said = (text: string) => hostExpression(text, inventory).troubles.map(({ message }) => message);
    expect(said('@y')).toEqual(['The group `@y` of opsbook.yaml: it names itself by `@x`']);
    expect(said('@none')).toEqual([
      'The group `@none` of opsbook.yaml: No inventory and no ssh_config names the hosts `c1`, `c2`, `c3` and 1 more',
    ]);
  });

  it('opsbook.yaml’s own hosts come first, its groups may name those of inventories', async () => {
    const own = place({
      'opsbook.yaml': 'hosts: { a: 10.0.0.1 }\ngroups: { mine: "@web!c" }\ninventories: [./inv]\n',
      inv: '[web]\na ansible_host=10.9.9.9\nb\nc\n',
    });
    const { inventory } = await loadConfiguration(nodeFiles, own, { sshConfig: undefined });
    expect(inventory.complete).toBe(true);
    expect(inventory.hosts.get('a')?.address).toBe('10.0.0.1');
    expect(inventory.groups.get('mine')).toEqual(['a', 'b']);
    expect(readOpsbookYaml('inventories: x').inventories).toEqual(['x']);
  });
});
