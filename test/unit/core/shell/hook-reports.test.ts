import { describe, expect, it } from 'vitest';
import { emptyProject, lint, openDocument, withDocument } from '../../../../server/src/core/index.ts';

/** The problems of a rule in a document, as the text they stand at. */
function found(path: string, text: string, rule: string): readonly string[] {
  const problems = lint(withDocument(emptyProject, openDocument(path, text)), path).filter((problem) => problem.rule === rule);
  return problems.map(({ span, severity }) => `${severity} ${text.slice(span.start, span.end)}@${span.start}`);
}

describe('shell in configuration files', () => {
  it('of logrotate is judged at its characters, also beside the keyword and in a fence', () => {
    const bare = '/var/log/x {\n  postrotate\n    echo "a\n  endscript\n}\n';
    expect(found('/etc/logrotate.d/x', bare, 'logrotate-script-syntax')).toEqual([`error "@${bare.indexOf('"')}`]);
    const fence = '---\nrunbook:\n---\n\n> ```logrotate\n> /var/log/x {\n>   prerotate\n>     if true; then\n>   endscript\n> }\n> ```\n';
    expect(found('/b.md', fence, 'logrotate-script-syntax')).toEqual([`error if@${fence.indexOf('if')}`]);
  });

  it('of interfaces is judged line by line; a joined line as a whole', () => {
    const text = 'auto e0\niface e0 inet dhcp\n  up echo $(date\n  down x=(1 2)\n  post-down echo \\\n    "a\n';
    expect(found('/etc/network/interfaces', text, 'interfaces-hook-syntax')).toEqual([
      `error $(@${text.indexOf('$(')}`,
      `warning x@${text.indexOf('x=(')}`,
      `error echo \\\n    "a@${text.lastIndexOf('echo')}`,
    ]);
  });
});
