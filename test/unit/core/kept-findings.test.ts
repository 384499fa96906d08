import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, emptyProject, lint, openDocument, type Project, withDocument } from '../../../server/src/core/index.ts';

const path = '/r.runbook.md';
const fence = (words: string, text: string): string => `\`\`\`${words}\n${text}\n\`\`\`\n\n`;
const many = [
  '---\nrunbook:\n  hosts: web[1-2]\n  inputs:\n    log:\n      default: x\n---\n\n',
  fence('sh {name=look check=true}', 'test -e /etc/logrotate.d/a'),
  fence('logrotate {file=/etc/logrotate.d/a fixes=look}', '/var/log/a.log {\n  daily\n  rotate 7\n  create 0640 root adm\n}'),
  fence('logrotate {file=/etc/logrotate.d/b}', '/var/log/a.log /var/log/{{ log }} {\n  weekly\n  missingok\n}'),
  fence('logrotate {file=/etc/logrotate.d/c hosts=web2}', 'compress\n/var/log/c.log {\n  dailly\n}'),
  fence('interfaces {file=/etc/network/interfaces}', 'auto eth0\niface eth0 inet static\n  address 192.0.2.1/24'),
  fence('interfaces {file=/etc/network/interfaces.d/eth1}', 'auto eth1\niface eth1 inet static\n  address 192.0.2.1/24'),
  fence(
    'rsyslog {file=/etc/rsyslog.d/a.conf}',
    'template(name="t" type="string" string="%msg%")\n*.* action(type="omfile" file="/var/log/all" template="t")',
  ),
  fence('rsyslog {file=/etc/rsyslog.d/b.conf}', '*.* action(type="omfile" file="/var/log/more" template="t")\nruleset(name="r") { stop }'),
].join('');
const folder = new URL('../../../runbooks/', import.meta.url);
const real = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** What people type: letters, words of the languages, a hole, a deletion. */
const typed = ['x', ' ', '\n', '}', '"', 'daily', 'web2', 'part=true ', '{{ log }}', 'b', '1', ''];

const change = fc.record({ at: fc.nat(), word: fc.constantFrom(...typed), gone: fc.nat({ max: 3 }), setting: fc.nat({ max: 20 }) });

const told = (project: Project, document: Document): string => JSON.stringify(lint(withDocument(project, document), path));

/** Types into a text, one change after the other, and compares what is found with what is found in a text that nobody knew before. */
function comparesAlways(first: string, changes: readonly { at: number; word: string; gone: number; setting: number }[]): void {
  let text = first;
  let document = openDocument(path, text);
  let project: Project = { ...emptyProject };
  for (const { at, word, gone, setting } of changes) {
    // The beginning comes back now and then, so that the text does not dissolve.
    const place = at % (text.length + 1);
    text = setting === 20 ? first : text.slice(0, place) + word + text.slice(place + gone);
    if (setting === 0) project = { ...project, settings: () => ({ logrotate: { version: at % 2 === 0 ? '3.14' : '3.21' } }) };
    if (setting === 1) project = { ...project, closed: new Set(at % 2 === 0 ? [path] : []) };
    document = openDocument(path, text, { previous: document });
    expect(told(project, document)).toBe(told(project, openDocument(path, text)));
  }
}

describe('what is kept of a runbook that is edited', () => {
  it('is what is found in it anew', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => comparesAlways(many, changes)),
      { numRuns: 15 },
    );
  });

  it.each(real)('is what is found anew in a real one (%#)', (text) => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => comparesAlways(text, changes)),
      { numRuns: 4 },
    );
  });

  it('tells the others of what changed in a block that they see', () => {
    const twice = many.replace('/var/log/a.log /var/log/{{ log }}', '/var/log/own.log');
    let document = openDocument(path, twice);
    const found = [twice, many, twice].map((text) => {
      document = openDocument(path, text, { previous: document });
      return told(emptyProject, document).includes('logrotate-duplicate-log');
    });
    expect(found).toEqual([false, true, false]);
  });
});
