import { expect, test } from 'vitest';
import type { ScopedFact } from '../../../../../server/src/core/language.ts';
import { logrotate } from '../../../../../server/src/core/languages/logrotate/index.ts';
import { parse } from '../../../../../server/src/core/languages/logrotate/parse.ts';
import { judge } from './judge.ts';

const factsOf = (file: string, text: string): readonly ScopedFact[] => parse(text).facts.map((fact) => ({ fact, file, own: false }));
const main = (text: string): readonly ScopedFact[] => factsOf('etc/logrotate.conf', `${text}include /etc/logrotate.d\n`);
const dropIn = '/var/log/a.log {\n    daily\n    delaycompress\n}\n';
const rules = (found: ReturnType<typeof judge>): readonly string[] =>
  found.map((one) => `${one.severity} ${one.rule.replace('logrotate-', '')}`);

test('a drop-in gets `compress` from the file that includes it', () => {
  expect(rules(judge(dropIn))).toContain('warning delay-without-compress');
  expect(rules(judge(dropIn, undefined, main('compress\n'), true))).not.toContain('warning delay-without-compress');
  expect(rules(judge(dropIn, undefined, main('nocompress\n'), true))).toContain('warning delay-without-compress');
  expect(rules(judge(dropIn, undefined, factsOf('etc/logrotate.d/b', 'compress\n'), true))).toContain('warning delay-without-compress');
});

test('what neither says is a warning once all files are known', () => {
  expect(rules(judge(dropIn, undefined, main(''), true))).toContain('warning missing-basics');
  expect(rules(judge(dropIn, undefined, main('rotate 4\n'), true))).not.toContain('warning missing-basics');
});

test('a log that another file rotates', () => {
  const other = factsOf('etc/logrotate.d/b', '/var/log/a.log {\n}\n');
  expect(rules(judge(dropIn, undefined, other))).toContain('warning duplicate-log');
  expect(rules(judge(dropIn, undefined, other, true))).toContain('error duplicate-log');
  expect(rules(judge(dropIn, undefined, factsOf('etc/logrotate.d/b.dpkg-old', '/var/log/a.log {\n}\n'), true))).not.toContain(
    'error duplicate-log',
  );
  expect(rules(judge(dropIn, undefined, factsOf('etc/logrotate.d/b', '/var/log/a.log {\n ignoreduplicates\n}\n'), true))).not.toContain(
    'error duplicate-log',
  );
});

test('include cycles, also by way of others', () => {
  const found = judge(
    'include /etc/logrotate.d\n',
    undefined,
    factsOf('etc/logrotate.d/a', 'include /etc/logrotate.conf\n'),
    true,
    'etc/logrotate.conf',
  );
  expect(rules(found)).toEqual(['error include-cycle']);
  expect(
    rules(judge('include /etc/logrotate.d\n', undefined, factsOf('etc/logrotate.d/a', '/b {\n}\n'), true, 'etc/logrotate.conf')),
  ).toEqual([]);
});

test('a file that is never read, and settings that leak', () => {
  expect(rules(judge(dropIn, undefined, [], false, 'etc/logrotate.d/a.bak'))).toContain('warning unread-file');
  expect(rules(judge(`compress\n${dropIn}`, undefined, [], false, 'etc/logrotate.d/a'))).toContain('warning leaking-setting');
  expect(rules(judge(`compress\n${dropIn}`, undefined, [], false, 'etc/logrotate.conf'))).not.toContain('warning leaking-setting');
});

test('hover and note of a drop-in count with what the including file sets above the include', () => {
  const text = '/var/log/a.log {\n    daily\n}\n';
  const parsed = parse(text);
  const others = factsOf('/w/etc/logrotate.conf', 'rotate 9\ncompress\ninclude /etc/logrotate.d\nmissingok\n');
  const facts = [...parsed.facts.map((fact) => ({ fact, file: 'a', own: true })), ...others];
  const context = { text, tree: parsed.tree, parsed, settings: {}, path: '/w/etc/logrotate.d/a', facts, closed: true };
  const markdown = logrotate.hover?.({ ...context, offset: 3 })?.markdown;
  expect(markdown).toContain('Keeps: 9 days');
  expect(markdown).toContain('From `logrotate.conf`: `rotate 9`, `compress`');
  expect(markdown).not.toContain('missingok');
  expect(logrotate.inlays?.(context).map(({ label }) => label)).toEqual([' keeps 9 days']);
});

test('a log that the pattern of another stanza matches, here or in another file', () => {
  const stanza = (head: string, more = ''): string => `${head} {\n    daily\n    rotate 2\n    missingok\n    notifempty\n${more}}\n`;
  const matched = (text: string, others: readonly ScopedFact[] = []): readonly number[] =>
    judge(text, undefined, others)
      .filter(({ rule }) => rule === 'logrotate-matched-log')
      .map(({ line }) => line);
  expect(matched(stanza('/var/log/*.log') + stanza('/var/log/a.log'))).toEqual([7]);
  expect(matched(stanza('/var/log/a.log') + stanza('/var/log/*.log'))).toEqual([7]);
  expect(matched(stanza('/var/*/a.log') + stanza('/var/log/a.log'))).toEqual([7]);
  expect(matched(stanza('/var/log/*.log', '    ignoreduplicates\n') + stanza('/var/log/a.log'))).toEqual([]);
  expect(matched(stanza('/var/log/*.log') + stanza('/var/log/.a.log') + stanza('/var/log/b/a.log') + stanza('/var/log/a.logs'))).toEqual(
    [],
  );
  expect(matched(stanza('/var/log/a.log'), factsOf('etc/logrotate.d/b', stanza('/var/log/*')))).toEqual([1]);
  expect(matched(stanza('/var/log/*'), factsOf('etc/logrotate.d/b', stanza('/var/log/a.log')))).toEqual([1]);
  expect(matched(stanza('/var/log/*'), factsOf('etc/logrotate.d/b.bak', stanza('/var/log/a.log')))).toEqual([]);
});
