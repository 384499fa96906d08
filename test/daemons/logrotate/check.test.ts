import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkWithLogrotate, messagesOf } from '../../../client/src/editor/language/logrotate-check.ts';
import { installedLogrotate } from './daemon.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-daemon-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o644 });
  return path;
};

describe('what logrotate says', () => {
  test('is taken with its line, without control characters, and without what it says of logs and of other files', () => {
    const output = [
      'reading config file /x',
      "error: /x:3 unknown option 'dailly' -- ignoring line",
      "error: /x:3 unknown option 'dailly' -- ignoring line",
      'error: /y:9 bad size',
      'warning: /x:4, something\u001b[31m',
      'error: found error in file x, skipping',
      'Handling 1 logs',
      'error: stat of /var/log/x failed',
    ].join('\n');
    expect(messagesOf(output, '/x')).toEqual([
      { line: 3, severity: 'error', text: "unknown option 'dailly' -- ignoring line" },
      { line: 4, severity: 'warning', text: 'something\ufffd[31m' },
      { line: undefined, severity: 'error', text: 'found error in file x, skipping' },
    ]);
  });

  test('is not there where it is not installed', async () => {
    expect(await checkWithLogrotate(write('x', ''), '/nowhere/logrotate')).toEqual({
      trouble: 'logrotate is not installed on this machine',
    });
  });

  test('is waited for only so long', async () => {
    const slow = write('slow', '#!/bin/sh\nexec sleep 60\n');
    chmodSync(slow, 0o755);
    expect(await checkWithLogrotate(write('x', ''), slow, 500)).toEqual({ trouble: 'logrotate did not end within 0.5 s' });
  });
});

const version = installedLogrotate();
if (version === undefined) {
  test('logrotate itself', () => {
    console.log('logrotate is not installed: it was not asked');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  test(`logrotate ${version} is asked, changes nothing and runs nothing`, async () => {
    const ran = join(folder, 'ran');
    const log = write('a.log', 'x\n'.repeat(100));
    const file = write(
      'conf',
      `${log} {\n    size 1\n    dailly\n    firstaction\n        touch ${ran}\n    endscript\n    postrotate\n        touch ${ran}\n    endscript\n}\n`,
    );
    const before = readdirSync(folder).sort();
    const outcome = await checkWithLogrotate(file);
    expect('messages' in outcome && outcome.messages.find(({ line }) => line === 3)?.text).toContain('dailly');
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(await checkWithLogrotate(write('good', '# nothing\n'))).toEqual({ messages: [] });
  });
}
