import { describe, expect, test } from 'vitest';
import { errors, warnings } from './judge.ts';

/** A stanza with lines inside. */
const inside = (...lines: readonly string[]): string => `/var/log/a.log {\n${lines.map((line) => `    ${line}\n`).join('')}}\n`;

describe('what logrotate takes is no error', () => {
  for (const text of [
    '',
    '\n\n# only a comment',
    'daily # c\n',
    '/var/log/a.log { daily }\n',
    '/var/log/a.log {}\n',
    '/var/log/a.log{\n}',
    '/var/log/a.log\n{\n}\n',
    '/var/log/a.log\n# {\n/var/log/b.log\n\n{\n}\n',
    '"/var/log/a b.log" \'/var/log/c d.log\' /var/log/e\\ f.log ~/x.log {\n}\n',
    'compress delaycompress\n',
    'size=10k\nrotate=3\nrotate = 3\n',
    'size 0x10\nrotate -1\n',
    'daily=\n',
    'postrotate\n    true\nendscript\n',
    inside('postrotate', '    f() {', '        :', '    }', '    f', 'endscript'),
    inside('postrotate', '    echo endscript', '    endscripts', 'endscript'),
    inside('postrotate true', 'endscript # c'),
    '/var/log/a.log {\n postrotate\n true\n endscript }\n',
    inside('create', 'createolddir 0750'),
    inside('weekly', 'dateformat -%Y%m%d'),
    inside('include /etc/logrotate.d'),
    'weekly\r\nrotate 4\r\ncreate\r\n',
    '/var/log/a.log {\n ignoreduplicates\n}\n/var/log/a.log {\n}\n',
    'tabooext + .a,.b .c\n',
    inside('su root root'),
    inside('su root adm', 'su root', 'su'),
  ]) {
    test(JSON.stringify(text), () => expect(errors(text)).toEqual([]));
  }
});

describe('what logrotate refuses is an error at its line', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['\uFEFFdaily\n', ['1 byte-order-mark']],
    [inside('dailly'), ['2 unknown-directive']],
    [inside('Daily'), ['2 unknown-directive']],
    [inside('compress yes'), ['2 unknown-directive']],
    [inside('daily=true'), ['2 unknown-directive']],
    [inside('daily = true'), ['2 no-keyword']],
    [inside('monthly 3'), ['2 bad-weekday']],
    [inside('weekly monday'), ['2 bad-weekday']],
    [inside('weekly # c'), ['2 bad-weekday']],
    [inside('weekly = 1'), ['2 bad-weekday']],
    [inside('rotate 3 compress'), ['2 bad-count']],
    [inside('rotate 4 # c'), ['2 bad-count']],
    [inside('rotate -2'), ['2 bad-count']],
    [inside('rotate 08'), ['2 bad-count']],
    [inside('maxage 30d'), ['2 bad-count']],
    [inside('shredcycles 99999999999999999999'), ['2 bad-count']],
    [inside('size 10m'), ['2 bad-size']],
    [inside('size 10 M'), ['2 bad-size']],
    [inside('size 10MB'), ['2 bad-size']],
    [inside('minsize 0xFF'), ['2 bad-size']],
    [inside('size 99999999999999999999'), ['2 bad-size']],
    [inside('size'), ['2 missing-value']],
    [inside('rotate'), ['2 missing-value']],
    [inside('compressoptions'), ['2 missing-value']],
    [inside('compressoptions -9 \\'), ['2 bad-options']],
    [inside('compresscmd /usr/bin/xz -9'), ['2 bad-path']],
    [inside('uncompresscmd\v/usr/bin/unxz'), ['2 bad-path']],
    [inside('mail a b'), ['2 bad-mail']],
    [inside('mail ä@example.org'), ['2 bad-mail']],
    [inside('create 0640 root adm # c'), ['2 bad-ownership']],
    [inside('create 0680 root adm'), ['2 bad-ownership']],
    [inside('create=0644'), ['2 bad-ownership']],
    [inside('create 0640 root:adm'), ['2 bad-ownership']],
    [inside('su'), ['2 bad-su']],
    [inside('su root'), ['2 bad-su']],
    [inside('su root adm 0640'), ['2 bad-su']],
    [inside('tabooext + .x'), ['2 global-only']],
    [inside('rotate5'), ['2 glued-keyword']],
    [inside('missingok;'), ['2 glued-keyword']],
    [inside('/var/log/b.log'), ['2 log-name-inside']],
    [inside('endscript'), ['2 stray-endscript']],
    [inside('systemctl reload app', 'endscript'), ['2 stray-endscript']],
    ['/var/log/a.log {\n    rotate 5 }\n', ['2 bad-count']],
    ['/var/log/a.log {daily}\n', ['1 glued-keyword']],
    ['/var/log/a.log {\n} # c\n', ['2 text-after-brace']],
    ['/var/log/a.log {\n}\n}\n', ['3 stray-brace']],
    ['/var/log/a.log\n    daily\n}\n', ['1 missing-open-brace']],
    ['/var/log/a.log {\n    daily\n\n/var/log/b.log {\n}\n', ['3 unclosed-stanza']],
    ['/var/log/{a,b}.log {\n}\n', ['1 log-name']],
    ['var/log/a.log {\n    daily\n}\n', ['1 log-name']],
    ['"" {\n}\n', ['1 log-name']],
    ['/var/log/a.log /var/log/a.log {\n}\n', ['1 duplicate-log']],
    ['/var/log/a.log {\n}\n/var/log/a.log {\n}\n', ['3 duplicate-log']],
    ['/var/log/a.log {\r\n    daily\r\n}\r\n', ['1 line-ends']],
    ['/var/log/a.log {\n    postrotate\n        true\n}\n', ['4 missing-endscript']],
    ['/var/log/a.log {\n    postrotate\n        true\n    endscrip\n}\n', ['4 missing-endscript']],
    ['/var/log/a.log {\n    postrotate\n        true\n    compress\n    notifempty\n}\n', ['4 missing-endscript']],
    ['rotate 4 ', ['1 final-newline']],
    ['minutes 5\n', ['1 newer-directive']],
    ['prerotate\n    true\nEndscript\n/var/log/a.log {\n    prerotate\n    endscript\n}\n', ['3 missing-endscript']],
  ];
  for (const [text, expected] of cases) test(JSON.stringify(text), () => expect(errors(text)).toEqual(expected));
});

describe('what logrotate passes over is a warning', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['/var/log/a.log {\n    daily\n', ['3 unclosed-stanza']],
    ['"/var/log/a.log {\n    daily\n}\n', ['1 open-quote']],
    [inside('weekly', 'daily'), ['2 two-criteria']],
    [inside('size 10M', 'daily'), ['2 two-criteria']],
    [inside('compress', 'nocompress'), ['2 contradiction']],
    [inside('rotate 7', 'rotate 4'), ['2 repeated-directive']],
    [inside('postrotate', 'a', 'endscript', 'postrotate', 'b', 'endscript'), ['2 repeated-directive']],
    [inside('delaycompress'), ['2 delay-without-compress']],
    [inside('create', 'copytruncate'), ['2 create-and-copy']],
    [inside('dateext', 'dateformat -%Q'), ['3 date-format']],
    [inside('dateext', 'dateformat -%m%d'), ['3 date-format']],
    [inside('dateext', 'dateformat -%Y%V'), ['3 date-format']],
    [inside('dateext', 'dateformat -%d%m%Y'), []],
    [inside('rotate 010'), ['2 octal-number']],
    [inside('size M'), ['2 bad-size']],
    [inside('rotate 4294967296'), ['2 bad-count']],
    [inside('compressoptions = -9'), ['2 bad-options']],
    ['/var/log/a.log {\n postrotate\n true\n endscript}\n', ['4 missing-endscript', '5 unclosed-stanza']],
    ['/var/log/a.log # old one {\n}\n', ['1 log-name']],
    ['/var/log/a.log, /var/log/b.log {\n}\n', ['1 log-name']],
    ['/var/log/a.log,/var/log/b.log {\n}\n', ['1 log-name']],
    ['/var/log/a,v {\n}\n', []],
    ['include "/etc/logrotate.d"\n', ['1 literal-characters']],
    ['/var/log/a/* {\n}\n', ['1 glob-takes-rotated']],
    [
      '/var/log/a.log {\n postrotate\n a\n}\n\n/var/log/b.log\n/var/log/c.log\n{\n postrotate\n b\n endscript\n}\n',
      ['4 missing-endscript'],
    ],
    ['/var/log/a.log {\n prerotate\n a\n }\n postrotate\n b\n endscript\n}\n', ['4 missing-endscript']],
    ['/var/log/a.log {\n postrotate\n a\n }\n compress\n}\n/var/log/b.log {\n postrotate\n b\n endscript\n}\n', ['4 missing-endscript']],
    ['/var/log/a.log {\n postrotate\n a\n}\n\n/var/log/b.log {\n postrotate\n b\n endscript\n}\n', ['4 missing-endscript']],
  ];
  for (const [text, expected] of cases) {
    test(JSON.stringify(text), () => {
      expect(warnings(text)).toEqual(expected);
      expect(errors(text)).toEqual([]);
    });
  }
});

describe('releases differ', () => {
  test('an unknown directive is an error to 3.21, a warning from 3.22', () => {
    expect(errors('foo\n', '3.21')).toEqual(['1 unknown-directive']);
    expect(errors('foo\n', '3.22')).toEqual([]);
    expect(warnings('foo\n', '3.22')).toEqual(['1 unknown-directive']);
    expect(errors('foo\n')).toEqual(['1 unknown-directive']);
  });

  test('two words behind `create` are owner and group from 3.22 on', () => {
    const text = inside('create 640 root');
    expect(errors(text, '3.21')).toEqual([]);
    expect(errors(text, '3.22')).toEqual(['2 bad-ownership']);
    expect(errors(text)).toEqual([]);
    expect(warnings(text)).toEqual(['2 bad-ownership']);
  });

  test('one word behind `create` is the mode from 3.22 on', () => {
    expect(errors(inside('create root'), '3.21')).toEqual([]);
    expect(errors(inside('create root'), '3.22')).toEqual(['2 bad-ownership']);
  });

  test('quotes around names are taken off from 3.22 on', () => {
    expect(errors(inside('su "root" "adm"'), '3.21')).toEqual(['2 bad-su']);
    expect(errors(inside('su "root" "adm"'), '3.22')).toEqual([]);
  });

  test('a keyword at the very end of the file is refused to 3.21', () => {
    expect(errors('compress', '3.21')).toEqual(['1 final-newline']);
    expect(errors('compress', '3.22')).toEqual([]);
  });

  test('a backslash before the blanks before the brace', () => {
    expect(errors('/var/log/a\\ {\n}\n', '3.21')).toEqual([]);
    expect(errors('/var/log/a\\ {\n}\n', '3.22')).toEqual(['1 log-name']);
    expect(errors('/var/log/a\\{\n}\n', '3.21')).toEqual(['1 log-name']);
  });

  test('shell outside of a script is only warned of where unknown directives are', () => {
    const text = inside('systemctl reload app', 'endscript');
    expect(errors(text, '3.21')).toEqual(['2 stray-endscript']);
    expect(errors(text, '3.22')).toEqual([]);
    expect(warnings(text, '3.22')).toEqual(['2 stray-endscript']);
    expect(errors(inside('/bin/true', 'endscript'), '3.22')).toEqual(['2 stray-endscript']);
  });

  test('what a release does not know loses its value with it', () => {
    expect(errors('minutes 0\n')).toEqual(['1 newer-directive']);
    expect(errors('minutes 0\n', '3.22')).toEqual([]);
    expect(errors('minutes 0\n', 'next')).toEqual(['1 bad-count']);
  });

  test('directives have the release that brought them', () => {
    expect(errors('ignoreduplicates\n', '3.20')).toEqual(['1 newer-directive']);
    expect(errors('ignoreduplicates\n', '3.21')).toEqual([]);
    expect(errors('hourly\n', '3.8')).toEqual([]);
    expect(errors('monthly 3\nminutes 5\n', 'next')).toEqual([]);
  });
});
