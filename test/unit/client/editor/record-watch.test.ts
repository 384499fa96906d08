import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RecordWatch } from '../../../../client/src/editor/runs/record-watch.ts';

const scratch = mkdtempSync(join(tmpdir(), 'opsbook-watch-'));
let watch: RecordWatch | undefined;

afterEach(() => {
  watch?.dispose();
  rmSync(scratch, { recursive: true, force: true });
});

describe('the watch on records', () => {
  it('tells of the first record though there was no folder, of one that grows, and of none after it was disposed of', async () => {
    const folder = join(scratch, 'state/runs');
    const changed = vi.fn();
    watch = new RecordWatch(folder, changed, 20);
    const told = async (): Promise<void> => {
      await expect.poll(() => changed.mock.calls.length, { timeout: 10_000 }).toBeGreaterThan(0);
      // What comes a little later is of the same change.
      await new Promise((resume) => setTimeout(resume, 200));
      changed.mockClear();
    };
    mkdirSync(join(folder, 'a'), { recursive: true });
    writeFileSync(join(folder, 'a/events.jsonl'), '{}\n');
    await told();
    watch.follow(['a']);
    await new Promise((resume) => setTimeout(resume, 200));
    changed.mockClear();
    appendFileSync(join(folder, 'a/events.jsonl'), '{}\n');
    await told();
    watch.dispose();
    mkdirSync(join(folder, 'b'));
    appendFileSync(join(folder, 'a/events.jsonl'), '{}\n');
    await new Promise((resume) => setTimeout(resume, 200));
    expect(changed).not.toHaveBeenCalled();
  });
});
