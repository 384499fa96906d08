import { expect, test } from 'vitest';
import { warnings } from './judge.ts';

const dropped = 'global(privdrop.user.name="syslog")\n';

test.each([
  ['imgssapi', '$ModLoad imgssapi\n$InputGSSServerRun 514\n', 3],
  ['imhttp, one of several', 'module(load="imhttp" ports="8080,[::1]:443s")\n', 2],
  ['imdtls', 'module(load="imdtls")\ninput(type="imdtls" port="514")\n', 3],
])('a port that is bound too late: %s', (_, text, line) => {
  expect(warnings(dropped + text)).toContain(`${line} privileged-port`);
  expect(warnings(`$PrivDropToUserID 101\n${text}`)).toContain(`${line} privileged-port`);
  expect(warnings(text).join()).not.toContain('privileged-port');
  expect(warnings(dropped.replace('syslog', 'root') + text).join()).not.toContain('privileged-port');
  expect(warnings(dropped + text.replace(/443|514/, '1514')).join()).not.toContain('privileged-port');
});

test('what is bound while rsyslogd is root, or is only a group less', () => {
  expect(warnings(`${dropped}module(load="imudp")\ninput(type="imudp" port="514")\n`)).toEqual([]);
  expect(warnings('global(privdrop.group.name="adm")\nmodule(load="imhttp" ports="80")\n').join()).not.toContain('privileged-port');
});
