import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  codeActions,
  complete,
  emptyProject,
  hover,
  lint,
  openDocument,
  withDocument,
} from '../../../../server/src/core/index.ts';

const path = '/work/opsbook.yaml';
const of = (text: string) => withDocument(emptyProject, openDocument(path, text));
const offered = (text: string) => complete(of(text.replace('|', '')), path, text.indexOf('|')).map(({ label }) => label);

describe('opsbook.yaml in the editor', () => {
  it('is judged as the command line reads it, and a slip is mended', () => {
    const text = 'hosts:\n  web1: 192.0.2.1\nrules:\n  logrotate-bad-cuont: of\nlogrotate: { version: 9 }\n';
    const found = lint(of(text), path).map(({ message, span }) => [text.slice(span.start, span.end), message]);
    expect(found.map(([word]) => word)).toEqual(['logrotate-bad-cuont', '9']);
    const [action] = codeActions(of(text), path, { start: text.indexOf('cuont'), end: text.indexOf('cuont') });
    expect(action?.fix.title).toBe('Change to `logrotate-bad-count`');
    const mended = applyEdits(text, action?.fix.edits ?? []);
    expect(lint(of(mended), path).map(({ message }) => message)[0]).toContain('cannot be `of`; did you mean `off`?');
    expect(lint(of('hosts: [\n'), path)[0]?.message).toMatch(/^This is no YAML/);
    expect(lint(of('- a\n'), path)[0]?.message).toMatch(/^A mapping/);
    expect(lint(of(''), path)).toEqual([]);
  });

  it('is completed by place', () => {
    expect(offered('|')).toEqual(expect.arrayContaining(['hosts', 'groups', 'rules', 'overrides', 'interfaces']));
    expect(offered('interfaces:\n  |')).toEqual(['dialect']);
    expect(offered('interfaces:\n  dialect: |')).toEqual(expect.arrayContaining(['auto', 'ifupdown2']));
    expect(offered('rules:\n  logrotate-bad-c|')).toContain('logrotate-bad-count');
    expect(offered('rules:\n  logrotate-bad-count: |')).toEqual(['off', 'error', 'warning', 'info', 'hint']);
    expect(offered('hosts:\n  web1:\n    |')).toEqual(['address', 'port', 'user', 'production', 'variables']);
    expect(offered('hosts:\n  web1:\n    production: t|')).toEqual(['true', 'false']);
    expect(offered('overrides:\n  - files: x\n    |')).toEqual(expect.arrayContaining(['files', 'rules', 'interfaces']));
    expect(offered('overrides:\n  - |')).toEqual(expect.arrayContaining(['files', 'rules']));
    expect(offered('overrides:\n  - files: x\n    interfaces:\n      |')).toEqual(['dialect']);
    expect(offered('overrides:\n- files: x\n  rules:\n    logrotate-bad-count: o|')).toContain('off');
    for (const text of ['# |', 'hosts: { | }', 'nothing:\n  |', 'include: [|', 'hosts:\n  |', 'rules:\n  x y|'])
      expect(offered(text)).toEqual([]);
  });

  it('says what a key means', () => {
    const text = 'interfaces:\n  dialect: auto\n';
    const found = hover(of(text), path, text.indexOf('dialect') + 2);
    expect(found && text.slice(found.span.start, found.span.end)).toBe('dialect');
    expect(found?.markdown).toContain('Without it: `auto`');
    expect(hover(of(text), path, text.indexOf('auto'))).toBeUndefined();
    expect(hover(of(''), path, 0)).toBeUndefined();
  });

  it('is no configuration of a host, whatever it holds', () => {
    expect(openDocument('/etc/rsyslog.d/opsbook.yaml', 'a: b\n').language).not.toBe('opsbook-yaml');
    for (const text of ['\u0000', ': :', '\ud800: {', '- - -\n  a', 'a: &x [*x]', 'rules: *x']) {
      for (let at = 0; at <= text.length; at++) {
        complete(of(text), path, at);
        hover(of(text), path, at);
      }
      lint(of(text), path);
    }
  });
});
