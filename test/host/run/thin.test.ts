import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check, draftOf, file, step } from './draft.ts';
import { planAndRun } from './run-draft.ts';
import { scratchFolder } from './scratch.ts';

const folder = scratchFolder();

it('mends what a check finds, and finds it mended the next time', async () => {
  const path = join(folder, 'mended.conf');
  const draft = draftOf([
    check('there', `grep -q yes ${path}`),
    file('conf', path, 'say yes\n', { fixes: 'there', install: { reload: 'again' } }),
    step('again', `echo reloaded >> ${folder}/reloads`, { inOrder: false }),
  ]);
  const first = await planAndRun(draft);
  expect(first.plan.files).toMatchObject([{ block: 'conf', host: 'local', path, state: 'new' }]);
  expect(first.plan.files[0]?.diff).toContain('+say yes');
  expect(first.outcomes).toEqual({ there: 'ok', conf: 'fixed', again: 'ok' });
  expect(first.exitStatus).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe('say yes\n');
  const second = await planAndRun(draft);
  expect(second.plan.files).toMatchObject([{ state: 'unchanged' }]);
  expect(second.outcomes).toEqual({ there: 'ok', conf: 'unchanged' });
  expect(readFileSync(`${folder}/reloads`, 'utf8')).toBe('reloaded\n');
  expect(readdirSync(folder).sort()).toEqual(['mended.conf', 'reloads']);
});
