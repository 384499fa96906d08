import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../run/scratch.ts';
import { type Called, opsbook } from './opsbook.ts';

const folder = scratchFolder();
let number = 0;

/** Calls opsbook in a folder of these files, with an ssh_config that names nobody. */
async function call(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<Called> {
  const own = join(folder, String(++number));
  mkdirSync(own);
  for (const [name, text] of Object.entries({ ssh_config: '', ...files })) writeFileSync(join(own, name), text);
  return opsbook([...args, '--ssh-config', 'ssh_config'], { cwd: own, env: { XDG_STATE_HOME: join(own, 'state') } });
}

const broken = { 'opsbook.yaml': 'inventories: [inv, gone]\n', inv: '[web]\nw1\n[half\n' };

it('hosts says what an expression stands for, and what of reaching them is not heeded', async () => {
  const found = await call({ 'opsbook.yaml': 'inventories: [inv]\n', inv: '[web]\nw[1:3] ansible_connection=local\n' }, ['hosts', '@web']);
  expect([found.status, found.stdout]).toEqual([0, 'w1\nw2\nw3\n']);
  expect(found.stderr).toMatch(/^opsbook: w\[1-3\]: `ansible_connection` of the inventory is not heeded: [^\n]+\n$/);
});

it('hosts prints a line of JSON for each host, or all as one expression', async () => {
  const files = { 'opsbook.yaml': 'hosts: { w1: { address: 10.0.0.1, port: 2222, user: deploy }, w2: }\n' };
  const json = await call(files, ['hosts', '--json', 'w*']);
  expect(
    json.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([{ name: 'w1', address: '10.0.0.1', port: 2222, user: 'deploy' }, { name: 'w2' }]);
  expect((await call(files, ['hosts', '--fold', 'w*'])).stdout).toBe('w[1-2]\n');
  expect(await call(files, ['hosts', '--fold', '--json', 'w*'])).toMatchObject({ status: 2, stdout: '' });
});

it('hosts stands for nobody where an inventory could not be read: each reason has a line', async () => {
  const { status, stdout, stderr } = await call(broken, ['hosts', '@web']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^opsbook: hosts may be missing: .*\/opsbook\.yaml: the inventory `inv`, line 3: /),
    expect.stringMatching(/^opsbook: hosts may be missing: .*\/opsbook\.yaml: the inventory `gone`: there is no such file$/),
  ]);
});

it('a run on hosts of an inventory that could not be read is refused; one that needs none goes on', async () => {
  const away = await call(broken, ['run', '-e', 'true', '--host', '@web', '--yes']);
  expect(away.status).toBe(2);
  expect(away.stdout).toMatch(/cannot run .* Hosts may be missing: .*`inv`, line 3/);
  const here = await call(broken, ['run', '-e', 'true', '--host', 'local', '--yes']);
  expect([here.status, here.stderr]).toEqual([0, '']);
  const half = await call({ 'opsbook.yaml': 'hosts:\n  w1: {\n' }, ['run', '-e', 'true', '--host', 'w1', '--yes']);
  expect([half.status, half.stdout]).toEqual([2, expect.stringContaining('it is no YAML')]);
});
