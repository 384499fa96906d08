import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lint } from '../../../server/src/core/index.ts';
import { nodeFiles } from '../../../server/src/host/node-files.ts';
import { rehearsals } from '../../../server/src/lsp/rehearsal.ts';
import { Workspace } from '../../../server/src/lsp/workspace.ts';

const uri = 'file:///nowhere/long.runbook.md';
const part = (n: number): string => `## Part ${n}\n\n\`\`\`sh {name=look${n} check=true}\ntest -d /srv/part-${n}\n\`\`\`\n\n`;
const long = `---\nrunbook:\n  hosts: local\n---\n\n${Array.from({ length: 500 }, (_, n) => part(n)).join('')}`;

describe('typing in a long text before anybody does', () => {
  let read: string[];
  let workspace: Workspace;

  beforeEach(() => {
    vi.useFakeTimers();
    workspace = new Workspace(nodeFiles, () => {});
    read = [];
    const readInstead = workspace.readInstead.bind(workspace);
    workspace.readInstead = (of, text, previous) => {
      read.push(text);
      return readInstead(of, text, previous);
    };
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is done once for each language, in the beginning of the text', () => {
    const rehearsal = rehearsals(workspace);
    workspace.update(uri, 'markdown', 1, long);
    rehearsal.opened(uri);
    vi.advanceTimersByTime(60_000);
    expect(read.length).toBeGreaterThan(1);
    expect(read.every((text) => text.length < 21_000 && text.startsWith('---\nrunbook:'))).toBe(true);
    expect(read[0]?.length).toBe((read[1]?.length ?? 0) + 1);
    const before = read.length;
    rehearsal.opened(uri);
    vi.advanceTimersByTime(60_000);
    expect(read).toHaveLength(before);
  });

  it('changes nothing of what is known of the document', () => {
    const rehearsal = rehearsals(workspace);
    workspace.update(uri, 'markdown', 1, `${long}\`\`\`sh {name=look1}\ntrue\n\`\`\`\n`);
    const known = (): unknown => [workspace.opened(uri), lint(workspace.project(uri), '/nowhere/long.runbook.md')];
    const before = known();
    rehearsal.opened(uri);
    vi.advanceTimersByTime(60_000);
    expect(read).not.toEqual([]);
    expect(known()).toEqual(before);
  });

  it('is left to who types', () => {
    const rehearsal = rehearsals(workspace);
    workspace.update(uri, 'markdown', 1, long);
    rehearsal.opened(uri);
    rehearsal.changed();
    vi.advanceTimersByTime(60_000);
    expect(read).toEqual([]);
  });

  it('ends where somebody begins to type in the midst of it, and where the document is closed', async () => {
    const rehearsal = rehearsals(workspace);
    workspace.update(uri, 'markdown', 1, long);
    rehearsal.opened(uri);
    for (let waited = 0; read.length === 0 && waited < 1000; waited++) vi.advanceTimersByTime(10);
    expect(read).toHaveLength(1);
    rehearsal.changed();
    vi.advanceTimersByTime(60_000);
    expect(read).toHaveLength(1);
    const another = 'file:///nowhere/another.conf';
    workspace.update(another, 'logrotate', 1, '/var/log/a { daily }\n'.repeat(2000));
    rehearsal.opened(another);
    for (let waited = 0; read.length === 1 && waited < 1000; waited++) vi.advanceTimersByTime(10);
    await workspace.close(another);
    vi.advanceTimersByTime(60_000);
    expect(read).toHaveLength(3);
  });

  it('is not worth it for a short text, and for Markdown that is no runbook', () => {
    const rehearsal = rehearsals(workspace);
    workspace.update(uri, 'markdown', 1, long.slice(0, 5000));
    rehearsal.opened(uri);
    vi.advanceTimersByTime(60_000);
    workspace.update('file:///nowhere/plain.md', 'markdown', 1, 'Prose.\n\n'.repeat(5000));
    rehearsal.opened('file:///nowhere/plain.md');
    vi.advanceTimersByTime(60_000);
    expect(read).toEqual([]);
  });
});
