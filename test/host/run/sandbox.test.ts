import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionPool } from '../../../client/src/run/connections.ts';
import type { Question } from '../../../client/src/run/events.ts';
import type { Sandbox } from '../../../client/src/sandbox/sandbox.ts';
import { startSandbox } from '../../../client/src/sandbox/start-sandbox.ts';
import { openLocalConnection } from '../../../client/src/ssh/local-connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { sandboxPrograms } from '../sandbox/sandbox-program.ts';
import { check, draftOf, file, step } from './draft.ts';
import { planAndRun, type Ran } from './run-draft.ts';

describe('in the plain sandbox', () => {
  let sandbox: Sandbox;
  const stateFolder = mkdtempSync(join(homedir(), '.opsbook-test-sandbox-'));
  const questions: Question[] = [];
  const on = { targets: ['sandbox'] };
  const go = async (blocks: Parameters<typeof draftOf>[0], yes = true): Promise<Ran> => {
    const connections = connectionPool(
      {
        local: openLocalConnection,
        sandbox: async () => sandbox,
        resolve: () => {
          throw new Error('only the sandbox is meant');
        },
        open: openConnection,
      },
      async () => undefined,
    );
    try {
      return await planAndRun(draftOf(blocks, { batches: [['sandbox']] }), {
        connections,
        answer: async (question) => {
          questions.push(question);
          return yes;
        },
      });
    } finally {
      await connections.close();
    }
  };
  beforeAll(async () => {
    sandbox = await startSandbox({ program: (await sandboxPrograms()).server, stateFolder, plain: true });
  });
  afterAll(async () => {
    await sandbox?.close();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('the first line of the plan says what it is, and that it is not isolated', async () => {
    const { plan } = await go([check('c', 'true', on)]);
    expect(plan.notes[0]).toContain('not isolated');
    expect(plan.hosts).toMatchObject([{ name: 'sandbox', unisolated: true }]);
  });
  it('files are placed under its folder, whose folders are made, and are unchanged the next time', async () => {
    const draft = [
      file('f', '/etc/opsbook-sandbox-test/x.conf', 'x\n', { ...on, install: { owner: 'root', reload: 'r' } }),
      step('r', 'cat "$OPSBOOK_NEW_FILE"', { ...on, inOrder: false }),
    ];
    const { outcomes, plan, output } = await go(draft);
    const path = join(sandbox.filesUnder as string, 'etc/opsbook-sandbox-test/x.conf');
    expect(plan.files).toMatchObject([{ path, state: 'new' }]);
    expect(outcomes).toEqual({ 'f@sandbox': 'ok', 'r@sandbox': 'ok' });
    expect(output['r']).toBe('x\n');
    expect(readFileSync(path, 'utf8')).toBe('x\n');
    expect((await go(draft)).outcomes).toEqual({ 'f@sandbox': 'unchanged' });
  });
  it('a step that is no check is asked for', async () => {
    questions.length = 0;
    expect((await go([check('c', 'true', on), step('s', 'true', on)], false)).outcomes).toEqual({
      'c@sandbox': 'ok',
      's@sandbox': 'refused',
    });
    expect(questions).toMatchObject([{ kind: 'confirm', block: 's', message: expect.stringContaining('not isolated') }]);
  });
});
