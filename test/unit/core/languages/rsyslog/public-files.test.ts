import { expect, test } from 'vitest';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';
import { errors, judge, warnings } from './judge.ts';

// What was said wrongly of configurations that people have published, each cut down to what mattered.
test('a mode of the stream driver with a comment behind it encrypts all the same', () => {
  const text = '$DefaultNetstreamDriver gtls\n$ActionSendStreamDriverMode 1 # TLS only\n*.* @@logs.example.org:6514\n';
  expect(warnings(text)).toEqual([]);
  expect(warnings(text.replace('Mode 1', 'Mode 0'))).toEqual(['3 plain-forward']);
});

test('one port in several network namespaces is several ports', () => {
  const input = (more: string): string => `input(type="imtcp" port="514"${more})\n`;
  const text = `module(load="imtcp")\n${input(' networkNamespace="a"')}${input(' networkNamespace="b"')}${input('')}`;
  expect(warnings(text)).toEqual([]);
  expect(warnings(text + input(' networkNamespace="b"'))).toEqual(['5 port-twice']);
});

test('a drop-in that includes something inside of a ruleset is not the main file, which sets the work directory', () => {
  const queue = 'action(type="omfwd" target="h" port="514" protocol="tcp" queue.type="LinkedList" queue.filename="q")\n';
  const include = '$IncludeConfig /etc/rsyslog.d/filters/*.conf\n';
  expect(warnings(`ruleset(name="rs") {\n${include}${queue}}\n`)).toEqual([]);
  expect(warnings(`ruleset(name="rs") {\ninclude(file="/etc/rsyslog.d/filters/*.conf")\n${queue}}\n`)).toEqual([]);
  expect(warnings(`${include}${queue}`)).toEqual(['2 work-directory']);
  expect(warnings(`include(file="/etc/rsyslog.d/*.conf" mode="optional")\n${queue}`)).toEqual(['2 work-directory']);
});

test('blanks of another kind, as pages have them, are a problem of their line, and the rest is read as it was meant', () => {
  let text =
    'template(name="t"\u00a0type="list") {\n\u00a0 \u00a0constant(value="x")\n}\nif $msg\u00a0contains "x" then\u00a0stop\naction(type="omfile"\u00a0file="/x" template="t")\nmail.*\u00a0/y\n';
  const lines = [1, 2, 4, 5, 6].map((line) => `${line} A blank of another kind stands here (U+00A0): a plain one was expected`);
  const blanks = () => judge(text).filter(({ severity }) => severity === 'error');
  expect(blanks().map(({ line, message }) => `${line} ${message}`)).toEqual(lines);
  for (let rounds = 0; rounds < 2; rounds++)
    for (const { fixes } of [...blanks()].reverse()) text = applyEdits(text, fixes?.[0]?.edits ?? []);
  expect(errors(text)).toEqual([]);
  expect(text).not.toContain('\u00a0');
});

test('a selector that lets nothing through, as each release reads it', () => {
  const said = (text: string, version: string) => warnings(`${text} /x\n`, { version });
  for (const text of ['mail.!err', '*.!=notice', 'mail,news.!info', '*.none;mail.!=debug']) {
    expect(said(text, '8.2302'), text).toEqual(['1 empty-selector']);
    expect(said(text, '8.2610'), text).toEqual([]);
  }
  for (const text of ['mail.info;mail.none', '*.info;*.none', 'mail.err;*.!debug']) {
    expect(said(text, '8.2302'), text).toEqual(['1 empty-selector']);
    expect(said(text, '8.2610'), text).toEqual(['1 empty-selector']);
  }
  for (const text of ['mail.*;mail.!err', '*.none', '*.info;mail.none', '*.!none', 'mail.!nothing'])
    for (const version of ['8.2302', '8.2610']) expect(said(text, version), text).toEqual([]);
});

test('whatever is said of a queue that an action does not have', () => {
  const action = (more: string): string => `action(type="omfile" file="/x" ${more})\n`;
  for (const more of [
    'queue.dequeueBatchSize="1"',
    'queue.workerThreads="4" queue.size="1000"',
    'queue.type="direct" queue.timeoutEnqueue="0"',
  ])
    expect(warnings(action(more)), more).toEqual(['1 queue']);
  for (const more of ['queue.type="direct"', 'queue.type="linkedList" queue.dequeueBatchSize="1"'])
    expect(warnings(action(more)), more).toEqual([]);
});
