import { generateKeyPairSync } from 'node:crypto';
import ssh2, { type Server } from 'ssh2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Asking, HostDetails } from '../../../client/src/ssh/connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';

/** A server that wants a password and a code, as PAM with a second factor does. */
let server: Server;
let port = 0;
/** What it says before its questions. */
let instructions = '';
beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    client.on('error', () => {});
    client.on('authentication', (context) => {
      if (context.method === 'password' && context.username === 'old') {
        context.requestChange('a new one, please', () => undefined);
        return;
      }
      if (context.method !== 'keyboard-interactive') {
        context.reject([context.username === 'old' ? 'password' : 'keyboard-interactive']);
        return;
      }
      if (context.username === 'told') {
        context.prompt([], 'Locked', 'after \x1b]0;3\x07 tries', () => context.reject(['keyboard-interactive']));
        return;
      }
      context.prompt(
        [
          { prompt: 'Password: ', echo: false },
          { prompt: 'One-time code: ', echo: true },
        ],
        'Second factor',
        instructions,
        (answers) => {
          if (answers[0] === 'pw' && answers[1] === '123456') context.accept();
          else context.reject(['keyboard-interactive']);
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => {
  server.close();
});

const host = (): HostDetails => ({
  name: 'two',
  address: '127.0.0.1',
  port,
  user: 'bob',
  identityFiles: [],
  identitiesOnly: false,
  agent: undefined,
  knownHostsFiles: [],
  connectTimeout: 5000,
});

it('answers several prompts, each as what it is', async () => {
  const prompts: string[] = [];
  const asking: Asking = {
    hostKey: async () => true,
    secret: async (_host, what, prompt) => {
      prompts.push(`${what} ${prompt}`);
      return what === 'password' ? 'pw' : '123456';
    },
  };
  const connection = await openConnection(host(), asking);
  expect(connection.authentication).toBe('keyboard-interactive');
  expect(prompts).toEqual(['password (bob@two) Second factor\nPassword', 'prompt (bob@two) One-time code']);
  await connection.close();
});

it('says which host asks, and what it says before', async () => {
  instructions = '1. Call me\n2. Send a code\n';
  const prompts: string[] = [];
  const secret: Asking['secret'] = async (_host, what, prompt) => {
    prompts.push(prompt);
    return what === 'password' ? 'pw' : '123456';
  };
  await (await openConnection(host(), { hostKey: async () => true, secret })).close();
  expect(prompts[0]).toBe('(bob@two) Second factor\n1. Call me\n2. Send a code\nPassword');
});

it('tells what the server says without a question', async () => {
  await expect(openConnection({ ...host(), user: 'told' }, { hostKey: async () => true, secret: async () => '' })).rejects.toMatchObject({
    outcome: 'refused',
    message: expect.stringMatching(/; it said `Locked after tries/),
  });
});

it('does not wait where a password is to be changed first', async () => {
  await expect(
    openConnection({ ...host(), user: 'old' }, { hostKey: async () => true, secret: async () => 'long ago' }),
  ).rejects.toMatchObject({
    outcome: 'refused',
    message: expect.stringContaining('wants a new password of `old`: the old one has expired'),
  });
});

it('gives up when nobody answers, and says so', async () => {
  let asked = 0;
  const asking: Asking = {
    hostKey: async () => true,
    secret: async () => {
      asked++;
      return undefined;
    },
  };
  await expect(openConnection(host(), asking)).rejects.toMatchObject({
    outcome: 'refused',
    message: expect.stringContaining('keyboard-interactive (no answer was given); the server takes `keyboard-interactive`'),
  });
  expect(asked).toBe(1);
});
