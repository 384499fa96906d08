import { describe, expect, it } from 'vitest';
import { applyEdits, emptyProject, lint, openDocument, type Problem, type Project, withDocument } from '../../../server/src/core/index.ts';

const unknown = 'logrotate-unknown-directive';
const project = (text: string, path = '/r.md', more: Partial<Project> = {}): Project => ({
  ...withDocument(emptyProject, openDocument(path, text)),
  ...more,
});
// Hints come and go with the languages' rules; what is tested here is not theirs.
const problems = (text: string, path = '/r.md', more: Partial<Project> = {}): readonly Problem[] =>
  lint(project(text, path, more), path).filter(({ rule, severity }) => (severity !== 'hint' && severity !== 'info') || rule === unknown);
const shown = (text: string, path?: string): string[] =>
  problems(text, path).map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`);

const quoted = '> ```logrotate {file=/etc/logrotate.d/x}\n> /var/log/x {\n>   dailly\n> }\n> ```\n';

describe('lint', () => {
  it('places a problem of a block at the exact character of the document', () => {
    for (const text of [
      quoted,
      quoted.replaceAll('> ', '  ').replace('  ```', '- ```'),
      quoted.replaceAll('> ', '').replaceAll('\n', '\r\n'),
    ]) {
      expect(shown(text)).toContain('logrotate-unknown-directive: dailly');
    }
  });

  it('repairs inside a quote without touching its marks', () => {
    const problem = problems(quoted).find(({ rule }) => rule === 'logrotate-unknown-directive');
    expect(applyEdits(quoted, problem?.fixes[0]?.edits ?? [])).toBe(quoted.replace('dailly', 'daily'));
  });

  it('leaves Markdown alone that is no runbook', () => {
    expect(problems('# Readme\n\n```logrotate\n/x {\n  dailly\n}\n```\n')).toEqual([]);
    expect(problems('# Readme\n\n```sh {name=x cwd=/tmp}\n```\n')).toEqual([]);
    expect(problems('# Readme\n\n```logrotate\n/x {\n  dailly\n}\n```\n', '/x.runbook.md').length).toBe(1);
  });

  it('does not judge what nobody closed', () => {
    expect(problems('---\nrunbook:\n---\n```logrotate\n/x {\n dailly\n').map(({ rule }) => rule)).toEqual(['runbook-unclosed-fence']);
  });

  it('drops problems inside values that nobody wrote', () => {
    const text = '---\nrunbook:\n  hosts: sandbox\n  inputs:\n    n: { }\n---\n```logrotate\n/x {\n  rotate {{ n }}\n}\n```\n';
    expect(shown(text)).toEqual([]);
    expect(shown(text.replace('{ }', '{ default: 7 }'))).toEqual([]);
    expect(shown(text.replace('{{ n }}', '{{ m }}')).length).toBe(1);
  });

  it('lets comments switch rules off, in Markdown and in a block, and tells of those that do nothing', () => {
    const bad = '/x {\n  dailly\n}\n';
    const rule = 'logrotate-unknown-directive';
    const block = (text: string): string => `---\nrunbook:\n---\n\`\`\`logrotate\n${text}\`\`\`\n`;
    expect(shown(block(bad))).toEqual([`${rule}: dailly`]);
    expect(shown(block(bad.replace('  dailly', `  # opsbook-disable-next-line ${rule}\n  dailly`)))).toEqual([]);
    expect(shown(block(bad).replace('```logrotate', `<!-- opsbook-disable ${rule} -->\n\n\`\`\`logrotate`))).toEqual([]);
    expect(shown(`${block('/x {\n}\n')}\n<!-- opsbook-disable-next-line ${rule} -->\n`)).toEqual([`opsbook-suppression: ${rule}`]);
    expect(shown(`${block('/x {\n}\n')}\n<!-- opsbook-disable nothing-such -->\n`)).toEqual(['opsbook-suppression: nothing-such']);
  });

  it('takes severities from the settings', () => {
    const text = '/x {\n  dailly\n}\n';
    const judged = (severity: string) =>
      problems(text, '/etc/logrotate.d/x', { settings: () => ({ rules: { 'logrotate-unknown-directive': severity } }) });
    expect(judged('hint').map(({ severity }) => severity)).toEqual(['hint']);
    expect(judged('off')).toEqual([]);
  });

  it('tells a bare file by its path', () => {
    const text = 'dailly\n';
    for (const path of ['/x/logrotate.d/y', '/etc/logrotate.conf', 'logrotate.conf']) expect(problems(text, path).length, path).toBe(1);
    expect(problems(text, '/x/other.conf')).toEqual([]);
  });
});
