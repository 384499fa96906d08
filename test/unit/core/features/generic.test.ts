import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  certainFixes,
  emptyProject,
  fixesLike,
  formatTyped,
  includedAt,
  links,
  lint,
  nameAt,
  nameTrouble,
  openDocument,
  type Project,
  selection,
  withDocument,
} from '../../../../server/src/core/index.ts';

function projectOf(files: Readonly<Record<string, string>>): Project {
  return Object.entries(files).reduce((project, [path, text]) => withDocument(project, openDocument(path, text)), emptyProject);
}
const texts = (text: string, spans: readonly { start: number; end: number }[]): string[] =>
  spans.map(({ start, end }) => text.slice(start, end));

describe('selection ranges', () => {
  const text = '# head\n/var/log/a.log {\n    daily\n    create 0640 root adm\n}\n';
  it('grow from the word over the line and the stanza to the document', () => {
    const found = texts(text, selection(projectOf({ '/etc/logrotate.d/a': text }), '/etc/logrotate.d/a', text.indexOf('0640') + 1));
    expect(found[0]).toBe('0640');
    expect(found).toContain('0640 root adm');
    expect(found).toContain('create 0640 root adm');
    expect(found.at(-2)?.startsWith('/var/log/a.log {')).toBe(true);
    expect(found.at(-1)).toBe(text);
  });
  it('hold each other strictly at every offset of a runbook in a quote', () => {
    const book =
      '---\nrunbook:\n  hosts: sandbox\n---\n\n# A\n\n> ```logrotate {name=f file=/etc/logrotate.d/x}\n> /var/log/x {\n>   daily\n> }\n> ```\n';
    const project = projectOf({ '/b.md': book });
    for (let offset = 0; offset <= book.length; offset++) {
      const spans = selection(project, '/b.md', offset);
      for (const [index, span] of spans.entries()) {
        expect(span.start <= offset && offset <= span.end).toBe(true);
        const outer = spans[index + 1];
        if (outer !== undefined)
          expect(outer.start <= span.start && span.end <= outer.end && outer.end - outer.start > span.end - span.start).toBe(true);
      }
      expect(spans.at(-1)).toEqual({ start: 0, end: book.length });
    }
  });
});

describe('formatting while typing', () => {
  const path = '/etc/logrotate.d/a';
  it('indents the line above behind Enter, and leaves the empty line at the caret alone', () => {
    const text = '/var/log/a {\ndaily   \n\n\n}\n';
    const offset = text.indexOf('daily   \n') + 9;
    expect(applyEdits(text, formatTyped(projectOf({ [path]: text }), path, offset, '\n'))).toBe('/var/log/a {\n    daily\n\n\n}\n');
  });
  it('moves a typed brace to the left, and no other line', () => {
    const text = '/var/log/a {\ndaily\n    }';
    expect(applyEdits(text, formatTyped(projectOf({ [path]: text }), path, text.length, '}'))).toBe('/var/log/a {\ndaily\n}');
  });
});

describe('fixes of many problems at once', () => {
  const path = '/etc/logrotate.d/a';
  const text = '/var/log/a {\n  dailly\n  rotate 7 \n  compres\n  missingokk\n}\n';
  it('mend every problem of the kind, each with its own word', () => {
    const problems = lint(projectOf({ [path]: text }), path);
    const problem = problems.find(({ rule }) => rule === 'logrotate-unknown-directive');
    const fix = problem?.fixes[0];
    if (problem === undefined || fix === undefined) throw new Error('no problem to mend');
    const all = fixesLike(problems, path, problem, fix);
    expect(all.applied).toBe(3);
    expect(applyEdits(text, all.edits)).toBe('/var/log/a {\n  daily\n  rotate 7 \n  compress\n  missingok\n}\n');
  });
  it('take no guess among the certain ones', () => {
    expect(certainFixes(projectOf({ [path]: text }), path).edits).toEqual([]);
    const joined = '/var/log/a {\n  daily\n  create 0640 root:adm\n}\n';
    const { edits, applied } = certainFixes(projectOf({ [path]: joined }), path);
    expect(applied).toBe(1);
    expect(applyEdits(joined, edits)).toContain('create 0640 root adm');
  });
  it('are linear in the number of problems', () => {
    const long = `/var/log/a {\n${'  dailly\n'.repeat(5000)}}\n`;
    const problems = lint(projectOf({ [path]: long }), path);
    const problem = problems.find(({ rule }) => rule === 'logrotate-unknown-directive');
    const fix = problem?.fixes[0];
    if (problem === undefined || fix === undefined) throw new Error('no problem to mend');
    const begun = performance.now();
    expect(fixesLike(problems, path, problem, fix).applied).toBe(5000);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('paths', () => {
  const files = {
    '/w/etc/logrotate.conf': 'weekly\ninclude /etc/logrotate.d\ninclude /etc/one\n',
    '/w/etc/logrotate.d/a': '/var/log/a.log {\n  daily\n}\n',
    '/w/etc/logrotate.d/b.bak': '/var/log/b.log {\n  daily\n}\n',
    '/w/etc/rsyslog.d/a.conf': 'action(type="omfile" file="/var/log/a.log")\n',
    '/v/etc/logrotate.d/a': '/var/log/a.log {\n  daily\n}\n',
  };
  it('of an include lead to the files it reads, taboo ones left out', () => {
    const project = projectOf(files);
    const main = files['/w/etc/logrotate.conf'];
    expect(includedAt(project, '/w/etc/logrotate.conf', main.indexOf('logrotate.d'))).toEqual(['/w/etc/logrotate.d/a']);
    expect(includedAt(project, '/w/etc/logrotate.conf', 2)).toEqual([]);
    expect(links(project, '/w/etc/logrotate.conf').filter(({ known }) => known)).toEqual([]);
  });
  it('of a log are one name for all languages of the same tree', () => {
    const found = nameAt(projectOf(files), '/w/etc/logrotate.d/a', 3);
    expect(found?.name).toBe('/var/log/a.log');
    expect(found?.places.map(({ file }) => file).sort()).toEqual(['/w/etc/logrotate.d/a', '/w/etc/rsyslog.d/a.conf']);
    if (found === undefined) throw new Error('no name');
    expect(nameTrouble(found, '/var/log/b.log')).toBeUndefined();
    expect(nameTrouble(found, 'a b')).toContain('`a b`');
  });
});
