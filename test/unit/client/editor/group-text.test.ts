import { describe, expect, it } from 'vitest';
import { groupText } from '../../../../client/src/editor/notebook/group-text.ts';
import type { AnswerGroup, HostAnswer } from '../../../../client/src/editor/runs/run-state.ts';

const group = (more: Partial<HostAnswer>): AnswerGroup => ({
  block: 'b',
  name: 'web[1-2]',
  hosts: ['web1', 'web2'],
  running: false,
  answer: { host: 'web1', end: { outcome: 'ok', duration: 1400 }, text: '', cut: false, lastLine: '', notes: [], installed: [], ...more },
});

describe('the output of a cell', () => {
  it('names the files that a host got, where the old ones are, and what was taken back', () => {
    const installed = [
      { path: '/etc/a', kept: '/var/lib/opsbook/kept/r/1-a', back: false },
      { path: '/etc/b', back: false },
      { path: '/etc/c', back: true },
    ];
    expect(
      groupText(group({ installed, text: 'done\n' }))
        .split('\n')
        .slice(1),
    ).toEqual([
      '/etc/a installed; the old file is kept as /var/lib/opsbook/kept/r/1-a',
      '/etc/b installed; there was no file before',
      '/etc/c was installed and taken back: it is as it was',
      'done',
      '',
    ]);
  });

  it('says who and how first, and keeps of all escapes the colours alone', () => {
    const text = groupText(group({ text: '\u001b[32mgreen\u001b[0m\u001b]0;title\u0007\u001b[2J\n' }));
    const head = '\u001b[1;32mweb[1-2]\u001b[0m \u001b[2m2 hosts · ok · 1.4 s\u001b[0m\n';
    expect(text.startsWith(`${head}\u001b[32mgreen\u001b[0m`)).toBe(true);
    expect(text).not.toContain('\u001b]');
    expect(text).not.toContain('\u001b[2J');
  });
});
