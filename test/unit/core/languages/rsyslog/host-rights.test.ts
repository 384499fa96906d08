import { describe, expect, test } from 'vitest';
import { rsyslog } from '../../../../../server/src/core/languages/rsyslog/index.ts';
import type { Place } from '../../../../../server/src/core/places.ts';
import { judge, type JudgeOptions } from './judge.ts';

const said = (rule: string, text: string, options: JudgeOptions = {}): readonly string[] =>
  judge(text, options)
    .filter((one) => one.rule === `rsyslog-${rule}`)
    .map(({ line, severity, message }) => `${line} ${severity} ${message}`);
const others = (text: string) => rsyslog.parse(text).facts.map((fact) => ({ fact, file: 'etc/rsyslog.conf', own: false }));
const folder = (owner: number, mode: number): Place => ({ kind: 'folder', rights: { owner, mode } });
const file = (owner: number, mode: number): Place => ({ kind: 'file', rights: { owner, mode } });
const dropped = '$PrivDropToUser syslog\n';

describe('a folder that is not there', () => {
  const host: Readonly<Record<string, Place>> = { '/var/log/app': { kind: 'missing' } };
  test.each([
    ['an action of the old kind', 'local0.* /var/log/app/x\n', '`root` with mode `0700`'],
    ['$DirOwner above it', '$DirOwner app\n$DirCreateMode 0755\nlocal0.* -/var/log/app/x\n', '`app` with mode `0755`'],
    ['$DirOwner set back', '$DirOwner app\n$ResetConfigVariables\nlocal0.* /var/log/app/x\n', '`root` with mode `0700`'],
    ['an object', 'action(type="omfile" file="/var/log/app/x" dirCreateMode="0750")\n', '`root` with mode `0750`'],
    ['an object does not heed $DirOwner', '$DirOwner app\naction(type="omfile" file="/var/log/app/x")\n', '`root` with mode `0700`'],
    [
      "the module's own",
      'module(load="builtin:omfile" dirOwner="app" dirCreateMode="0755")\naction(type="omfile" file="/var/log/app/x")\n',
      '`app` with mode `0755`',
    ],
    ['a user that it becomes', `${dropped}local0.* /var/log/app/x\n`, '`syslog` with mode `0700`'],
  ])('says who will own it: %s', (_, text, who) => {
    const [hint, ...more] = said('absent-folder', text, { host });
    expect(more).toEqual([]);
    expect(hint).toMatch(/^\d hint `\/var\/log\/app` is not there: rsyslogd.* makes it with the first message, for /);
    expect(hint).toContain(`for ${who}`);
  });

  test('with createDirs off nothing is written', () => {
    const nothing = /hint .*nothing is written to `\/var\/log\/app\/x` until somebody makes it/;
    expect(said('absent-folder', 'action(type="omfile" file="/var/log/app/x" createDirs="off")\n', { host })[0]).toMatch(nothing);
    expect(said('absent-folder', '$CreateDirs off\nlocal0.* /var/log/app/x\n', { host })[0]).toMatch(nothing);
  });

  test('says nothing where nobody looked, or where it is there', () => {
    expect(said('absent-folder', 'local0.* /var/log/app/x\n')).toEqual([]);
    expect(said('absent-folder', 'local0.* /var/log/app/x\n', { host: { '/var/log/app': { kind: 'folder' } } })).toEqual([]);
  });
});

describe('what only root may use', () => {
  const write = 'local0.* /var/log/x\n';
  test("a folder's rights tell it; without them the conventions of all systems, and /var/log is a hint", () => {
    const rights = (place: Place) => said('root-only', dropped + write, { host: { '/var/log': place } });
    expect(rights(folder(0, 0o755))).toEqual([expect.stringMatching(/^2 warning Only root may write to `\/var\/log`/)]);
    expect(rights(folder(0, 0o775))).toEqual([]);
    expect(rights(folder(104, 0o755))).toEqual([]);
    expect(said('root-only', `${dropped}${write}local1.* /var/log/y\n`)).toEqual([expect.stringMatching(/^2 hint /)]);
    expect(said('root-only', `${dropped}*.* /root/logs/x\n*.* /var/log/app/x\n`)).toEqual([expect.stringMatching(/^2 warning /)]);
  });

  test('a folder that would have to be made in one that is root’s', () => {
    const text = `${dropped}local0.* /var/log/app/x\n`;
    const host = (mode: number) => ({ '/var/log/app': { kind: 'missing' }, '/var/log': folder(0, mode) }) as const;
    expect(said('root-only', text, { host: host(0o755) })).toEqual([
      expect.stringMatching(/^2 warning Only root may write to `\/var\/log`.* cannot make `\/var\/log\/app` there/),
    ]);
    expect(said('absent-folder', text, { host: host(0o755) })).toEqual([]);
    expect(said('root-only', text, { host: host(0o775) })).toEqual([]);
    expect(said('absent-folder', text, { host: host(0o775) })).toHaveLength(1);
  });

  test('another file says as whom it runs; by number, or not at all', () => {
    const text = 'action(type="omfile" file="/opt/x")\n';
    expect(said('root-only', text)).toEqual([]);
    expect(said('root-only', text, { others: others('global(privdrop.user.name="syslog")\n') })).toHaveLength(1);
    expect(said('root-only', text, { others: others('$PrivDropToUserID 0\n') })).toEqual([]);
    expect(said('root-only', text, { others: others('$PrivDropToGroup adm\n') })).toEqual([]);
    const owner = '$FileOwner root\n';
    expect(said('dropped-privileges', owner, { others: others(dropped) })).toHaveLength(1);
    expect(said('dropped-privileges', owner.replace('root', 'syslog'), { others: others('$PrivDropToUserID 104\n') })).toEqual([]);
  });

  test('files that are followed, and keys of outputs', () => {
    const follow = 'module(load="imfile")\ninput(type="imfile" file="/var/log/audit/audit.log" tag="audit")\n';
    expect(said('root-only', dropped + follow)).toEqual([expect.stringMatching(/^3 warning Only root may read/)]);
    expect(said('root-only', dropped + follow, { host: { '/var/log/audit/audit.log': file(0, 0o644) } })).toEqual([]);
    expect(said('root-only', follow)).toEqual([]);
    const key = 'action(type="omfwd" target="logs" port="6514" protocol="tcp" streamDriver.keyFile="/etc/ssl/private/k.pem")\n';
    const at = (mode: number) => said('root-only', dropped + key, { host: { '/etc/ssl/private/k.pem': file(0, mode) } });
    expect(at(0o600)).toEqual([expect.stringMatching(/^2 warning /)]);
    expect(at(0o640)).toEqual([]);
    expect(said('root-only', dropped + key)).toEqual([expect.stringMatching(/^2 hint /)]);
  });
});
