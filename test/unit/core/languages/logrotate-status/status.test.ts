import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  complete,
  emptyProject,
  hover,
  languageOfPath,
  lint,
  nameAt,
  openDocument,
  type Project,
  symbols,
  tokens,
  withDocument,
} from '../../../../../server/src/core/index.ts';

const path = '/w/var/lib/logrotate/status';
const of = (text: string, more: Readonly<Record<string, string>> = {}): Project =>
  Object.entries({ ...more, [path]: text }).reduce((project, [at, one]) => withDocument(project, openDocument(at, one)), emptyProject);
const top = 'logrotate state -- version 2\n';

describe("logrotate's state file", () => {
  test('is told by its places', () => {
    for (const one of ['var/lib/logrotate/status', '/var/lib/logrotate.status', '/var/lib/logrotate/logrotate.status'])
      expect(languageOfPath(one)?.id).toBe('logrotate-status');
    expect(languageOfPath('/etc/status')).toBeUndefined();
  });

  test('says in a hover when a log was rotated last', () => {
    const text = `${top}"/var/log/syslog" 2026-1-5-0:0:3\n`;
    expect(hover(of(text), path, text.indexOf('syslog'))?.markdown).toContain('Monday, 5 January 2026, 00:00:03');
    expect(hover(of(text), path, 3)?.markdown).toContain('state file');
  });

  test('has an outline with a date for each log, tokens, and what may stand next', () => {
    const text = `${top}"/var/log/a b" 2026-2-1-4:5:6\n/var/log/c 2026-2-2\n`;
    expect(symbols(of(text), path).map(({ name, detail }) => [name, detail])).toEqual([
      ['/var/log/a b', 'Sunday, 1 February 2026, 04:05:06'],
      ['/var/log/c', 'Monday, 2 February 2026, 00:00:00'],
    ]);
    expect(tokens(of(text), path).map(({ kind }) => kind)).toEqual(['keyword', 'string', 'number', 'string', 'number']);
    expect(complete(of(''), path, 0).map(({ label }) => label)).toEqual(['logrotate state -- version 2']);
    expect(complete(of(text), path, text.length)).toHaveLength(1);
  });

  test('mends a lacking top line and a path without quotes', () => {
    const mend = (text: string): string => applyEdits(text, lint(of(text), path)[0]?.fixes[0]?.edits ?? []);
    expect(mend('"/var/log/a" 2026-1-5\n')).toBe(`${top}"/var/log/a" 2026-1-5\n`);
    expect(mend(`${top}/var/log/my app.log 2026-1-5-0:0:0\n`)).toBe(`${top}"/var/log/my app.log" 2026-1-5-0:0:0\n`);
    expect(mend(`${top}/a 2026-1-5`)).toBe(`${top}/a 2026-1-5\n`);
    expect(lint(of(''), path)).toEqual([]);
  });

  test('shares the paths of logs with the configuration of its host', () => {
    const project = of(`${top}"/var/log/a.log" 2026-1-5\n`, { '/w/etc/logrotate.d/a': '/var/log/a.log {\n  daily\n}\n' });
    expect(nameAt(project, '/w/etc/logrotate.d/a', 4)?.places.map(({ file }) => file)).toEqual(['/w/etc/logrotate.d/a', path]);
  });

  test('any text is read, and every span lies in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => top + text),
        ),
        (text) => {
          for (const { span } of lint(of(text), path))
            expect(span.start >= 0 && span.start <= span.end && span.end <= text.length).toBe(true);
        },
      ),
    );
  });

  test('is read in time linear in its length', () => {
    const time = (lines: number): number => {
      const text = top + Array.from({ length: lines }, (_, i) => `"/var/log/${i}" 2026-1-5-0:0:0\n`).join('');
      const begun = performance.now();
      lint(of(text), path);
      return performance.now() - begun;
    };
    time(2000);
    expect(time(40_000)).toBeLessThan(40 * Math.max(time(4000), 2));
  });
});
