import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  emptyProject,
  fileLinks,
  type InventoryHost,
  lint,
  openDocument,
  type Place,
  type Problem,
  withDocument,
} from '../../../server/src/core/index.ts';
import { pathPatterns } from '../../../server/src/core/rules/path-patterns.ts';
import { credentials } from '../../../server/src/core/values/credentials.ts';

const path = '/docs/book.md';
const lintText = (text: string, places?: ReadonlyMap<string, Place>): readonly Problem[] => {
  const hosts = new Map(['a', 'b', 'web1'].map((name): [string, InventoryHost] => [name, { name }]));
  const inventory = { hosts, groups: new Map([['edge', ['a']]]), complete: true };
  return lint({ ...withDocument(emptyProject, openDocument(path, text)), inventory, ...(places && { places }) }, path);
};
const rules = (text: string, places?: ReadonlyMap<string, Place>): string[] =>
  lintText(text, places)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`);
const book = (...blocks: string[]): string => `---\nrunbook:\n  hosts: a\n---\n\n${blocks.join('\n\n')}\n`;

describe('a host expression that YAML reads as its own', () => {
  for (const value of ['@edge', '*', '!web1', '&a', '*eb1,a', '[1-3],db'])
    it(`is one problem, and quoted by its fix: ${value}`, () => {
      for (const text of [`---\nrunbook:\n  hosts: ${value}   # all\n---\n`, `---\r\nrunbook:\r\n  hosts: ${value}\r\n---\r\n`]) {
        const found = lintText(text);
        expect(found.map(({ rule }) => rule)).toEqual(['runbook-front-matter']);
        expect(text.slice(found[0]?.span.start, found[0]?.span.end)).toBe(value);
        const mended = applyEdits(text, found[0]?.fixes[0]?.edits ?? []);
        expect(mended).toContain(`hosts: "${value}"`);
        expect(lintText(mended).filter(({ rule }) => rule === 'runbook-front-matter')).toEqual([]);
      }
    });

  it('is found as an item of a list too', () => {
    expect(rules('---\nrunbook:\n  hosts:\n    - a\n    - @edge\n---\n')).toEqual(['runbook-front-matter: @edge']);
    expect(rules('---\nrunbook:\n  hosts: [a, b]\n---\n')).toEqual([]);
    expect(rules('---\nrunbook:\n  hosts: "@edge"\n---\n')).toEqual([]);
  });
});

describe('cycles', () => {
  const step = (attributes: string): string => `\`\`\`sh {${attributes}}\ntrue\n\`\`\``;
  it('are told once, where they close', () => {
    expect(rules(book(step('name=x requires=y'), step('name=y requires=z'), step('name=z requires=x')))).toEqual(['runbook-cycle: x']);
    expect(rules(book(step('name=c check=true requires=m'), step('name=m fixes=c')))).toEqual(['runbook-cycle: c']);
    expect(rules(book(step('name=x requires=x')))).toEqual(['runbook-cycle: x']);
  });
  it('are none where two ways lead to one block', () => {
    expect(rules(book(step('name=x requires=y,z'), step('name=y requires=z'), step('name=z')))).toEqual([]);
  });
});

describe('blocks for different hosts', () => {
  const motd = (attributes: string): string => `\`\`\`text {file=/etc/motd ${attributes}}\nx\n\`\`\``;
  it('may install the same file', () => {
    expect(rules(book(motd('hosts=a'), motd('hosts=b')))).toEqual([]);
    expect(rules(book(motd('hosts=a'), motd('hosts=a,b')))).toEqual(['runbook-installed-twice: /etc/motd']);
    expect(rules(book(motd('name=one'), motd('name=two when=one')))).toEqual([]);
  });
});

describe('links', () => {
  const text = book(
    '# Restore `db`',
    'A [file](other.md#here), [none](gone.md), `[code](no.md)`, [own](#restore-db), [bad](#nowhere), [web](https://x.org/y), [ref] and ![p](<a b.png>).',
    '[ref]: sub/ref.md',
    '    [indented](no.md)',
    '```text\n[fence](no.md)\n```',
  );
  it('are found outside of code, with their places', () => {
    const found = fileLinks(openDocument(path, text));
    expect(found.map(({ path: target, anchor }) => [target, anchor])).toEqual([
      ['/docs/other.md', 'here'],
      ['/docs/gone.md', undefined],
      ['/docs/book.md', 'restore-db'],
      ['/docs/book.md', 'nowhere'],
      ['/docs/sub/ref.md', undefined],
    ]);
    for (const { span, written } of found) expect(text.slice(span.start, span.end)).toBe(written);
  });
  it('are judged by what is there; what is not known is no problem', () => {
    const anchors = { exact: new Set(['there']), loose: new Set(['there']) };
    const places = new Map<string, Place>([
      ['/docs/other.md', { kind: 'file', anchors }],
      ['/docs/gone.md', { kind: 'missing' }],
    ]);
    expect(rules(text)).toEqual(['runbook-broken-link: #nowhere']);
    expect(rules(text, places)).toEqual([
      'runbook-broken-link: other.md#here',
      'runbook-broken-link: gone.md',
      'runbook-broken-link: #nowhere',
    ]);
  });
});

describe('credentials', () => {
  const found = (text: string): string[] => credentials(text).map(({ what }) => what);
  it('are told by their exact form', () => {
    expect(found(`key ${'AKIA'}Q3EGR7MLZ2TYV5XB here`)).toEqual(['An AWS access key']);
    expect(found(`git clone https://bot:${'ghp_'}wT8s0QmZr4kLd2VbXn6Yc1HfJg9PuEa5RiKq@git.corp`)).toEqual(['A GitHub token']);
    expect(
      found(`-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n'.repeat(3)}`),
    ).toEqual(['A private key']);
    expect(found('postgres://app:pR7xkQ29mZ@db.corp/app')).toEqual(['The password of an address']);
  });
  it('are none where they are plainly placeholders', () => {
    for (const text of [
      'AKIAIOSFODNN7EXAMPLE',
      'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'ghp_1234567890abcdefghijklmnopqrstuvwxyz',
      'https://user:password@host/',
      'https://user:$PASSWORD1@host.corp/',
      'https://user:<password1>@host.corp/',
      'nats-route://ruser:T0pS3cr3t@nats:6222',
      'postgres://postgres:postgres1@localhost:5432/x',
      'amqp://guest:gu3stgu3st@rabbit.example.com/',
      'http://127.0.0.1:8080/a@b',
      'https://host:8443/path@v1.2.3',
      '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----',
    ])
      expect(found(text), text).toEqual([]);
  });
});

describe('what a reload does', () => {
  const rsyslog = '```rsyslog {file=/etc/rsyslog.d/9-x.conf reload=r}\n*.err /var/log/syslog\n```';
  const step = (text: string): string => `\`\`\`sh {name=r}\n${text}\n\`\`\``;
  it('is judged by what the step says of the service', () => {
    expect(rules(book(rsyslog, step('systemctl restart rsyslog')))).toEqual([]);
    expect(rules(book(rsyslog, step('./tell-everybody')))).toEqual([]);
    expect(rules(book(rsyslog, step('systemctl reload rsyslog || systemctl restart rsyslog')))).toEqual([]);
    for (const text of ['systemctl reload rsyslog', 'kill -HUP $(cat /run/rsyslogd.pid)', 'pkill -HUP rsyslogd', 'service rsyslog reload'])
      expect(rules(book(rsyslog, step(text))), text).toEqual(['runbook-reload-not-enough: r']);
  });
});

describe('the front matter', () => {
  const matter = (text: string): string => `---\n${text}\n---\n\n\`\`\`sh {check=true}\ntest -n "$x"\n\`\`\`\n`;
  it('tells what stands in the wrong place or is of the wrong type', () => {
    expect(rules(matter('hosts: a\nrunbook:\n  inputs: { x: 1 }'))).toEqual(['runbook-unknown-key: hosts']);
    expect(rules(matter('runbook:\n  inputs:\n    x: { secret: yes }'))).toEqual(['runbook-front-matter: yes']);
    expect(rules(matter('runbook:\n  inputs:\n    x: { choices: a }'))).toEqual(['runbook-front-matter: a']);
    expect(rules(matter('runbook:\n  min-version: 2\n  inputs: { x: 1 }'))).toEqual(['runbook-front-matter: 2']);
    expect(rules(matter('hosts: a\ntitle: x'))).toEqual([]);
  });
});

describe('files that an include passes over', () => {
  const main = (text: string): string => `\`\`\`logrotate {file=/etc/logrotate.conf}\n${text}\ninclude /etc/logrotate.d\n\`\`\``;
  const app = (name: string): string =>
    `\`\`\`logrotate {file=/etc/logrotate.d/${name}}\n/var/log/app.log {\n  weekly\n  rotate 1\n  missingok\n  notifempty\n}\n\`\`\``;
  const told = (...blocks: string[]): boolean => rules(book(...blocks)).some((one) => one.startsWith('logrotate-unread-file'));
  it('are told by what the main file of the same runbook says', () => {
    expect(told(app('app.conf'))).toBe(false);
    expect(told(app('app.bak'))).toBe(true);
    expect(told(main('tabooext + .conf'), app('app.conf'))).toBe(true);
    expect(told(main('tabooext .off'), app('app.bak'))).toBe(false);
    expect(told(main('taboopat + *.c?nf'), app('app.conf'))).toBe(true);
  });
});

describe('a variable of a step', () => {
  const sh = (text: string, attributes = ''): string => `\`\`\`sh {${attributes}}\n${text}\n\`\`\``;
  const unset = (...blocks: string[]): string[] => rules(book(...blocks)).filter((one) => one.startsWith('runbook-unset'));
  it('is told where nothing sets it before', () => {
    expect(unset(sh('ls "$dir" "$dir"'))).toEqual(['runbook-unset-variable: $dir']);
    expect(unset(sh('echo "$v"'), sh('date', 'capture=v'))).toEqual(['runbook-unset-variable: $v']);
    expect(unset(sh('(cd /; d=1); echo "${d}"'))).toEqual([]);
  });
  it('is not told where anything may', () => {
    for (const text of [
      'dir=/x; ls "$dir"',
      'ls "${dir:-/x}"',
      'for dir in a b; do ls $dir; done',
      'read -r dir </x; ls $dir',
      'ls "$HOME" "$1" "$?"',
      '. /etc/x; ls $dir',
      "awk '{print $dir}'",
    ])
      expect(unset(sh(text)), text).toEqual([]);
    expect(unset(sh('date', 'capture=v'), sh('echo "$v"'))).toEqual([]);
    expect(unset(sh('echo "v=1" >>"$OPSBOOK_OUTPUT"'), sh('echo "$v"'))).toEqual([]);
  });
});

describe('globs of many logs', () => {
  it('are matched in their order, by their plain beginning first', () => {
    const find = pathPatterns([
      ['/var/log/*.log', 1],
      ['/var/log/app.log', 2],
      ['/srv/{a,b}/x', 3],
      ['/var/*/app.log', 4],
    ]);
    expect(find('/var/log/app.log')).toEqual([1, 2, 4]);
    expect(find('/srv/b/x')).toEqual([3]);
    expect(find('/var/log/deep/app.log')).toEqual([]);
    expect(pathPatterns([])('/x')).toEqual([]);
  });
});

describe('a path that nobody reads', () => {
  const meant = (language: string, file: string): string | undefined =>
    lintText(book(`\`\`\`${language} {file=${file}}\n# nothing\n\`\`\``)).find(({ rule }) => rule === 'runbook-file-place')?.fixes[0]
      ?.edits[0]?.text;
  it('is told with the one that is meant', () => {
    expect(meant('interfaces', '/etc/networking/interfaces')).toBe('/etc/network/interfaces');
    expect(meant('rsyslog', '/etc/rsyslog.d/10-app')).toBe('/etc/rsyslog.d/10-app.conf');
    expect(meant('rsyslog', '/etc/rsylog.d/10-app.conf')).toBe('/etc/rsyslog.d/10-app.conf');
    expect(meant('logrotate', '/etc/logrotate.d/sub/app')).toBe('/etc/logrotate.d/app');
    expect(meant('logrotate', '/etc/logrotate.d/app.conf')).toBeUndefined();
    expect(meant('rsyslog', '/srv/chroot/rsyslog-app')).toBeUndefined();
  });
});
