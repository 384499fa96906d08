import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { judgeHostCertificate } from '../../../client/src/ssh/certificates/judge-host-certificate.ts';
import { type Certificate, parseCertificate } from '../../../client/src/ssh/certificates/parse-certificate.ts';
import { ConnectError } from '../../../client/src/ssh/connect-error.ts';
import type { Asking, Connection, HostDetails } from '../../../client/src/ssh/connection.ts';
import { parseKnownHosts } from '../../../client/src/ssh/known-hosts/parse-known-hosts.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, makeKey, type RealSshd, startSshd } from './real-sshd.ts';
import { runToEnd } from './run-to-end.ts';

const nobody: Asking = { hostKey: async () => false, secret: async () => undefined };
const types = ['ed25519', 'ecdsa', 'rsa'] as const;
let folder: string;
let count = 0;
const open: Connection[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-certificates-'));
  chmodSync(folder, 0o755);
  for (const type of types) makeKey(join(folder, `ca_${type}`), type);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keygen = (...args: string[]): string => execFileSync('ssh-keygen', args, { encoding: 'utf8' });
const publicKey = (path: string): string => readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
/** Has an authority certify a key; returns the certificate's path, which stands beside the key. */
const certify = (key: string, authority: string, ...args: string[]): string => {
  keygen('-q', '-s', join(folder, `ca_${authority}`), '-I', 'an id', ...args, `${key}.pub`);
  return `${key}-cert.pub`;
};
const freshKey = (type: string, passphrase = ''): string => makeKey(join(folder, `key${++count}`), type, passphrase);
const read = (path: string): Certificate =>
  parseCertificate(Buffer.from(readFileSync(path, 'utf8').split(' ')[1] ?? '', 'base64')) as Certificate;
async function connect(details: HostDetails, asking: Asking = nobody): Promise<Connection> {
  const connection = await openConnection(details, asking);
  open.push(connection);
  return connection;
}
const refusal = async (details: HostDetails, asking?: Asking): Promise<string> => {
  const error = await connect(details, asking).catch((failed: unknown) => failed);
  expect(error).toBeInstanceOf(ConnectError);
  return (error as ConnectError).message;
};

describe('a host certificate', () => {
  const entries = (text: string) => parseKnownHosts(text, 'known');
  const judge = (path: string, lines: string, host = 'web1', now = Date.now()) =>
    judgeHostCertificate(entries(lines), [`[${host}]:2222`, host], host, read(path), now);
  const by = (authority: string, marker = '@cert-authority', names = '*') =>
    `${marker} ${names} ${publicKey(join(folder, `ca_${authority}`))}\n`;

  it.each(types.flatMap((key) => types.map((authority) => [key, authority] as const)))(
    'of a key %s by an authority %s holds',
    (key, authority) => {
      const path = certify(freshKey(key), authority, '-h', '-n', 'web1,*.example.com');
      expect(judge(path, by(authority))).toMatchObject({ kind: 'trusted' });
      expect(judge(path, by(authority), 'db.example.com')).toMatchObject({ kind: 'trusted' });
      expect(judge(path, by(authority, '@cert-authority', '[web1]:2222'))).toMatchObject({ kind: 'trusted' });
      expect(judge(path, by(authority), 'web2')).toMatchObject({ kind: 'invalid', why: expect.stringContaining('not for `web2`') });
      expect(judge(path, by(authority, '@cert-authority', 'web2'))).toEqual({ kind: 'stranger' });
      expect(judge(path, by(authority) + by(authority, '@revoked'))).toMatchObject({ kind: 'revoked', what: 'the authority' });
    },
  );

  it('is read as ssh-keygen reads it, and holds from its first second to before its last', () => {
    const key = freshKey('ed25519');
    const path = certify(key, 'rsa', '-h', '-n', 'web1', '-z', '18446744073709551615', '-V', '20300101000000Z:20310101000000Z');
    const printed = keygen('-L', '-f', path);
    expect(printed).toContain('Serial: 18446744073709551615');
    const certificate = read(path);
    expect(certificate).toMatchObject({
      serial: 18446744073709551615n,
      keyId: 'an id',
      kind: 'host',
      principals: ['web1'],
      keyType: 'ssh-ed25519',
    });
    expect(certificate.key.toString('base64')).toBe(publicKey(key).split(' ')[1]);
    const at = (second: bigint) => judge(path, by('rsa'), 'web1', Number(second) * 1000).kind;
    expect([
      at(certificate.validAfter - 1n),
      at(certificate.validAfter),
      at(certificate.validBefore - 1n),
      at(certificate.validBefore),
    ]).toEqual(['invalid', 'trusted', 'trusted', 'invalid']);
  });

  it('that is a user’s, has an unknown critical option, is revoked by its key or was changed by one bit does not hold', () => {
    const key = freshKey('ed25519');
    expect(judge(certify(key, 'ed25519', '-n', 'web1'), by('ed25519'))).toMatchObject({
      why: expect.stringContaining('a user’s certificate'),
    });
    const strange = certify(key, 'ed25519', '-h', '-n', 'web1', '-O', 'critical:strange=yes');
    expect(judge(strange, by('ed25519'))).toMatchObject({ why: expect.stringContaining('`strange`') });
    const good = certify(key, 'ed25519', '-h', '-n', 'web1');
    expect(judge(good, `${by('ed25519')}@revoked * ${publicKey(key)}\n`)).toMatchObject({ kind: 'revoked', what: 'its key' });
    const { blob } = read(good);
    for (let at = 0; at < blob.length; at += 3) {
      const changed = Buffer.from(blob);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const certificate = parseCertificate(changed);
      if (certificate !== undefined)
        expect(judgeHostCertificate(entries(by('ed25519')), ['web1'], 'web1', certificate, Date.now()).kind).not.toBe('trusted');
      expect(parseCertificate(blob.subarray(0, at))).toBeUndefined();
    }
  });
});

describe.runIf(hasSshd())('a server with a host certificate', () => {
  const servers = new Map<string, RealSshd>();
  afterAll(async () => {
    for (const each of servers.values()) await each.stop();
  });
  const server = async (type: string, ...args: string[]): Promise<RealSshd> => {
    const name = [type, ...args].join(' ');
    const key = freshKey(type);
    const there =
      servers.get(name) ??
      (await startSshd({ config: [`HostKey ${key}`, `HostCertificate ${certify(key, 'ed25519', '-h', ...args)}`, 'RekeyLimit 1M'] }));
    servers.set(name, there);
    return there;
  };
  const known = (text: string): string[] => {
    const file = join(folder, `known${++count}`);
    writeFileSync(file, text);
    return [file];
  };
  const authority = (marker = '@cert-authority') => `${marker} * ${publicKey(join(folder, 'ca_ed25519'))}\n`;

  it.each(types)('of a key %s is known by its authority alone, also when keys are exchanged anew', async (type) => {
    const sshd = await server(type, '-n', 'web.example');
    const connection = await connect(
      sshd.details({ hostKeyAlias: 'web.example', knownHostsFiles: known(authority()), strictHostKeyChecking: 'yes' }),
    );
    const { stdout, end } = await runToEnd(connection, 'head -c 5000000 /dev/zero | tr "\\0" x');
    expect([stdout.length, end]).toEqual([5_000_000, expect.objectContaining({ code: 0 })]);
    expect(connection.hostKey).toMatch(/^SHA256:/);
  });

  it('is refused with the reason: another name, another authority, a revoked one, an old certificate', async () => {
    const sshd = await server('ed25519', '-n', 'web.example');
    const details = (lines: string, alias = 'web.example') => sshd.details({ hostKeyAlias: alias, knownHostsFiles: known(lines) });
    expect(await refusal(details(authority(), 'db.example'))).toMatch(
      /it is for `web\.example`, not for `db\.example` \(the authority is that of `.*known\d+` line 1\)/,
    );
    expect(await refusal(details(`@cert-authority * ${publicKey(join(folder, 'ca_rsa'))}\n`))).toMatch(
      /nobody signed it who is known for this host/,
    );
    expect(await refusal(details(authority() + authority('@revoked')))).toMatch(/the authority is revoked by `.*` line 2/);
    const old = await server('ed25519', '-n', 'web.example', '-V', '20200101000000Z:20210101000000Z');
    expect(await refusal(old.details({ hostKeyAlias: 'web.example', knownHostsFiles: known(authority()) }))).toMatch(
      /it was valid until 2021-01-01T00:00:00Z/,
    );
  });

  it('whose certificate does not hold is reached all the same where its key is known', async () => {
    const sshd = await server('ed25519', '-n', 'web.example');
    const [, file = ''] = /^HostKey (.*)$/m.exec(readFileSync(join(sshd.folder, 'sshd_config'), 'utf8')) ?? [];
    const lines = `${authority()}db.example ${publicKey(file)}\n`;
    await connect(sshd.details({ hostKeyAlias: 'db.example', knownHostsFiles: known(lines) }));
  });

  it('that shows no certificate is refused where only an authority is known', async () => {
    const sshd = await startSshd();
    servers.set('plain', sshd);
    expect(await refusal(sshd.details({ knownHostsFiles: known(authority()) }))).toMatch(
      /only a certificate authority for it, and the host showed no certificate/,
    );
  });
});

describe.runIf(hasSshd())('a server that trusts an authority for users', () => {
  let sshd: RealSshd;
  let revoked: string;
  const agents: { readonly pid: string; readonly socket: string }[] = [];
  beforeAll(async () => {
    revoked = join(folder, 'revoked');
    writeFileSync(revoked, publicKey(makeKey(join(folder, 'ca_revoked'))));
    const trusted = join(folder, 'trusted');
    writeFileSync(trusted, ['ed25519', 'rsa', 'ecdsa', 'revoked'].map((each) => `${publicKey(join(folder, `ca_${each}`))}\n`).join(''));
    sshd = await startSshd({ config: [`TrustedUserCAKeys ${trusted}`, `RevokedKeys ${revoked}`] });
  });
  afterAll(async () => {
    for (const { pid } of agents) process.kill(Number(pid), 'SIGTERM');
    await sshd.stop();
  });
  const agentWith = (...keys: string[]): string => {
    const socket = join(folder, `agent${++count}`);
    const pid = /SSH_AGENT_PID=(\d+)/.exec(execFileSync('ssh-agent', ['-s', '-a', socket], { encoding: 'utf8' }))?.[1] ?? '';
    agents.push({ pid, socket });
    for (const key of keys) execFileSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    return socket;
  };
  const works = async (details: Partial<HostDetails>, asking?: Asking): Promise<void> => {
    const connection = await connect(sshd.details({ identityFiles: [], ...details }), asking);
    expect((await runToEnd(connection, 'echo in')).stdout).toBe('in\n');
    expect(connection.authentication).toBe('publickey');
  };

  it.each(types.flatMap((key) => types.map((authority) => [key, authority] as const)))(
    'takes a certificate of a key %s by %s beside its key file',
    async (type, authority) => {
      const key = freshKey(type);
      certify(key, authority, '-n', sshd.user);
      await works({ identityFiles: [key] });
      expect(sshd.log()).toMatch(/Accepted publickey .*-CERT SHA256:.* ID an id \(serial 0\) CA/);
    },
  );

  it.each(types)('takes one that CertificateFile names, of a locked key %s, after the passphrase', async (type) => {
    const key = freshKey(type, 'open sesame');
    const elsewhere = join(folder, `elsewhere${++count}`);
    renameSync(certify(key, 'ed25519', '-n', sshd.user), elsewhere);
    const asked: string[] = [];
    await works(
      { identityFiles: [key], certificateFiles: [elsewhere] },
      {
        ...nobody,
        secret: async (_host, what) => {
          asked.push(what);
          return what === 'passphrase' ? 'open sesame' : undefined;
        },
      },
    );
    expect(asked).toEqual(['passphrase']);
  });

  it.each(types)('takes one that only an agent holds, and one in a file for a key %s of the agent', async (type) => {
    const both = freshKey(type);
    certify(both, 'rsa', '-n', sshd.user);
    await works({ agent: agentWith(both) });
    const key = freshKey(type);
    const agent = agentWith(key);
    const path = certify(key, 'rsa', '-n', sshd.user);
    await works({ agent, certificateFiles: [path] });
  });

  it('says what was tried where it is for somebody else, old, from elsewhere, or its authority is revoked', async () => {
    const tell = async (authority: string, ...args: string[]): Promise<string> => {
      const key = freshKey('ed25519');
      certify(key, authority, ...args);
      return refusal(sshd.details({ identityFiles: [key] }));
    };
    expect(await tell('ed25519', '-n', 'somebody-else')).toMatch(/tried in this order: certificate `.*-cert\.pub`, key file `/);
    expect(await tell('ed25519', '-n', sshd.user, '-V', '20200101000000Z:20210101000000Z')).toMatch(
      /certificate `.*` \(it was valid until 2021-01-01T00:00:00Z\), key file/,
    );
    expect(await tell('ed25519', '-n', sshd.user, '-O', 'source-address=192.0.2.0/24')).toMatch(/certificate `/);
    expect(await tell('revoked', '-n', sshd.user)).toMatch(/certificate `/);
    expect(sshd.log()).toMatch(/revoked/);
  });

  it('a forced command in it is told from a shell', async () => {
    const key = freshKey('ed25519');
    certify(key, 'ed25519', '-n', sshd.user, '-O', 'force-command=echo only this');
    const connection = await connect(sshd.details({ identityFiles: [key] }));
    const { end } = await runToEnd(connection, 'echo in');
    expect(end).toMatchObject({ kind: 'refused', message: expect.stringMatching(/ran something else than the shell.*only this/) });
  });
});
