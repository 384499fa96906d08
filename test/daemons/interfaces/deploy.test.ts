import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deploy } from '../../../server/src/core/languages/interfaces/deploy.ts';
import { findIfupdown } from './daemon.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const candidate = join(folder, 'candidate');

/** Runs the check of a candidate for `target`: its status and what it says. */
function validate(text: string, target: string, sbin: string | undefined, shell = 'sh'): { status: number | null; said: string } {
  writeFileSync(candidate, text, { mode: 0o644 });
  const path = process.env['PATH'] ?? '';
  const { status, stderr } = spawnSync(shell, ['-s'], {
    input: deploy.validate,
    encoding: 'utf8',
    env: { PATH: sbin === undefined ? path : `${sbin}:${path}`, OPSBOOK_CANDIDATE: candidate, OPSBOOK_TARGET: target },
  });
  return { status, said: stderr };
}

const found = findIfupdown();
if ('why' in found) {
  test('ifupdown as judge', () => {
    console.log(`${found.why}: candidates were not judged by it`);
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const { sbin } = found;
  const target = '/etc/network/interfaces';
  const good = 'auto lo eth7\niface lo inet loopback\n\niface eth7 inet static\n    address 192.0.2.10/24\n';

  test('a good candidate', () => expect(validate(good, target, sbin)).toEqual({ status: 0, said: '' }));

  test('a method that does not exist is refused, and the line is known', () => {
    const { status, said } = validate(good.replace('inet static', 'inet statik'), target, sbin);
    expect(status).toBe(1);
    const message = said.split('\n')[0] ?? '';
    expect(message).toContain('unknown or no method');
    expect(deploy.messageLine(message, target)).toBe(4);
    expect(deploy.messageLine(message, '/etc/other')).toBeUndefined();
  });

  test('an option that is missing is refused', () => {
    const { status, said } = validate(good.replace('address', 'adress'), target, sbin);
    expect(status).toBe(1);
    expect(said).toContain('missing required variable: address');
  });

  test('an interface without a stanza is refused in the main file, not in a part', () => {
    const text = 'auto eth8\niface eth7 inet dhcp\n';
    expect(validate(text, target, sbin).status).toBe(1);
    expect(validate(text, '/etc/network/interfaces.d/eth8', sbin).status).toBe(0);
  });

  test('what is sourced relatively is looked for beside the target', () => {
    expect(validate(`source opsbook-nowhere/*\n${good}`, target, sbin)).toEqual({ status: 0, said: '' });
  });

  test('extra words are said and taken', () => {
    const { status, said } = validate(good.replace('loopback', 'loopback extra'), target, sbin);
    expect(status).toBe(0);
    expect(said).toContain('not understood and ignored');
  });

  test('dash and bash agree', () => {
    for (const shell of ['dash', 'bash']) expect(validate(good, target, sbin, shell).status).toBe(0);
  });
}

test('a host without any ifupdown cannot tell', () => {
  const tools = mkdtempSync(join(tmpdir(), 'opsbook-tools-'));
  try {
    for (const tool of ['mktemp', 'rm', 'sed', 'sort', 'grep', 'cp', 'head']) {
      const where = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
      spawnSync('ln', ['-s', where, join(tools, tool)]);
    }
    writeFileSync(candidate, 'auto lo\n');
    // The script looks into the sbin folders by itself, so they are taken out of its text.
    const script = deploy.validate.replace('PATH=$PATH:/usr/sbin:/sbin', '');
    const { status, stderr } = spawnSync('/bin/sh', ['-s'], {
      input: script,
      encoding: 'utf8',
      env: { PATH: tools, OPSBOOK_CANDIDATE: candidate, OPSBOOK_TARGET: '/etc/network/interfaces' },
    });
    expect(stderr).toContain('no ifupdown on this host');
    expect(status).toBe(2);
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
});
