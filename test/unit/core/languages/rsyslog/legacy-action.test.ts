import { expect, test } from 'vitest';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';
import { judge } from './judge.ts';

// What rsyslogd 8.2302 said when a message came: `could not get addrinfo for hostname 'localhost '`.
test.each([
  ['*.* @localhost # central\n', '*.* @localhost:514 # central\n'],
  ['*.* @localhost ;RSYSLOG_FileFormat\n', '*.* @localhost;RSYSLOG_FileFormat\n'],
  ['*.* @@(o)localhost RSYSLOG_FileFormat\n', '*.* @@(o)localhost;RSYSLOG_FileFormat\n'],
  ['*.* @ localhost:514\n', '*.* @localhost:514\n'],
  ['*.* @localhost :514\n', '*.* @localhost:514\n'],
])('a blank beside the host of %j becomes a part of its name', (text, mended) => {
  const found = judge(text).filter(({ rule }) => rule === 'rsyslog-action');
  expect(found.map(({ severity, line }) => [severity, line])).toEqual([['warning', 1]]);
  expect(applyEdits(text, found[0]?.fixes?.[0]?.edits ?? [])).toBe(mended);
  expect(judge(mended).filter(({ rule }) => rule === 'rsyslog-action')).toEqual([]);
});

test.each([
  '*.* @localhost   \n',
  '*.* @localhost:514 # c\n',
  '*.* @localhost# c\n',
  '*.* @[::1]:514 ;RSYSLOG_FileFormat\n',
  '*.* @localhost\\\n  ;RSYSLOG_FileFormat\n',
])('the host of %j is read as it was meant', (text) => {
  expect(judge(text).filter(({ rule }) => rule === 'rsyslog-action')).toEqual([]);
});

test('a parameter that every action has is known in each version, also where a module took it for its own later', () => {
  const text = 'module(load="omhttp")\naction(type="omhttp" name="out" server="127.0.0.1")\n';
  expect(judge(text, { version: '8.2302' }).filter(({ severity }) => severity === 'error')).toEqual([]);
});
