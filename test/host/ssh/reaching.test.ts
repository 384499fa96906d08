import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chosenAlgorithms } from '../../../client/src/ssh/algorithm-list.ts';
import { ConnectError } from '../../../client/src/ssh/connect-error.ts';
import type { Asking, Connection, HostDetails } from '../../../client/src/ssh/connection.ts';
import { addKnownHost } from '../../../client/src/ssh/known-hosts/add-known-host.ts';
import { keyPicture } from '../../../client/src/ssh/known-hosts/key-picture.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, isRoot, makeKey, mayMakeAccounts, type RealSshd, startSshd } from './real-sshd.ts';
import { runToEnd } from './run-to-end.ts';

const nobody: Asking = { hostKey: async () => false, secret: async () => undefined };
const open: Connection[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function connect(details: HostDetails, asking: Asking = nobody): Promise<Connection> {
  const connection = await openConnection(details, asking);
  open.push(connection);
  return connection;
}

async function refusal(details: HostDetails, asking: Asking = nobody): Promise<ConnectError> {
  const error = await connect(details, asking).then(
    () => undefined,
    (failed: unknown) => failed,
  );
  expect(error).toBeInstanceOf(ConnectError);
  return error as ConnectError;
}

describe.runIf(hasSshd())('reaching a host', () => {
  let sshd: RealSshd;
  let server: Server;
  beforeAll(async () => {
    sshd = await startSshd({ hostKeys: ['ed25519', 'rsa', 'ecdsa'], ...(isRoot ? { password: 'the right one' } : {}) });
  });
  afterAll(() => sshd.stop());

  const keyOf = (type: string): string[] => readFileSync(join(sshd.folder, `host_${type}.pub`), 'utf8').split(' ');
  const known = (lines: string): string => {
    const file = join(sshd.folder, `known-${Math.random()}`);
    writeFileSync(file, lines);
    return file;
  };
  const name = (): string => `[${sshd.address}]:${sshd.port}`;

  describe('host keys', () => {
    it('is verified, and its fingerprint is what ssh-keygen prints', async () => {
      const connection = await connect(sshd.details());
      const printed = execFileSync('ssh-keygen', ['-l', '-f', join(sshd.folder, 'host_ed25519.pub')], { encoding: 'utf8' });
      expect(connection.hostKey).toBe(printed.split(' ')[1]);
      expect(connection.authentication).toBe('publickey');
    });

    it.each([
      ['ed25519', 256],
      ['rsa', 2048],
      ['rsa', 3072],
      ['ecdsa', 384],
    ])('has the picture that ssh-keygen draws: %s %i', (type, bits) => {
      const file = join(sshd.folder, `picture-${type}-${bits}`);
      execFileSync('ssh-keygen', ['-q', '-t', type, ...(type === 'ed25519' ? [] : ['-b', String(bits)]), '-N', '', '-f', file]);
      const [word = '', blob = ''] = readFileSync(`${file}.pub`, 'utf8').split(' ');
      const drawn = execFileSync('ssh-keygen', ['-l', '-v', '-f', `${file}.pub`], { encoding: 'utf8' });
      expect(keyPicture(Buffer.from(blob, 'base64'), word)).toBe(drawn.trimEnd().split('\n').slice(1).join('\n'));
    });

    it('asks for an unknown key, and goes no further without a yes', async () => {
      const file = join(sshd.folder, 'new', 'known_hosts');
      const asked: string[] = [];
      const error = await refusal(sshd.details({ knownHostsFiles: [file] }), {
        ...nobody,
        hostKey: async (host, key) => {
          asked.push(`${host.name} ${key.type} ${key.fingerprint.slice(0, 7)}`);
          return false;
        },
      });
      expect(asked).toEqual(['web1 ssh-ed25519 SHA256:']);
      expect(error.outcome).toBe('refused');
      expect(error.message).toContain(`the host key of \`${name()}\``);
      expect(error.message).toContain(`was not accepted; expected it in \`${file}\``);
      expect(() => readFileSync(file)).toThrow();
    });

    it('writes an accepted key so that OpenSSH finds it, and asks no second time', async () => {
      const file = known('# a line without its end');
      let questions = 0;
      const asking: Asking = { ...nobody, hostKey: async () => ++questions === 1 };
      await connect(sshd.details({ knownHostsFiles: [file] }), asking);
      await connect(sshd.details({ knownHostsFiles: [file] }), asking);
      expect(questions).toBe(1);
      expect(readFileSync(file, 'utf8')).toBe(`# a line without its end\n${name()} ${keyOf('ed25519').slice(0, 2).join(' ')}\n`);
      expect(execFileSync('ssh-keygen', ['-F', name(), '-f', file], { encoding: 'utf8' })).toContain(keyOf('ed25519')[1]);
    });

    it('does not count the time that its user takes', async () => {
      const connection = await connect(sshd.details({ knownHostsFiles: [known('')], connectTimeout: 700 }), {
        ...nobody,
        hostKey: () => new Promise((resolve) => setTimeout(() => resolve(true), 1500)),
      });
      expect((await runToEnd(connection, 'echo in')).stdout).toBe('in\n');
    });

    it('refuses a changed key, with the line that says otherwise, and never asks', async () => {
      const other = readFileSync(`${makeKey(join(sshd.folder, `other-${Math.random()}`))}.pub`, 'utf8').split(' ');
      const file = known(`# first\n${name()} ${other[0]} ${other[1]}\n`);
      const error = await refusal(sshd.details({ knownHostsFiles: [file] }), {
        ...nobody,
        hostKey: () => Promise.reject(new Error('it asked')),
      });
      expect(error.outcome).toBe('refused');
      expect(error.message).toMatch(/has changed: it shows ssh-ed25519 SHA256:.*, but `.*` line 2 says ssh-ed25519 SHA256:/);
    });

    it('wants the key type that is known first, so that several keys look like no change', async () => {
      for (const type of ['rsa', 'ecdsa']) {
        const connection = await connect(sshd.details({ knownHostsFiles: [known(`${name()} ${keyOf(type).slice(0, 2).join(' ')}\n`)] }));
        expect(connection.hostKey).toBe(
          execFileSync('ssh-keygen', ['-l', '-f', join(sshd.folder, `host_${type}.pub`)], { encoding: 'utf8' }).split(' ')[1],
        );
      }
    });

    it('knows hashed names, patterns and aliases; a revocation wins', async () => {
      const [type, key] = keyOf('ed25519');
      const hashed = known(`${name()} ${type} ${key}\n`);
      execFileSync('ssh-keygen', ['-H', '-f', hashed], { stdio: 'ignore' });
      expect(readFileSync(hashed, 'utf8')).toMatch(/^\|1\|/);
      await connect(sshd.details({ knownHostsFiles: [hashed] }));
      await connect(sshd.details({ knownHostsFiles: [known(`*.example,[127.77.*]:* ${type} ${key}\n`)] }));
      await connect(sshd.details({ knownHostsFiles: [known(`shared ${type} ${key}\n`)], hostKeyAlias: 'shared' }));
      expect((await refusal(sshd.details({ knownHostsFiles: [known(`!${name()},* ${type} ${key}\n`)] }))).message).toContain(
        'is not known',
      );
      const revoked = await refusal(sshd.details({ knownHostsFiles: [hashed, known(`@revoked * ${type} ${key}\n`)] }));
      expect(revoked.message).toMatch(/is revoked by `.*` line 1/);
      const authority = await refusal(sshd.details({ knownHostsFiles: [known(`@cert-authority * ${type} ${keyOf('rsa')[1]}\n`)] }));
      expect(authority.message).toContain('the host showed no certificate');
    });

    it('writes a key where it is to be kept: under a name that nobody reads, or nowhere', async () => {
      const asking: Asking = { ...nobody, hostKey: async () => true };
      const hidden = known('');
      await connect(sshd.details({ knownHostsFiles: [hidden], keepsNewKeys: 'hashed' }), asking);
      expect(readFileSync(hidden, 'utf8')).toMatch(/^\|1\|\S+=\|\S+= ssh-ed25519 /);
      expect(execFileSync('ssh-keygen', ['-F', name(), '-f', hidden], { encoding: 'utf8' })).toContain('found: line 1');
      await connect(sshd.details({ knownHostsFiles: [hidden] }));
      const system = known('');
      await connect(sshd.details({ knownHostsFiles: [system], keepsNewKeys: 'no' }), asking);
      expect(readFileSync(system, 'utf8')).toBe('');
    });

    it('takes no key that RevokedHostKeys names, whatever else knows it, and none where that cannot be read', async () => {
      const list = join(sshd.folder, 'revoked');
      writeFileSync(list, `# lost\n\n${keyOf('ed25519').slice(0, 2).join(' ')}\n`);
      const only = known(`${name()} ${keyOf('ed25519').slice(0, 2).join(' ')}\n`);
      const details = sshd.details({ knownHostsFiles: [only], revokedHostKeys: list });
      expect((await refusal(details)).message).toContain(`is revoked by \`${list}\` line 3`);
      writeFileSync(list, keyOf('rsa').join(' '));
      await connect(details);
      expect((await refusal(sshd.details({ revokedHostKeys: '/no/such' }))).message).toContain('so no host key can be trusted');
      const binary = join(sshd.folder, 'krl');
      execFileSync('ssh-keygen', ['-q', '-k', '-f', binary, join(sshd.folder, 'host_rsa.pub')]);
      expect((await refusal(sshd.details({ revokedHostKeys: binary }))).message).toContain('is a binary revocation list');
    });

    it('is of a type that was asked for', async () => {
      const details = sshd.details({ algorithms: { hostKeys: ['ecdsa-sha2-nistp256'] } });
      const printed = execFileSync('ssh-keygen', ['-l', '-f', join(sshd.folder, 'host_ecdsa.pub')], { encoding: 'utf8' });
      expect((await connect(details)).hostKey).toBe(printed.split(' ')[1]);
      expect((await refusal(sshd.details({ algorithms: { hostKeys: ['ecdsa-sha2-nistp521'] } }))).message).toBe(
        `no type of host key that both sides know with \`web1\` (${sshd.address}:${sshd.port})`,
      );
    });

    it('leaves what is no file as it is: /dev/null was a file afterwards, where root had it for a known_hosts', async () => {
      const pipe = join(sshd.folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      await addKnownHost(pipe, name(), Buffer.from(keyOf('ed25519')[1] ?? '', 'base64'));
      expect(statSync(pipe).isFIFO()).toBe(true);
    });

    it('is refused where its folder cannot be made: there Node goes on for ever', async () => {
      const file = '/proc/nowhere/known_hosts';
      const error = await refusal(sshd.details({ knownHostsFiles: [file] }), { ...nobody, hostKey: () => Promise.resolve(true) });
      expect(error.message).toContain(`could not be written to \`${file}\`: ENOENT`);
    });

    it('asks nobody under `StrictHostKeyChecking yes`', async () => {
      const error = await refusal(sshd.details({ knownHostsFiles: [known('')], strictHostKeyChecking: 'yes' }), {
        ...nobody,
        hostKey: () => Promise.reject(new Error('it asked')),
      });
      expect(error.message).toContain('`StrictHostKeyChecking yes` forbids to ask');
    });

    it('keeps every key when many are accepted at once', async () => {
      const file = known('');
      const aliases = Array.from({ length: 12 }, (_, index) => `host-${index}`);
      await Promise.all(
        aliases.map((hostKeyAlias) =>
          connect(sshd.details({ knownHostsFiles: [file], hostKeyAlias }), { ...nobody, hostKey: async () => true }),
        ),
      );
      const lines = readFileSync(file, 'utf8').trim().split('\n');
      expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([...aliases].sort());
    });
  });

  describe('authentication', () => {
    it('names what was tried, in order', async () => {
      const wrong = makeKey(join(sshd.folder, `wrong-${Math.random()}`));
      const error = await refusal(sshd.details({ identityFiles: [wrong, '/no/such/key'], agent: '/no/such/agent' }));
      expect(error.outcome).toBe('refused');
      expect(error.message).toContain(
        `does not let \`${sshd.user}\` in; tried in this order: agent \`/no/such/agent\` (it cannot be reached: ENOENT), key file \`${wrong}\``,
      );
      expect(error.message).toContain('the server takes `publickey`');
    });

    it('asks for a passphrase once, and only for a key that the server takes', async () => {
      const locked = makeKey(join(sshd.folder, `locked-${Math.random()}`), 'ed25519', 'open sesame');
      const stranger = makeKey(join(sshd.folder, `stranger-${Math.random()}`), 'ed25519', 'open sesame');
      writeFileSync(sshd.authorizedKeys, readFileSync(`${locked}.pub`), { flag: 'a' });
      const prompts: string[] = [];
      const connection = await connect(sshd.details({ identityFiles: [stranger, locked] }), {
        ...nobody,
        secret: async (_host, what, prompt) => {
          prompts.push(`${what}: ${prompt}`);
          return 'open sesame';
        },
      });
      expect(connection.authentication).toBe('publickey');
      expect(prompts).toEqual([`passphrase: passphrase of ${locked}`]);
      const error = await refusal(sshd.details({ identityFiles: [locked] }), {
        ...nobody,
        secret: async (_host, what) => (what === 'passphrase' ? 'wrong' : undefined),
      });
      expect(error.message).toContain(`key file \`${locked}\` (the passphrase does not open it)`);
    });

    it('signs at once with a key that lies open, and asks first with one that does not', async () => {
      const locked = makeKey(join(sshd.folder, `closed-${Math.random()}`), 'ed25519', 'open sesame');
      writeFileSync(sshd.authorizedKeys, readFileSync(`${locked}.pub`), { flag: 'a' });
      const postponed = (): number => sshd.log().split('Postponed publickey').length;
      const before = postponed();
      await connect(sshd.details());
      expect(postponed()).toBe(before);
      await connect(sshd.details({ identityFiles: [locked] }), { ...nobody, secret: async () => 'open sesame' });
      expect(postponed()).toBe(before + 1);
      const stranger = makeKey(join(sshd.folder, `unknown-${Math.random()}`));
      const connection = await connect(sshd.details({ identityFiles: [stranger, sshd.keyFile] }));
      expect((await runToEnd(connection, 'echo in')).stdout).toBe('in\n');
    });

    it('leaves a key file alone that others may read, as ssh does', async () => {
      const shared = makeKey(join(sshd.folder, `shared-${Math.random()}`));
      writeFileSync(sshd.authorizedKeys, readFileSync(`${shared}.pub`), { flag: 'a' });
      chmodSync(shared, 0o644);
      expect((await refusal(sshd.details({ identityFiles: [shared] }))).message).toContain(
        `key file \`${shared}\` (others may use it, its mode is 0644; expected 0600)`,
      );
      chmodSync(shared, 0o600);
      await connect(sshd.details({ identityFiles: [shared] }));
    });

    it('goes by the methods that are wanted, and asks nobody in a batch', async () => {
      expect((await refusal(sshd.details({ methods: ['keyboard-interactive'] }))).message).toMatch(
        /nothing could be tried; the server takes `publickey`.*, ssh's configuration allows `keyboard-interactive`$/,
      );
      const locked = makeKey(join(sshd.folder, `batch-${Math.random()}`), 'ed25519', 'open sesame');
      writeFileSync(sshd.authorizedKeys, readFileSync(`${locked}.pub`), { flag: 'a' });
      const asking: Asking = { ...nobody, secret: async () => expect.unreachable('somebody was asked') };
      const { message } = await refusal(sshd.details({ identityFiles: [locked], asksNothing: true }), asking);
      expect(message).toContain(`key file \`${locked}\` (no passphrase was given)`);
      if (isRoot) expect(message).toContain('password (nobody is asked, as `BatchMode` says)');
    });

    it('takes rsa and ecdsa keys', async () => {
      for (const type of ['rsa', 'ecdsa']) {
        const key = makeKey(join(sshd.folder, `${type}-${Math.random()}`), type);
        writeFileSync(sshd.authorizedKeys, readFileSync(`${key}.pub`), { flag: 'a' });
        await connect(sshd.details({ identityFiles: [key] }));
      }
    });

    it('asks for a passphrase once for all hosts, and again where it was wrong', async () => {
      const locked = makeKey(join(sshd.folder, `once-${Math.random()}`), 'ed25519', 'open sesame');
      writeFileSync(sshd.authorizedKeys, readFileSync(`${locked}.pub`), { flag: 'a' });
      const prompts: string[] = [];
      const asking: Asking = {
        ...nobody,
        secret: async (_host, _what, prompt) => {
          prompts.push(prompt);
          return prompts.length === 1 ? 'wrong' : 'open sesame';
        },
      };
      await Promise.all(['web1', 'web2', 'web3'].map((each) => connect(sshd.details({ name: each, identityFiles: [locked] }), asking)));
      expect(prompts).toEqual([`passphrase of ${locked}`, `that one did not open it; passphrase of ${locked}`]);
    });

    it('takes keys in PKCS#8, with and without a passphrase, and says which it cannot', async () => {
      for (const [type, passphrase] of [
        ['rsa', ''],
        ['ecdsa', ''],
        ['rsa', 'open sesame'],
        ['ecdsa', 'open sesame'],
      ] as const) {
        const key = join(sshd.folder, `pkcs8-${Math.random()}`);
        execFileSync('ssh-keygen', ['-q', '-t', type, '-m', 'PKCS8', '-N', passphrase, '-f', key]);
        writeFileSync(sshd.authorizedKeys, readFileSync(`${key}.pub`), { flag: 'a' });
        await connect(sshd.details({ identityFiles: [key] }), { ...nobody, secret: async () => passphrase });
      }
      const odd = join(sshd.folder, `odd-${Math.random()}`);
      const { privateKey } = generateKeyPairSync('ed25519');
      writeFileSync(odd, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      expect((await refusal(sshd.details({ identityFiles: [odd] }))).message).toContain(
        'a key of ed25519 in PKCS#8; expected it in OpenSSH',
      );
    });

    describe('by an agent', () => {
      let socket: string;
      let agent: ChildProcess;
      const sshAdd = (...args: string[]) =>
        spawnSync('ssh-add', args, { env: { ...process.env, SSH_AUTH_SOCK: socket, SSH_ASKPASS: '/bin/false' }, encoding: 'utf8' });
      const add = (...args: string[]): void => {
        const { status, stderr } = sshAdd('-q', ...args);
        expect(status, stderr).toBe(0);
      };
      beforeEach(async () => {
        socket = join(sshd.folder, `agent-${Math.random()}`);
        agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore', env: { ...process.env, SSH_ASKPASS: '/bin/false' } });
        // Its socket is there a moment before anybody listens; 1: it answers, and has no keys (ssh-add(1)).
        await expect.poll(() => sshAdd('-l').status).toBe(1);
      });
      afterEach(() => agent.kill('SIGKILL'));

      it('uses its keys, and only the named ones under IdentitiesOnly', async () => {
        add(sshd.keyFile);
        expect((await connect(sshd.details({ identityFiles: [], agent: socket }))).authentication).toBe('publickey');
        const error = await refusal(sshd.details({ identityFiles: [], identitiesOnly: true, agent: socket }));
        expect(error.message).toContain('agent (it has no key for this host)');
      });

      it('asks it once in a login for what it holds', async () => {
        add(sshd.keyFile);
        const between = `${socket}-between`;
        const asked: string[] = [];
        const relay = createServer((client) => {
          const behind = createConnection(socket);
          client.on('data', (part: Buffer) => asked.push(part.toString('hex', 4, 5)));
          client.on('error', () => behind.destroy()).pipe(behind);
          behind.on('error', () => client.destroy()).pipe(client);
        });
        await new Promise<void>((listening) => relay.listen(between, listening));
        try {
          await connect(sshd.details({ identityFiles: [], agent: between }));
          // For its identities, and for a signature (draft-miller-ssh-agent, section 5.1).
          expect(asked).toEqual(['0b', '0d']);
        } finally {
          relay.close();
        }
      });

      it('takes a public half as the name of its key', async () => {
        const here = join(sshd.folder, `elsewhere-${Math.random()}`);
        writeFileSync(`${here}.pub`, readFileSync(`${sshd.keyFile}.pub`));
        for (const file of [here, `${here}.pub`]) {
          const details = sshd.details({ identityFiles: [file], identitiesOnly: true });
          expect((await refusal({ ...details, agent: socket })).message).toContain(
            `key file \`${file}\` (only its public half is there, and no agent holds the other)`,
          );
        }
        add(sshd.keyFile);
        for (const file of [here, `${here}.pub`])
          await connect(sshd.details({ identityFiles: [file], identitiesOnly: true, agent: socket }));
      });

      it('says that it does not sign, or does not answer, and goes on with what else there is', async () => {
        add('-c', sshd.keyFile);
        const { message } = await refusal(sshd.details({ identityFiles: [], agent: socket }));
        expect(message).toMatch(/agent key SHA256:\S+ \(test\) \(the agent did not sign: .+\); the server takes/);
        agent.kill('SIGSTOP');
        const stranger = makeKey(join(sshd.folder, `not-known-${Math.random()}`));
        const silent = sshd.details({ identityFiles: [stranger], agent: socket, connectTimeout: 2000 });
        expect((await refusal(silent)).message).toContain(`agent \`${socket}\` (it does not answer), key file \`${stranger}\``);
      });

      it('says what to do where it holds so many keys that the server hangs up', async () => {
        for (let key = 0; key < 7; key++) add(makeKey(join(sshd.folder, `many-${Math.random()}`)));
        expect((await refusal(sshd.details({ identityFiles: [], agent: socket }))).message).toMatch(
          /and cut the connection \(too many tries\); .*; expected the right key among the first \(`IdentitiesOnly yes`/,
        );
      });
    });

    it.runIf(mayMakeAccounts())('asks for a password after the keys, three times at most', async () => {
      const answers = ['wrong', 'the right one'];
      const connection = await connect(sshd.details({ identityFiles: [] }), {
        ...nobody,
        secret: async (_host, what) => (what === 'password' ? answers.shift() : undefined),
      });
      expect(connection.authentication).toBe('password');
      expect(answers).toEqual([]);
      let asked = 0;
      const error = await refusal(sshd.details({ identityFiles: [] }), {
        ...nobody,
        secret: async () => {
          asked++;
          return 'wrong';
        },
      });
      expect(asked).toBe(3);
      expect(error.message).toContain('tried in this order: no key (no agent, and no key file), password, password, password');
    });
  });

  describe.runIf(mayMakeAccounts())('a server that wants more than one proof', () => {
    const answers = (password: string): Asking => ({
      ...nobody,
      secret: async (_host, what) => (what === 'password' ? password : undefined),
    });

    it('is given the key, then the password', async () => {
      const both = await startSshd({ password: 'the right one', config: ['AuthenticationMethods publickey,password'] });
      try {
        const key = makeKey(join(both.folder, 'rsa'), 'rsa');
        writeFileSync(both.authorizedKeys, readFileSync(`${key}.pub`), { flag: 'a' });
        for (const keyFile of [both.keyFile, key])
          expect((await connect(both.details({ identityFiles: [keyFile] }), answers('the right one'))).authentication).toBe('password');
        expect((await refusal(both.details())).message).toContain(
          `tried in this order: key file \`${both.keyFile}\` (accepted, but not enough), password (none was given); the server takes \`password\``,
        );
      } finally {
        await Promise.all(open.splice(0).map((each) => each.close()));
        await both.stop();
      }
    });

    it('is given two keys, none of them twice', async () => {
      const both = await startSshd({ config: ['AuthenticationMethods publickey,publickey'] });
      try {
        const key = makeKey(join(both.folder, 'second'));
        const stranger = makeKey(join(both.folder, 'stranger'));
        writeFileSync(both.authorizedKeys, readFileSync(`${key}.pub`), { flag: 'a' });
        await connect(both.details({ identityFiles: [stranger, both.keyFile, key] }));
        expect((await refusal(both.details())).message).toContain(
          `tried in this order: key file \`${both.keyFile}\` (accepted, but not enough); the server takes \`publickey\``,
        );
      } finally {
        await Promise.all(open.splice(0).map((each) => each.close()));
        await both.stop();
      }
    });
  });

  it.runIf(mayMakeAccounts())('a server that allows one try is shown nothing that it would not take', async () => {
    const strict = await startSshd({ password: 'the right one', config: ['MaxAuthTries 1', 'AuthenticationMethods password'] });
    try {
      const asking: Asking = { ...nobody, secret: async (_host, what) => (what === 'password' ? 'the right one' : undefined) };
      expect((await connect(strict.details(), asking)).authentication).toBe('password');
    } finally {
      await Promise.all(open.splice(0).map((each) => each.close()));
      await strict.stop();
    }
  });

  it.runIf(mayMakeAccounts())('an account that has expired is told in the server’s words, and a password that has, as that', async () => {
    const old = await startSshd({ password: 'the right one', config: ['UsePAM yes'] });
    try {
      execFileSync('usermod', ['-e', '2020-01-01', old.user]);
      const { outcome, message } = await refusal(old.details());
      expect({ outcome, message }).toEqual({
        outcome: 'refused',
        message: expect.stringMatching(/does not let `.*` in and cut the connection; .*; it said `Your account has expired/),
      });
      execFileSync('usermod', ['-e', '', old.user]);
      execFileSync('chage', ['-d', '0', old.user]);
      const { end } = await runToEnd(await connect(old.details()), 'true');
      expect(end).toMatchObject({ kind: 'refused', message: expect.stringContaining('has expired: it ended with exit status 1') });
    } finally {
      await Promise.all(open.splice(0).map((each) => each.close()));
      await old.stop();
    }
  });

  it('a server of none of our ways to log in is told as that', async () => {
    const ticket = await startSshd({ config: ['PubkeyAuthentication no', 'PasswordAuthentication no', 'GSSAPIAuthentication yes'] });
    try {
      expect((await refusal(ticket.details())).message).toContain(
        'which opsbook does not speak; expected one of `publickey`, `keyboard-interactive`, `password`',
      );
    } finally {
      await ticket.stop();
    }
  });

  describe('a host that does not answer', () => {
    const listen = (answer: (socket: Socket) => void): Promise<number> =>
      new Promise((resolve) => {
        server = createServer(answer).listen(0, '127.0.0.1', () => {
          const address = server.address();
          resolve(typeof address === 'object' && address ? address.port : 0);
        });
      });

    it('says that nothing listens', async () => {
      const error = await refusal(sshd.details({ port: 1 }));
      expect(error.outcome).toBe('unreachable');
      expect(error.message).toBe(`\`web1\` (${sshd.address}:1) cannot be reached: nothing listens there (connection refused)`);
    });

    it('gives up in time on a silent one', async () => {
      const sockets = new Set<Socket>();
      const port = await listen((socket) => sockets.add(socket));
      const error = await refusal(sshd.details({ address: '127.0.0.1', port, connectTimeout: 300 }));
      expect(error).toMatchObject({ outcome: 'unreachable', message: `\`web1\` (127.0.0.1:${port}) did not answer within 0.3 s` });
      for (const socket of sockets) socket.destroy();
      server.close();
    });

    it('is left at once when nobody waits for it any more', async () => {
      const over = new AbortController();
      let ended = false;
      const port = await listen((socket) => {
        socket.once('close', () => {
          ended = true;
        });
        socket.resume();
        over.abort();
      });
      const silent = sshd.details({ address: '127.0.0.1', port, connectTimeout: 0 });
      await expect(openConnection(silent, nobody, over.signal)).rejects.toThrow('nobody waits for it any more');
      await expect.poll(() => ended).toBe(true);
      await expect(openConnection(silent, nobody, over.signal)).rejects.toThrow('nobody waits for it any more');
      server.close();
    });

    it('says what it expected of one that hangs up or speaks something else', async () => {
      const sentence = 'closed the connection without a greeting; expected an ssh server (or it has too many logins at once)';
      for (const hangUp of [(socket: Socket) => socket.destroy(), (socket: Socket) => socket.resetAndDestroy()]) {
        const port = await listen(hangUp);
        const { message } = await refusal(sshd.details({ address: '127.0.0.1', port, connectTimeout: 1000 }));
        expect(message).toBe(`\`web1\` (127.0.0.1:${port}) ${sentence}`);
        server.close();
      }
      const web = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      expect((await refusal(sshd.details({ address: '127.0.0.1', port: web }))).outcome).toBe('unreachable');
      server.close();
    });

    it('says from where and by which family it was to be reached', async () => {
      await connect(sshd.details({ localAddress: '127.0.0.9', family: 4 }));
      expect((await refusal(sshd.details({ localAddress: '192.0.2.7' }))).message).toContain(
        'cannot be reached: no address of this machine is `192.0.2.7` (`BindAddress`)',
      );
      expect((await refusal(sshd.details({ family: 6 }))).message).toContain('`AddressFamily` asks for an IPv6 address');
    });

    it('says that a name has no address', async () => {
      expect((await refusal(sshd.details({ address: 'no-such-host.invalid', port: 22 }))).message).toMatch(
        /cannot be reached: the name (has no address|could not be looked up now)/,
      );
    });
  });

  it('goes by the way of a command, ends it with the connection, and says why it failed', async () => {
    const witness = join(sshd.folder, 'witness');
    const relay = `const s = require("net").connect(${sshd.port}, "${sshd.address}"); process.stdin.pipe(s); s.pipe(process.stdout); process.on("exit", () => require("fs").writeFileSync("${witness}", "gone")); process.on("SIGHUP", () => process.exit())`;
    const connection = await connect(sshd.details({ proxyCommand: `${process.execPath} -e '${relay}'` }));
    expect((await runToEnd(connection, 'echo through')).stdout).toBe('through\n');
    const large = await runToEnd(connection, 'head -c 3000000 /dev/zero | tr "\\0" x');
    expect(large.stdout.length).toBe(3_000_000);
    await connection.close();
    await expect.poll(() => existsSync(witness), { timeout: 5000 }).toBe(true);
    expect((await refusal(sshd.details({ proxyCommand: 'no-such-command' }))).message).toMatch(
      /`ProxyCommand no-such-command` ended with exit status 127/,
    );
    expect((await refusal(sshd.details({ proxyCommand: 'true' }))).message).toContain('closed the connection without a greeting');
    expect((await refusal(sshd.details({ proxyCommand: 'sh -c "echo no way >&2; exit 3"' }))).message).toMatch(
      /ended with exit status 3: no way$/,
    );
    expect((await refusal(sshd.details({ proxyCommand: 'sleep 20', connectTimeout: 500 }))).message).toContain(
      'did not answer within 0.5 s',
    );
  });

  it('goes by way of other hosts, and verifies each of them', async () => {
    const second = await startSshd();
    try {
      const jump = sshd.details({ name: 'gate' });
      const connection = await connect(second.details({ name: 'inner', jumps: [jump] }));
      expect((await runToEnd(connection, 'echo "$SSH_CONNECTION"')).stdout).toMatch(new RegExp(`${second.address} ${second.port}\n$`));
      expect(connection.hostKey).not.toBe((await connect(jump)).hostKey);
      const error = await refusal(second.details({ name: 'inner', jumps: [sshd.details({ name: 'gate', knownHostsFiles: [] })] }));
      expect(error.message).toContain(`the host key of \`${name()}\``);
      const beyond = await refusal(second.details({ name: 'inner', port: 1, jumps: [jump] }));
      expect(beyond.message).toContain(`\`inner\` (${second.address}:1) cannot be reached by way of \`gate\``);
      const closed = await startSshd({ config: ['AllowTcpForwarding no'] });
      const shut = await refusal(second.details({ name: 'inner', jumps: [closed.details({ name: 'gate' })] })).finally(() => closed.stop());
      expect(shut.message).toMatch(/by way of `gate` .*: it does not forward there \(`AllowTcpForwarding` or/);
      const lost = connection.closed;
      sshd.signalSessions('SIGKILL');
      expect(await lost).not.toBe('closed');
    } finally {
      await second.stop();
    }
  });
});

describe.runIf(hasSshd())('a server of other algorithms', () => {
  it('is reached with those that are asked for, and takes the variables that it accepts', async () => {
    const sshd = await startSshd({
      config: ['Ciphers aes128-cbc', 'MACs hmac-sha2-512', 'KexAlgorithms diffie-hellman-group14-sha1', 'AcceptEnv OPSB_*'],
    });
    try {
      expect((await refusal(sshd.details())).message).toMatch(/no encryption that both sides know/);
      const algorithms = {
        kex: chosenAlgorithms('KexAlgorithms', '+diffie-hellman-group14-sha1'),
        ciphers: chosenAlgorithms('Ciphers', '+*-cbc'),
        macs: ['hmac-sha2-512'],
      };
      const connection = await connect(sshd.details({ algorithms, sentEnvironment: { OPSB_SENT: "it's", OTHER: 'x' } }));
      expect((await runToEnd(connection, 'echo "$OPSB_SENT ${OTHER-none}"')).stdout).toBe("it's none\n");
    } finally {
      await sshd.stop();
    }
  });
});

describe.runIf(hasSshd())('a server of few sessions', () => {
  it('waits for its turn, and learns the limit', async () => {
    const sshd = await startSshd({ config: ['MaxSessions 2'] });
    try {
      const connection = await connect(sshd.details());
      const ends = await Promise.all(Array.from({ length: 9 }, (_, index) => runToEnd(connection, `sleep 0.05; echo ${index}`)));
      expect(ends.map(({ stdout, end }) => `${stdout.trim()} ${end.kind}`)).toEqual(ends.map((_, index) => `${index} exit`));
    } finally {
      await sshd.stop();
    }
  });
});

it.runIf(hasSshd())('a server that is frozen when it is left holds nobody up', async () => {
  const sshd = await startSshd();
  try {
    const connection = await connect(sshd.details({ keepaliveInterval: 60_000 }));
    sshd.signalSessions('SIGSTOP');
    const left = connection.close().then(() => 'left');
    expect(await Promise.race([left, new Promise((resolve) => setTimeout(resolve, 15_000, 'held up'))])).toBe('left');
  } finally {
    await sshd.stop();
  }
});

describe.runIf(hasSshd())('a server that exchanges keys anew all the time', () => {
  it('loses nothing of a large output, nor the connection', async () => {
    const sshd = await startSshd({ config: ['RekeyLimit 1M'] });
    try {
      const connection = await connect(sshd.details());
      for (let time = 0; time < 4; time++) {
        const { stdout, stderr, end } = await runToEnd(
          connection,
          'head -c 4000000 /dev/zero | tr "\\0" x; head -c 300000 /dev/zero | tr "\\0" y >&2',
        );
        expect([stdout.length, stderr.length, end]).toEqual([4_000_000, 300_000, expect.objectContaining({ code: 0 })]);
      }
    } finally {
      await sshd.stop();
    }
  });
});
