import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { program } from '../../../host/cli/opsbook.ts';
import { file, step } from '../../../host/run/draft.ts';
import { type Ground, left, row, run, shell } from './ground.ts';

const path = '/etc/staged.conf';
const text = (word: string): string => `${word}\n${`${'same '.repeat(19)}same\n`.repeat(400)}`;
const kibibytes = Math.ceil(text('old').length / 1024);

/** The word that the file of the tests begins with, '' where there is none; throws where it is not whole. */
async function word(ground: Ground): Promise<string> {
  const now = await shell(ground, `cat ${path} 2>/dev/null`);
  if (now === '') return '';
  const first = now.split('\n')[0] ?? '';
  expect(now === text(first), `\`${path}\` is whole`).toBe(true);
  return first;
}

/**
 * Tools of an install that stand still at a stage, once, so that something can happen there. The stage that is meant is in /run/stage; who
 * stands still there makes /run/reached.
 */
const stoppable = `#!/bin/sh
stage=\${0##*/}
case "$stage $*" in
  "cp "*--attributes-only*) stage=cp-attributes;;
  "mkdir "*/.*.opsbook-*) stage=mkdir-candidate;;
  "stat "*" /var/lib/opsbook "*) stage=stat-install;;
  "sha256sum "*.opsbook-*) stage=sha256sum-new;;
  "mv --version"*) exec /bin/mv --version;;
esac
hold() { if [ "$(cat /run/stage 2>/dev/null)" = "$1" ]; then rm -f /run/stage; : > /run/reached; sleep 606; fi; }
hold "$stage"
"/bin/\${0##*/}" "$@"
r=$?
hold "$stage-done"
exit $r
`;

/**
 * In order: the plan's look at what is there, the lock, the second look, making the candidate, its owner and mode, its check, keeping the old file,
 * the look at both, the way to the disk, the rename, what comes after, the reload.
 */
const stages = [
  'sha256sum',
  'flock',
  'stat-install',
  'mkdir-candidate-done',
  'cp-attributes',
  'judge',
  'cp',
  'cp-done',
  'sha256sum-new',
  'sync',
  'sync-done',
  'mv',
  'mv-done',
  'reload',
];
/** The same of a file that was not there: it gets its name by a link. */
const newStages = ['flock', 'mkdir-candidate', 'mkdir-candidate-done', 'stat-install', 'sha256sum-new', 'sync', 'ln', 'ln-done', 'reload'];
/** From here on the new file is in place. */
const renamed = ['mv-done', 'ln-done', 'reload'];

/** Tests of what may befall an install; each leaves the host as it was. */
export function installFaults(of: () => Ground): void {
  it('its disk fills up at one stage of an install or another', async () => {
    const ground = of();
    const ends = new Set<string>();
    for (const free of [
      0,
      4,
      8,
      12,
      16,
      24,
      kibibytes,
      kibibytes + 4,
      kibibytes + 12,
      2 * kibibytes,
      2 * kibibytes + 8,
      3 * kibibytes + 64,
    ]) {
      await ground.fleet.exec('h1', `rm -rf /var/lib/opsbook /run/reloaded; cat > ${path}`, text('old'));
      await ground.fleet.fault('h1', 'diskfull', 'on');
      await shell(ground, `truncate -s -${free}K /var/fleet-fill`);
      try {
        const ran = await run(ground, [
          file('step', path, text('new'), { targets: ['h1'], sudo: true, install: { reload: 'reload' } }),
          step('reload', ': > /run/reloaded', { targets: ['h1'], sudo: true, inOrder: false }),
        ]);
        const end = ran.outcomes['step@h1'];
        const now = await word(ground);
        ends.add(`${end} ${now}`);
        // Without its reload a new file is a failure, and goes back where there is room to do so.
        if (now === 'new' && end !== 'ok') expect(ran.messages['step@h1']).toContain('could not be put back');
        else expect([end, now]).toEqual(now === 'new' ? ['ok', 'new'] : ['failed', 'old']);
        if (end === 'ok') expect(await shell(ground, 'ls /run/reloaded')).toBe('/run/reloaded\n');
        expect(await left(ground)).toBe('');
      } finally {
        await ground.fleet.fault('h1', 'diskfull', 'off');
      }
    }
    expect([...ends]).toEqual(expect.arrayContaining(['failed old', 'ok new']));
    row(
      ground,
      'disk full at each stage of an install',
      { outcomes: { 'step@h1': 'failed' }, messages: {} },
      'the old file, whole, or the new one, whole; nothing else',
    );
  }, 120_000);

  // What a daemon judges is installed by a step like any other, with a watch over its time on the host; the rest by a script of our own.
  it.each([
    ['a file that a daemon judges', ' validate="judge %s"', 'old', stages],
    ['a file that none judges', '', 'old', stages.filter((stage) => stage !== 'judge')],
    ['a new file', '', '', newStages],
  ])(
    'the client is killed at each stage of an install: %s',
    async (_what, validate, before, stages) => {
      const ground = of();
      const { fleet, folder } = ground;
      const tools = ['flock', 'stat', 'sha256sum', 'mkdir', 'cp', 'sync', 'mv', 'ln', 'judge', 'reload'];
      await fleet.exec(
        'h1',
        `cat > /usr/local/bin/flock; cd /usr/local/bin; chmod 755 flock; for x in ${tools.slice(1).join(' ')}; do cp flock $x; done
ln -sf true /bin/judge; ln -sf true /bin/reload; [ -e /bin/flock ] || ln -s /usr/bin/flock /bin/flock`,
        stoppable,
      );
      const book = join(folder, 'staged.md');
      const fence = '```';
      writeFileSync(
        book,
        `---
runbook:
  hosts: h1
  sudo: true
---

${fence}text {name=put file=${path}${validate} reload=again}
${text('new')}${fence}

${fence}sh {name=again}
reload
${fence}
`,
      );
      const start = (output: 'ignore' | 'pipe') =>
        spawn(process.execPath, [program, 'run', '--yes', '--ssh-config', fleet.sshConfig, book], {
          env: { ...process.env, XDG_STATE_HOME: folder, NO_COLOR: '1' },
          stdio: ['ignore', output, 'inherit'],
        });
      for (const stage of stages) {
        await fleet.exec(
          'h1',
          `rm -rf /var/lib/opsbook /run/reached; echo ${stage} > /run/stage; ${before === '' ? `rm -f ${path}` : `cat > ${path}`}`,
          text('old'),
        );
        const child = start('ignore');
        const gone = new Promise((resolve) => child.once('close', resolve));
        await expect.poll(() => shell(ground, 'ls /run/reached 2>/dev/null'), { timeout: 20_000, message: stage }).toBe('/run/reached\n');
        child.kill('SIGKILL');
        await gone;
        await expect.poll(() => left(ground), { timeout: 10_000, message: stage }).toBe('');
        expect([stage, await word(ground)]).toEqual([stage, renamed.includes(stage) ? 'new' : before]);
        // The next run ends what this one began: the file is there, its reload paid, nothing owed.
        const next = start('pipe');
        let said = '';
        next.stdout?.setEncoding('utf8').on('data', (more: string) => {
          said += more;
        });
        expect([stage, await new Promise((resolve) => next.once('close', resolve)), said]).toEqual([
          stage,
          0,
          expect.stringMatching(/ok again/),
        ]);
        expect([stage, await word(ground), await shell(ground, 'ls -A /var/lib/opsbook/owed 2>/dev/null')]).toEqual([stage, 'new', '']);
      }
      await shell(ground, `cd /usr/local/bin; rm -f ${tools.join(' ')} /bin/judge /bin/reload ${path}`);
      if (validate === '') return;
      ground.rows.push(
        '| client killed at each stage of an install | | its record is readable up to there; the next run ends what it began, and pays the reload | until the rename the old file, whole, from it on the new one; the install has ended |',
      );
    },
    180_000,
  );
}
