import { expect, test } from 'vitest';
import { rsyslog } from '../../../../../server/src/core/languages/rsyslog/index.ts';
import { errors, warnings } from './judge.ts';

const others = (text: string) => rsyslog.parse(text).facts.map((fact) => ({ fact, file: 'etc/rsyslog.conf', own: false }));

test('a name that another file defines is known; one that nothing defines is a warning alone and an error in a whole tree', () => {
  const text = 'mail.* /var/log/mail;brief\n';
  expect(warnings(text)).toEqual(['1 unknown-name']);
  expect(errors(text, { closed: true })).toEqual(['1 unknown-name']);
  expect(warnings(text, { others: others('template(name="brief" type="string" string="x")\n') })).toEqual([]);
});

test('a module that another file loads', () => {
  const text = 'input(type="imudp" port="514")\n';
  expect(warnings(text)).toEqual(['1 module-not-loaded']);
  expect(errors(text, { closed: true })).toEqual(['1 module-not-loaded']);
  expect(warnings(text, { others: others('module(load="imudp")\n') })).toEqual([]);
  expect(warnings('module(load="imudp")\n', { others: others('$ModLoad imudp\n') })).toEqual(['1 module-twice']);
});

test('order within one file: a template must stand first, a ruleset may follow', () => {
  expect(errors('*.* /f;late\ntemplate(name="late" type="string" string="x")\n')).toEqual(['1 unknown-name']);
  expect(errors('module(load="imudp")\ninput(type="imudp" port="514" ruleset="late")\nruleset(name="late") { stop }\n')).toEqual([]);
});

test('what a file tells the others', () => {
  const { facts, wants } = rsyslog.parse(
    '$IncludeConfig /etc/rsyslog.d/*.conf\nmodule(load="imudp")\ninput(type="imudp" port="514")\n$FileOwner syslog\n*.* -/var/log/all\naction(type="omfile" file="/var/log/x" fileCreateMode="0600")\n',
  );
  const told = facts.map(({ kind, space, name, detail }) => [kind, space, name, ...(detail === undefined ? [] : [detail])]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['defines', 'rsyslog.module', 'imudp'],
      ['listens', 'port', 'udp/514'],
      ['writesFile', 'path', '/var/log/all', { owner: 'syslog' }],
      ['writesFile', 'path', '/var/log/x', { mode: '0600' }],
      ['includes', 'path', '/etc/rsyslog.d/*.conf'],
      ['needsReload', 'service', 'rsyslog', { how: 'restart' }],
    ]),
  );
  expect(wants).toEqual([{ kind: 'glob', value: '/etc/rsyslog.d/*.conf', span: { start: 15, end: 36 } }]);
});

test('versions: what is newer is an error with the release that brought it', () => {
  expect(errors('action(type="omfwd" target=["a", "b"])\n', { version: '8.2302' })).toEqual(['1 parameter-value']);
  expect(errors('action(type="omfwd" target=["a", "b"])\n', { version: '8.2610' })).toEqual([]);
  expect(errors('if $msg endswith "x" then stop\n', { version: '8.2302' })).toEqual(['1 newer-syntax']);
  expect(errors('action(type="omfwd")\n', { version: '8.2302' })).toEqual([]);
  expect(errors('action(type="omfwd")\n', { version: '8.2610' })).toEqual(['1 parameters-together']);
});
