import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LintRecord } from '../../../client/src/cli/lint/record.ts';
import { opsbook } from './opsbook.ts';

let root: string;
const write = (path: string, text: string): void => {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
};
/** `file rule` of all problems that are no hints. */
const lintTree = async (path: string): Promise<readonly string[]> => {
  const { stdout } = await opsbook(['lint', '--format', 'json', path], { cwd: root });
  return (JSON.parse(stdout) as LintRecord[]).filter(({ severity }) => severity !== 'hint').map(({ file, rule }) => `${file} ${rule}`);
};
const log = (name: string, more = ''): string => `/var/log/${name} {\n    rotate 2\n    daily\n    missingok\n    notifempty\n${more}}\n`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-tree-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a folder that mirrors /etc', () => {
  it('is judged together: duplicate logs across files, and settings that a drop-in inherits', async () => {
    write('m/etc/logrotate.conf', 'weekly\nrotate 4\ncompress\ninclude /etc/logrotate.d\n');
    write('m/etc/logrotate.d/a', log('a'));
    write('m/etc/logrotate.d/b', log('a'));
    write('m/etc/logrotate.d/c', log('c', '    delaycompress\n'));
    write('m/etc/logrotate.d/d.dpkg-old', log('a'));
    expect(await lintTree('m')).toEqual([
      'm/etc/logrotate.d/a logrotate-duplicate-log',
      'm/etc/logrotate.d/b logrotate-duplicate-log',
      'm/etc/logrotate.d/d.dpkg-old logrotate-unread-file',
    ]);
  });

  it('has its includes followed whatever their names, but none outside of it', async () => {
    write('m/etc/logrotate.conf', 'weekly\nrotate 4\ninclude /etc/other/x\ninclude ../../outside\ninclude /outside\n');
    write('m/etc/other/x', 'dailly\ninclude /etc/deep/er\n');
    write('m/etc/deep/er/y', log('y').replace('daily', 'dayly'));
    write('outside', 'dailly\n');
    expect(await lintTree('m')).toEqual(['m/etc/deep/er/y logrotate-unknown-directive', 'm/etc/other/x logrotate-unknown-directive']);
  });

  it('is told of a circle of includes, in each file of it', async () => {
    write('m/etc/logrotate.conf', 'weekly\nrotate 4\ninclude /etc/logrotate.d\n');
    write('m/etc/logrotate.d/a', `${log('a')}include /etc/more\n`);
    write('m/etc/more/b', `${log('b')}include /etc/logrotate.d/a\n`);
    expect(await lintTree('m')).toEqual(['m/etc/logrotate.d/a logrotate-include-cycle', 'm/etc/more/b logrotate-include-cycle']);
  });
});

describe('a folder of drop-ins', () => {
  it('is judged together without a main file', async () => {
    write('logrotate.d/a', log('a'));
    write('logrotate.d/b', log('a'));
    expect(await lintTree('logrotate.d')).toEqual(['logrotate.d/a logrotate-duplicate-log', 'logrotate.d/b logrotate-duplicate-log']);
  });
});

describe('what stands on the host', () => {
  const absent = async (path: string): Promise<readonly string[]> => {
    const { stdout } = await opsbook(['lint', '--hints', '--rule', 'rsyslog-absent-folder', '--format', 'json', path], { cwd: root });
    return (JSON.parse(stdout) as LintRecord[]).map(({ message }) => message.slice(0, message.indexOf(' is not there')));
  };

  it('is known of a tree that has the folders around, and of nothing beyond it', async () => {
    write('m/etc/rsyslog.conf', '*.* /var/log/app/x\n*.* /var/log/there/x\n*.* /srv/logs/x\n*.* /var/log/x\n');
    write('m/var/log/there/old', '');
    write('m/srv/readme', '');
    expect(await absent('m')).toEqual(['`/var/log/app`']);
    rmSync(join(root, 'm/var'), { recursive: true });
    expect(await absent('m')).toEqual([]);
  });
});
