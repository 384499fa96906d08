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
