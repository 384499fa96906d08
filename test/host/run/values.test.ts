import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../client/src/run/index.ts';
import { check, draftOf, file, step } from './draft.ts';
import { localPool, planAndRun } from './run-draft.ts';
import { scratchFolder } from './scratch.ts';

const folder = scratchFolder();
const nasty = `it's "quoted" $HOME \`id\` \\ 😀\nsecond line`;

describe('values', () => {
  it('inputs are environment, never text', async () => {
    const { output } = await planAndRun(
      draftOf([step('a', 'printf %s "$level"')], { inputs: [{ name: 'level', secret: false, value: nasty }] }),
    );
    expect(output['a']).toBe(nasty);
  });
  it('captured values go on, without trailing line ends, and into files and paths', async () => {
    const path = join(folder, 'captured.conf');
    const draft = draftOf([
      step('ask', 'printf "10.0.0.7\\n\\n"; echo noise >&2', { script: { capture: 'address' } }),
      step('use', 'printf "<%s>" "$address"'),
      file('conf', `${folder}/$name.conf`, 'listen {{ address }}\n', { install: { holes: ['address'] } }),
    ]);
    const blocks = [step('name', 'echo captured', { script: { capture: 'name' } }), ...draft.blocks];
    const asked: string[] = [];
    const { plan, output, outcomes, events } = await planAndRun(draftOf(blocks), {
      answer: async ({ message }) => {
        asked.push(message);
        return true;
      },
    });
    expect(plan.files).toMatchObject([{ state: 'unknown', diff: '' }]);
    expect(output['use']).toBe('<10.0.0.7>');
    expect(outcomes['conf']).toBe('ok');
    expect(readFileSync(path, 'utf8')).toBe('listen 10.0.0.7\n');
    const difference = events.findIndex(({ type }) => type === 'difference');
    expect(events[difference]).toMatchObject({ path, diff: expect.stringContaining('+listen 10.0.0.7') });
    expect(events.findIndex(({ type }) => type === 'question')).toBeGreaterThan(difference);
    expect(asked).toHaveLength(1);
  });
  it('a value with a line break is refused in a hole, one that was never given is an error', async () => {
    const path = join(folder, 'never.conf');
    const conf = file('conf', path, 'x {{ v }}\n', { install: { holes: ['v'] } });
    const broken = await planAndRun(draftOf([step('ask', 'printf "a\\nb"', { script: { capture: 'v' } }), conf]));
    expect(broken.outcomes['conf']).toBe('failed');
    expect(broken.messages['conf']).toContain('line break');
    const never = await planAndRun(
      draftOf([step('ask', 'echo a', { when: { name: 'c', not: false }, script: { capture: 'v' } }), check('c', 'false'), conf]),
    );
    expect(never.messages['conf']).toContain('`v` has no value');
  });
  it('capture holds 64 KiB, and only of what went well', async () => {
    const { outcomes, messages } = await planAndRun(
      draftOf([step('big', 'head -c 65537 /dev/zero | tr "\\0" x', { script: { capture: 'v' } })]),
    );
    expect(outcomes['big']).toBe('failed');
    expect(messages['big']).toContain('65537');
    const { output } = await planAndRun(
      draftOf([
        step('bad', 'echo x; exit 1', { continueOnFailure: true, script: { capture: 'v' } }),
        step('see', 'test -n "$v" || echo unset'),
      ]),
    );
    expect(output['see']).toBe('unset\n');
  });
  it('a captured value that no step gave on this host is an error where a step needs it', async () => {
    const hosts = ['web1', 'web2'];
    const { outcomes, messages } = await planAndRun(
      draftOf(
        [
          step('ask', 'test "$OPSBOOK_HOST" = web1; echo x', { targets: hosts, continueOnFailure: true, script: { capture: 'v' } }),
          step('use', 'echo "$v"', { targets: hosts, script: { needs: ['v'] } }),
        ],
        { batches: [hosts], maxFailures: '100%' },
      ),
    );
    expect(outcomes).toEqual({ 'ask@web1': 'ok', 'ask@web2': 'failed', 'use@web1': 'ok', 'use@web2': 'failed' });
    expect(messages['use@web2']).toBe('`v` has no value on `web2`: no step that captures it has ended well there');
  });
  it('as in Runme `$__` is what the step before printed, and a name in capitals what that step printed', async () => {
    const gives = (...names: string[]) => ({ script: { gives: names } });
    const { output, outcomes } = await planAndRun(
      draftOf([
        step('LATEST', 'echo "version 3"', gives('LATEST', '__')),
        step('see', 'echo "<$__>"', gives('__')),
        step('bad', 'echo broken; exit 1', { continueOnFailure: true, ...gives('__') }),
        step('again', 'echo "<$__> $LATEST"', gives('__')),
        step('large', 'head -c 70000 /dev/zero | tr "\\0" x', gives('__')),
        step('last', 'echo "<$__>"'),
      ]),
    );
    expect(outcomes).toMatchObject({ LATEST: 'ok', bad: 'failed', large: 'ok', last: 'ok' });
    expect([output['see'], output['again'], output['last']]).toEqual(['<version 3>\n', '<broken> version 3\n', '<>\n']);
  });
  it('what the inventory says of a host fills its holes, in the plan too', async () => {
    const path = join(folder, 'own.conf');
    const draft = draftOf([file('conf', path, 'keep {{ keep }}\n', { targets: ['web1'], install: { holes: ['keep'] } })], {
      hosts: { web1: { variables: { keep: '7' } } },
      batches: [['web1']],
    });
    const asked: string[] = [];
    const { plan, outcomes } = await planAndRun(draft, { answer: async ({ message }) => void asked.push(message) });
    expect(plan.files[0]).toMatchObject({ state: 'new', diff: expect.stringContaining('+keep 7') });
    expect([outcomes, asked, readFileSync(path, 'utf8')]).toEqual([{ 'conf@web1': 'ok' }, [], 'keep 7\n']);
  });
  it('the plan tells what the linter finds in what is to be installed', async () => {
    const connections = localPool();
    const problems = [{ line: 7, message: 'it is wrong' }];
    const plan = await makePlan(draftOf([step('a', 'true')], { problems }), connections);
    expect(plan.notes).toEqual(['line 7 looks wrong as it is to be installed: it is wrong']);
    await connections.close();
  });
  it('lines of OPSBOOK_OUTPUT are variables for later steps; names that turn data into code are refused', async () => {
    const { output, events } = await planAndRun(
      draftOf([
        step('alias', `echo two=2 >> "$RUNBOOK_OUTPUT"`),
        step('give', `printf 'one=1\\nPATH=/evil\\nLD_PRELOAD=x\\nlong<<E\\na\\nb\\nE\\n' >> "$OPSBOOK_OUTPUT"`),
        step('see', 'echo "$one $two $long $LD_PRELOAD"; case $PATH in /evil) exit 1;; esac'),
      ]),
    );
    expect(output['see']).toBe('1 2 a\nb \n');
    const notes = events.flatMap((event) => (event.type === 'note' ? [event.message] : []));
    expect(notes.join('\n')).toContain('`PATH`');
    expect(notes.join('\n')).toContain('`LD_PRELOAD`');
  });
  it('exported environment and folder live on to the next shell of the host, not of another interpreter or host', async () => {
    const { output } = await planAndRun(
      draftOf(
        [
          step('set', `export KEEP='${nasty.replaceAll("'", "'\\''")}' GONE=1; cd /usr`, { targets: ['local'] }),
          step('unset', 'unset GONE; export level=changed', { script: { interpreter: 'bash' } }),
          step('see', 'printf "%s|%s|%s|%s" "$KEEP" "$GONE" "$PWD" "$level"'),
          step('other', 'test -n "$KEEP" || printf none', { targets: ['web1'] }),
        ],
        { batches: [['local', 'web1']], inputs: [{ name: 'level', secret: false, value: 'info' }] },
      ),
    );
    expect(output['see']).toBe(`${nasty}||/usr|changed`);
    expect(output['other']).toBe('none');
  });
  it('steps know their host, address, port, user, way in, batch, name and run', async () => {
    const { output, events } = await planAndRun(
      draftOf([step('see', 'echo "$OPSBOOK_HOST $OPSBOOK_ADDRESS $OPSBOOK_PORT $OPSBOOK_AUTH $OPSBOOK_BATCH $OPSBOOK_STEP $OPSBOOK_RUN"')]),
    );
    const started = events[0];
    expect(started?.type).toBe('run-started');
    expect(output['see']).toBe(`local localhost 0 local 1 see ${started?.type === 'run-started' ? started.run : ''}\n`);
  });
});

describe('secrets', () => {
  const token = `s3cret's "value"/+=`;
  const draft = (blocks: Parameters<typeof draftOf>[0]) => draftOf(blocks, { inputs: [{ name: 'token', secret: true }] });
  it('go to the steps that name them, and are masked in every form, also across chunks', async () => {
    const conf = join(folder, 'secret.conf');
    const { events, output, outcomes, plan } = await planAndRun(
      draft([
        step(
          'named',
          'echo "$token"; printf %s "$token" | base64; printf s3cret; sleep 0.3; printf "\'s \\"value\\"/+=\\n"; echo "$token" >&2; exit 0',
          { script: { secrets: ['token'] } },
        ),
        step('other', 'test -n "$token" || echo none'),
        file('conf', conf, 'key {{ token }}\n', { sensitive: true, install: { holes: ['token'] } }),
        step('bad', 'echo "token=$token" >> "$OPSBOOK_OUTPUT"; exit 4', { script: { secrets: ['token'] } }),
      ]),
      { secrets: { token } },
    );
    expect(outcomes).toEqual({ named: 'ok', other: 'ok', conf: 'ok', bad: 'failed' });
    expect(output['other']).toBe('none\n');
    expect(output['named']?.split('\n').slice(0, 3)).toEqual(['********', '********', '********']);
    expect(readFileSync(conf, 'utf8')).toBe(`key ${token}\n`);
    const told = JSON.stringify([events, plan]);
    for (const form of [token, JSON.stringify(token).slice(1, -1), Buffer.from(token).toString('base64'), encodeURIComponent(token)])
      expect(told).not.toContain(form);
  });
  it('that are missing, short or other than planned start nothing', async () => {
    const one = draft([step('a', 'echo $token', { script: { secrets: ['token'] } })]);
    const none = await makePlan(one, localPool());
    expect(none.draft.refusals[0]?.message).toContain('`token`');
    await expect(planAndRun(one, { secrets: { token: 'short' } })).rejects.toThrow('fewer than 6');
    const connections = localPool();
    const plan = await makePlan(one, connections, { secrets: { token } });
    expect(plan.secrets?.seals['token']).toMatch(/^[0-9a-f]{64}$/);
    const { run } = await import('../../../client/src/run/index.ts');
    await expect(run(plan, { connections, answer: async () => undefined, secrets: { token: 'another value' } }).next()).rejects.toThrow(
      'another value than',
    );
    await connections.close();
  });
  it('what a sensitive step prints is not told, and what it captures is a secret', async () => {
    const { events, output, outcomes } = await planAndRun(
      draftOf([step('ask', 'echo top-secret-thing', { sensitive: true, script: { capture: 'key' } }), step('leak', 'echo "$key"')]),
    );
    expect(outcomes).toEqual({ ask: 'ok', leak: 'ok' });
    expect(output['ask']).toBeUndefined();
    expect(output['leak']).toBe('********\n');
    expect(JSON.stringify(events.slice(1))).not.toContain('top-secret-thing');
    expect(events.find((event) => event.type === 'note')).toMatchObject({ message: expect.stringContaining('17 bytes') });
  });
});

describe('the plan', () => {
  it('binds by its hash: what was changed after it was made starts nothing', async () => {
    const connections = localPool();
    const plan = await makePlan(draftOf([step('a', 'true')]), connections);
    const { run } = await import('../../../client/src/run/index.ts');
    const [block] = plan.draft.blocks;
    const changed = {
      ...plan,
      draft: { ...plan.draft, blocks: [{ ...block, script: { ...block?.script, text: 'rm -rf /' } }] },
    } as typeof plan;
    await expect(run(changed, { connections, answer: async () => undefined }).next()).rejects.toThrow('hash');
    const again = await makePlan(draftOf([step('a', 'true')]), connections);
    expect(again.hash).toBe(plan.hash);
    expect((await makePlan(draftOf([step('a', 'false')]), connections)).hash).not.toBe(plan.hash);
    await connections.close();
  });
  it.each([
    ['reboot', { attributes: { reboot: 'true' } }, 'would end this run'],
    [
      'interactive',
      { attributes: { interactive: 'true' }, targets: ['a1', 'a2'] },
      'a terminal on one host, and the block is for 2: a[1-2]',
    ],
    ['interactive', { attributes: { interactive: 'true', background: 'true' } }, '`background` do not go together'],
    ['interactive', { attributes: { interactive: 'true' }, guard: 1000 }, '`guard` do not go together'],
  ])('refuses `%s` by its name and looks at no host: %o', async (name, parts, why) => {
    const connections = localPool();
    const plan = await makePlan(draftOf([step('a', 'true', parts)]), connections);
    expect(plan.draft.refusals).toContainEqual({ line: 1, message: expect.stringContaining(`\`${name}\` `) });
    expect(plan.draft.refusals).toContainEqual({ line: 1, message: expect.stringContaining(why) });
    expect(plan.hosts).toEqual([]);
    await expect(planAndRun(draftOf([step('a', 'true', parts)]))).rejects.toThrow(why);
    await connections.close();
  });
  it('a step that needs a terminal does not start where nobody sits at one, nor does anything before it', async () => {
    const blocks = [step('first', 'true'), step('ask', 'true', { script: { interactive: true } })];
    await expect(planAndRun(draftOf(blocks))).rejects.toThrow(
      'line 11: `ask`: `interactive` needs a terminal, and nobody sits at one here',
    );
  });
});
