import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../client/src/ssh/connection.ts';
import { shortNames } from '../../../client/src/ssh/host-side/shell-lines.ts';
import { shellText } from '../../../client/src/ssh/host-side/shell-text.ts';
import { stepText } from '../../../client/src/ssh/host-side/step-text.ts';
import { ownText } from '../../../client/src/ssh/host-side/own-text.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, mayMakeAccounts, type RealSshd, startSshd } from './real-sshd.ts';
import { finish, runToEnd, step } from './run-to-end.ts';
import { asking } from './ways.ts';

const script = `for the_name in ${shortNames.join(' ')}; do eval "echo \\"$the_name=\\\${$the_name-}\\""; done`;
const all = (value: (name: string) => string): string => shortNames.map((name) => `${name}=${value(name)}\n`).join('');

describe('names of variables that our texts for a host use', () => {
  it('are all among those that are put by and given back', () => {
    const names = { nonce: 'NONCE', mark: 'MARK', folder: 'FOLDER', screen: 'SCREEN' };
    const request = step('true', { timeout: 1000, keepsEnd: true });
    const terminal = step('true', { pty: { type: 'dumb', rows: 1, columns: 1 } });
    const text = [shellText('1'), stepText(request, names, '1'), stepText(terminal, names, '1'), ownText(request, names, '1')].join('\n');
    const set = new Set<string>();
    for (const [, name = ''] of text.matchAll(/(?<!-o)(?:^|[\s;{(|&"])([a-z]\w*)=(?!\s*\\?")/gm)) set.add(name);
    for (const [, more = ''] of text.matchAll(/\bread (?:-r )?((?:[a-z]\w*[ ;])*[a-z]\w*)/gm))
      for (const name of more.split(/[ ;]+/)) set.add(name);
    for (const [, name = ''] of text.matchAll(/\bfor ([a-z]\w*) in\b/gm)) set.add(name);
    expect([...set].filter((name) => !shortNames.includes(name)).sort()).toEqual([]);
  });
});

describe.runIf(hasSshd() && mayMakeAccounts())('values that are called as our own variables', () => {
  let sshd: RealSshd;
  let connection: Connection;
  beforeAll(async () => {
    sshd = await startSshd({ sudo: 'nopasswd', config: [`SetEnv ${shortNames.map((name) => `${name}=login-${name}`).join(' ')}`] });
    connection = await openConnection(sshd.details(), asking);
  });
  afterAll(async () => {
    await connection.close();
    await sshd.stop();
  });

  it.each(['sh', 'bash', 'zsh', 'ksh'])(
    'come to a step of %s as they are, those of a runbook and those of the login',
    async (interpreter) => {
      const mine = Object.fromEntries(shortNames.map((name) => [name, `mine-${name}`]));
      for (const more of [{ environment: mine }, {}, { environment: mine, cwd: '/usr', timeout: 60_000, keepsEnd: true }]) {
        const { stdout, stderr, end } = await runToEnd(connection, script, { interpreter, ...more });
        expect([stdout, stderr, end.kind]).toEqual([all((name) => `${'environment' in more ? 'mine' : 'login'}-${name}`), '', 'exit']);
      }
    },
  );

  it('come to a step on a terminal, and what it is refused for is said', async () => {
    const environment = { d: 'mine', n: 'mine', i: 'mine', x: 'mine' };
    const terminal = connection.run(step('echo "$d $n $i $x $c"', { environment, pty: { type: 'dumb', rows: 24, columns: 80 } }));
    expect((await finish(terminal)).stdout.trim()).toBe('mine mine mine mine login-c');
    for (const [more, message] of [
      [{ cwd: '/nowhere' }, 'the folder `/nowhere` cannot be entered'],
      [{ interpreter: 'no-such-program' }, 'the interpreter `no-such-program` was not found'],
    ] as const) {
      const refused = { kind: 'refused', message: expect.stringContaining(message) };
      expect((await runToEnd(connection, 'true', { environment, ...more })).end).toMatchObject(refused);
      const shown = connection.run(step('true', { environment, ...more, pty: { type: 'dumb', rows: 24, columns: 80 } }));
      expect((await finish(shown)).end).toMatchObject(refused);
    }
  });
});
