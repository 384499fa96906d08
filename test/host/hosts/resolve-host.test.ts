import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveHost } from '../../../client/src/hosts/resolve-host.ts';
import { readConfig } from '../../../client/src/hosts/ssh-config/read-config.ts';
import type { HostDetails } from '../../../client/src/ssh/connection.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function config(text: string): string {
  const file = join(folder, `config-${count++}`);
  writeFileSync(file, text);
  return file;
}

/** What `ssh -G` says, by keyword. */
function asked(file: string, host: string): Map<string, string[]> | undefined {
  let text: string;
  try {
    text = execFileSync('ssh', ['-G', '-F', file, host], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
  const found = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const cut = line.indexOf(' ');
    if (cut > 0) found.set(line.slice(0, cut), [...(found.get(line.slice(0, cut)) ?? []), line.slice(cut + 1)]);
  }
  return found;
}

/** The same of both, in the words of `ssh -G`. */
function compare(file: string, host: string): void {
  const theirs = asked(file, host);
  if (theirs === undefined) {
    expect(() => resolveHost(host, { configFile: file })).toThrow();
    return;
  }
  const one = (key: string): string | undefined => theirs.get(key)?.[0];
  const untilde = (path: string): string => (path.startsWith('~/') ? join(userInfo().homedir, path.slice(2)) : path);
  let ours: HostDetails;
  try {
    ours = resolveHost(host, { configFile: file, agent: 'the usual' });
  } catch (error) {
    // The jump's own configuration, which OpenSSH looks at when it is on its way.
    if (/`ProxyJump` goes round/.test((error as Error).message) && one('proxyjump') !== undefined) return;
    throw error;
  }
  const timeout = one('connecttimeout') ?? 'none';
  const agent = one('identityagent');
  expect({
    hostname: ours.address,
    user: ours.user,
    port: String(ours.port),
    identitiesOnly: ours.identitiesOnly,
    identityFiles: ours.identityFiles,
    knownHosts: ours.knownHostsFiles,
    alias: ours.hostKeyAlias,
    timeout: ours.connectTimeout,
    strict: ours.strictHostKeyChecking,
    hashed: ours.keepsNewKeys === 'hashed',
    alive: [ours.keepaliveInterval ?? 0, ours.keepaliveCount ?? 3],
    from: [ours.localAddress, ours.family],
    methods: ours.methods ?? ['publickey', 'keyboard-interactive', 'password'],
    prompts: [ours.passwordPrompts ?? 3, ours.asksNothing === true],
    revoked: ours.revokedHostKeys,
    agent: ours.agent,
    jumps: ours.jumps !== undefined,
    command: ours.proxyCommand !== undefined,
  }).toEqual({
    hostname: one('hostname'),
    user: one('user'),
    port: one('port'),
    identitiesOnly: one('identitiesonly') === 'yes',
    identityFiles: (theirs.get('identityfile') ?? []).filter((path) => path !== 'none' && !/_sk$|_xmss$|id_dsa$/.test(path)).map(untilde),
    knownHosts: [one('userknownhostsfile'), one('globalknownhostsfile')]
      .flatMap((text) => text?.split(' ') ?? [])
      .filter((path) => path !== 'none' && path !== ''),
    alias: one('hostkeyalias'),
    timeout: timeout === 'none' ? 15_000 : Number(timeout) * 1000,
    strict:
      { true: 'yes', yes: 'yes', 'accept-new': 'accept-new', false: 'accept-new', no: 'accept-new', off: 'accept-new' }[
        one('stricthostkeychecking') ?? ''
      ] ?? 'ask',
    agent: agent === undefined || agent === 'SSH_AUTH_SOCK' ? 'the usual' : agent === 'none' ? undefined : agent,
    // Debian's own default with BatchMode is 300.
    alive: [(Number(one('serveraliveinterval')) % 300) * 1000, Number(one('serveralivecountmax'))],
    from: [one('bindaddress'), { inet: 4, inet6: 6 }[one('addressfamily') ?? '']],
    methods: (one('preferredauthentications') ?? 'publickey,keyboard-interactive,password').split(',').filter((method) => {
      const flag = { publickey: 'pubkey', 'keyboard-interactive': 'kbdinteractive', password: 'password' }[method];
      return flag !== undefined && !/^(?:no|false)$/.test(one(`${flag}authentication`) ?? '');
    }),
    prompts: [Number(one('numberofpasswordprompts')), one('batchmode') === 'yes'],
    revoked: one('revokedhostkeys'),
    hashed: one('hashknownhosts') === 'yes' && one('userknownhostsfile') !== 'none',
    jumps: one('proxyjump') !== undefined,
    command: one('proxycommand') !== undefined,
  });
}

describe('against `ssh -G`', () => {
  const names = ['web', 'web1', 'web2', 'db', 'db.internal', 'WEB1', 'lb'];
  const pattern = fc.constantFrom(...names, 'web*', '*', 'w?b', '!web1', '!db*', '*.internal', 'we?1', '"web1"');
  const value = fc.oneof(
    fc.constantFrom(
      'HostName %h.internal',
      'HostName db',
      'HostName=10.0.0.7',
      'HOSTNAME  WEB.Example',
      'HostName 100%%',
      'User bob',
      'User "al ice"',
      'ProxyCommand nc %h %p',
      'ProxyCommand=none',
      'user=carol',
      'Port 2222',
      'Port = 22022',
      'Port 1 # the first',
      'IdentityFile ~/.ssh/one',
      'IdentityFile /keys/two',
      'IdentityFile "/keys/with blank"',
      'IdentityFile /keys/two',
      'IdentityFile none',
      'IdentitiesOnly yes',
      'IdentitiesOnly no',
      'IdentityAgent /run/agent.sock',
      'IdentityAgent none',
      'IdentityAgent SSH_AUTH_SOCK',
      'HostKeyAlias shared-key',
      'ConnectTimeout 7',
      'ConnectTimeout 2m',
      'ConnectTimeout none',
      'StrictHostKeyChecking yes',
      'StrictHostKeyChecking no',
      'StrictHostKeyChecking accept-new',
      'HashKnownHosts yes',
      'ServerAliveInterval 7',
      'ServerAliveInterval 1m',
      'ServerAliveCountMax 2',
      'BindAddress 10.1.1.1',
      'AddressFamily inet',
      'AddressFamily inet6',
      'PreferredAuthentications password,hostbased,publickey',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PubkeyAuthentication no',
      'NumberOfPasswordPrompts 1',
      'BatchMode yes',
      'RevokedHostKeys /k/revoked',
      'Port',
      'User bob carol',
      'UserKnownHostsFile none',
      'UserKnownHostsFile /k/one /k/two',
      'UserKnownHostsFile ~/.ssh/other',
      'UserKnownHostsFile none',
      'GlobalKnownHostsFile /dev/null',
      'ProxyJump none',
      'ProxyJump gate',
      'ProxyJump eve@gate:2200,second',
      '# a comment',
      '',
      '\tCompression yes',
      'IgnoreUnknown Bogus*',
    ),
    fc.integer({ min: 1, max: 65_535 }).map((port) => `Port ${port}`),
  );
  const criterion = fc.oneof(
    fc.constantFrom('all', 'final', 'canonical', '!final'),
    fc
      .tuple(
        fc.constantFrom('host', 'originalhost', 'user', 'localuser', '!host', '!user', 'Host'),
        fc.array(fc.constantFrom(...names, 'web*', '*', '!web1', 'bob', userInfo().username, '10.*'), { minLength: 1, maxLength: 3 }),
      )
      .map(([word, list]) => `${word} ${list.join(',')}`),
  );
  const head = fc.oneof(
    { weight: 3, arbitrary: fc.array(pattern, { minLength: 1, maxLength: 3 }).map((list) => `Host ${list.join(' ')}`) },
    { weight: 1, arbitrary: fc.array(pattern, { minLength: 1, maxLength: 2 }).map((list) => `host=${list.join(' ')}`) },
    { weight: 3, arbitrary: fc.array(criterion, { minLength: 1, maxLength: 2 }).map((list) => `Match ${list.join(' ')}`) },
  );
  const section = fc
    .tuple(head, fc.array(value, { maxLength: 4 }))
    .map(([first, lines]) => [first, ...lines.map((line) => `  ${line}`)].join('\n'));
  const text = fc
    .tuple(fc.array(value, { maxLength: 3 }), fc.array(section, { maxLength: 5 }))
    .map(([lines, sections]) => `${[...lines, ...sections].join('\n')}\n`);

  it('says the same of three hundred configurations', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...names), (body, host) => {
        // `Match all` with other words, and `canonical` after them, is an error that only OpenSSH tells.
        fc.pre(!/^Match (?:.+ (?:all|!?all)\b|all .)/m.test(body));
        compare(config(body), host);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('says the same where files include each other', () => {
    const name = (index: number): string => join(folder, `part-${index}.conf`);
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 3, maxLength: 3 }),
        fc.array(section, { maxLength: 2 }),
        fc.constantFrom(...names),
        (parts, sections, host) => {
          fc.pre(![...parts, ...sections].some((body) => /^Match (?:.+ (?:all|!?all)\b|all .)/m.test(body)));
          for (const [index, part] of parts.entries()) writeFileSync(name(index), index === 2 ? part : `${part}Include ${name(2)}\n`);
          compare(config(`${sections.join('\n')}\nInclude ${folder}/part-[01].conf ${folder}/none-*\n  Port 9\n`), host);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('tokens and paths', () => {
  it('puts tokens, variables and the home folder in', () => {
    const file = config(
      'Host web\n HostName %h.example\n User bob\n Port 2200\n HostKeyAlias key-of-web\n IdentityFile %d/%u-%r-%h-%n-%p-%k-%%\n IdentityFile ${HOME}/x\n IdentityFile /${OPSBOOK_TEST_PART}\n UserKnownHostsFile ~/k-%h\n',
    );
    // A value's `%` is no token.
    process.env['OPSBOOK_TEST_PART'] = '%h%Z';
    const host = resolveHost('web', { configFile: file });
    expect(host.identityFiles).toEqual([
      `${userInfo().homedir}/${userInfo().username}-bob-web.example-web-2200-key-of-web-%`,
      `${process.env['HOME']}/x`,
      '/%h%Z',
    ]);
    expect(host.knownHostsFiles[0]).toBe(`${userInfo().homedir}/k-web.example`);
    expect(resolveHost('web', { configFile: config('IdentityFile /%l\n') }).identityFiles).toEqual([`/${hostname()}`]);
  });

  it('runs the commands of `Match exec` where it may, with the tokens that ssh gives them, and says so', () => {
    const told = join(folder, 'told');
    const tokens = '%C|%h|%n|%p|%r|%u|%k|%L|%l|%i|%d|%%|$HOME|${HOME}|%%{x}';
    const file = config(
      `Host web\n HostName %h.example\n User bob\n Port 2200\nMatch exec "printf %%s '${tokens}' > ${told}"\n Port 9\n IdentityFile /k/%C\nMatch !exec "exit 3" exec true\n HostKeyAlias one\nMatch exec false\n HostKeyAlias two\nMatch user nobody exec "touch ${told}.never"\n HostKeyAlias three\n`,
    );
    asked(file, 'web');
    const theirs = readFileSync(told, 'utf8');
    rmSync(told);
    const host = resolveHost('web', { configFile: file, matchExec: true });
    expect(readFileSync(told, 'utf8')).toBe(theirs);
    expect(theirs.split('|')).toHaveLength(15);
    expect(host).toMatchObject({ port: 2200, hostKeyAlias: 'one' });
    expect(existsSync(`${told}.never`)).toBe(false);
    expect(host.identityFiles).toEqual([`/k/${theirs.split('|')[0]}`]);
    expect(host.notes).toEqual([
      expect.stringMatching(/`Match exec` in `.*` line 5 ran `printf .*` here; it matched$/),
      expect.stringMatching(/line 8 ran `exit 3` here; it did not match$/),
      expect.stringMatching(/line 8 ran `true` here; it matched$/),
      expect.stringMatching(/line 10 ran `false` here; it did not match$/),
    ]);
  });

  it('takes certificates with tokens, and agents in every form', () => {
    const host = resolveHost('web', {
      configFile: config('CertificateFile ~/%n-cert.pub\nCertificateFile /c/%u\nIdentityAgent ~/%n.sock\n'),
    });
    expect(host.certificateFiles).toEqual([`${userInfo().homedir}/web-cert.pub`, `/c/${userInfo().username}`]);
    expect(host.agent).toBe(`${userInfo().homedir}/web.sock`);
    process.env['OPSBOOK_TEST_AGENT'] = '/run/x';
    const agentOf = (value: string) => resolveHost('web', { configFile: config(`IdentityAgent ${value}\n`), agent: 'usual' }).agent;
    expect([agentOf('$OPSBOOK_TEST_AGENT'), agentOf('${OPSBOOK_TEST_AGENT}/y'), agentOf('SSH_AUTH_SOCK'), agentOf('none')]).toEqual([
      '/run/x',
      '/run/x/y',
      'usual',
      undefined,
    ]);
  });

  it('refuses a token and a variable that stand for nothing', () => {
    expect(() => resolveHost('web', { configFile: config('IdentityFile /%Z\n') })).toThrow(/token `%Z`/);
    expect(() => resolveHost('web', { configFile: config('IdentityFile ${OPSBOOK_NO_SUCH}\n') })).toThrow(/`OPSBOOK_NO_SUCH` is not set/);
  });

  it('reads relative includes from ~/.ssh as OpenSSH does, and follows a circle only so far', () => {
    const own = config('');
    writeFileSync(own, `Include ${own}\nPort 7\n`);
    expect(() => resolveHost('web', { configFile: own })).toThrow(/more than 16 deep/);
    expect(asked(own, 'web')).toBeUndefined();
  });
});

describe('the way to a host', () => {
  it('reads `ssh://` without any configuration', () => {
    expect(resolveHost('ssh://bob@10.1.2.3:2222', { configFile: 'none' })).toMatchObject({ address: '10.1.2.3', port: 2222, user: 'bob' });
    expect(resolveHost('ssh://[2001:db8::1]:22', { configFile: 'none' })).toMatchObject({ address: '2001:db8::1', port: 22 });
    for (const bad of ['ssh://', 'ssh://-oProxyCommand=x', 'ssh://a b', 'ssh://host:99999', 'ssh://@host']) {
      expect(() => resolveHost(bad, { configFile: 'none' }), bad).toThrow(/is no host/);
    }
  });

  it('chains jumps, each with the details of its own entry', () => {
    const file = config(
      'Host web\n ProxyJump eve@gate:2200,second\nHost gate\n HostName 10.0.0.1\n User nobody\n ProxyJump first\nHost second\n Port 23\n ProxyJump unused\n',
    );
    const host = resolveHost('web', { configFile: file });
    expect(host.jumps?.map(({ name, address, user, port }) => `${name} ${user}@${address}:${port}`)).toEqual([
      `first ${userInfo().username}@first:22`,
      'gate eve@10.0.0.1:2200',
      `second ${userInfo().username}@second:23`,
    ]);
    expect(host.jumps?.every((jump) => jump.jumps === undefined)).toBe(true);
  });

  it('refuses jumps that go round', () => {
    expect(() => resolveHost('a', { configFile: config('Host a\n ProxyJump b\nHost b\n ProxyJump a\n') })).toThrow(
      /goes round: `a` by way of `b` by way of `a`/,
    );
  });

  it('says what is not supported', () => {
    expect(() => resolveHost('web', { configFile: config('Ciphers blowfish\n') })).toThrow(
      /`Ciphers blowfish` leaves nothing that is supported/,
    );
    expect(() => resolveHost('web', { configFile: config('SetEnv nothing\n') })).toThrow(/`SetEnv nothing` is no variable/);
  });

  it('gives a command its tokens and leaves the rest to the shell', () => {
    const host = resolveHost('web', {
      configFile: config(
        'HostName web.internal\nPort 2222\nUser bob\nProxyCommand = ~/nc -X "5 x" %h %p %r %n %% ${HOME} %%{x} http://a\n',
      ),
    });
    expect(host.proxyCommand).toBe('~/nc -X "5 x" web.internal 2222 bob web % ${HOME} %{x} http://a');
    expect(host.notes).toEqual([expect.stringContaining('reached by the command')]);
    expect(resolveHost('web', { configFile: config('ProxyCommand none\n') }).proxyCommand).toBeUndefined();
  });

  it('chooses algorithms as the signs say, of what there is', () => {
    const chosen = (text: string) => resolveHost('web', { configFile: config(text) }).algorithms;
    expect(chosen('')).toBeUndefined();
    expect(chosen('Ciphers aes256-ctr,unheard-of,aes128-ctr\n')).toEqual({ ciphers: ['aes256-ctr', 'aes128-ctr'] });
    expect(chosen('MACs -*-etm@openssh.com\n')?.macs).toEqual(['hmac-sha2-256', 'hmac-sha2-512', 'hmac-sha1']);
    expect(chosen('KexAlgorithms ^ecdh*\n')?.kex?.slice(0, 4)).toEqual([
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
      'curve25519-sha256',
    ]);
    expect(chosen('KexAlgorithms +*group1-*\n')?.kex?.at(-1)).toBe('diffie-hellman-group1-sha1');
  });

  it('sends what SendEnv names of ours, and what SetEnv sets', () => {
    process.env['OPSB_ONE'] = '1';
    process.env['OPSB_TWO'] = '2';
    const host = resolveHost('web', {
      configFile: config('SendEnv OPSB_*\nSendEnv -OPSB_X* OPSB_ONE\nSetEnv OPSB_TWO="a b" C=d\nSetEnv E=f\n'),
    });
    expect(host.sentEnvironment).toEqual({ OPSB_ONE: '1', OPSB_TWO: 'a b', C: 'd' });
  });

  it('runs nothing for `Match exec`, and says that it did not', () => {
    const witness = join(folder, 'witness');
    mkdirSync(join(folder, 'x'), { recursive: true });
    const host = resolveHost('web', { configFile: config(`Match exec "touch ${witness}"\n Port 9\n`) });
    expect(host.port).toBe(22);
    expect(host.passedOver).toEqual([expect.stringMatching(/`Match exec` in `.*` line 1 is not evaluated/)]);
    expect(existsSync(witness)).toBe(false);
  });

  it('tells what is not followed, and of a value that is none its place', () => {
    const file = config('\ufeffHost db\n  User carol\nHost web\n  Prot 22\n  CanonicalizeHostname yes\n  KnownHostsCommand none\n');
    expect(resolveHost('web', { configFile: file })).toMatchObject({
      user: userInfo().username,
      passedOver: [
        `\`${file}\` line 4: \`prot\` is no keyword of ssh_config, and is passed over`,
        `\`${file}\` line 5: \`canonicalizehostname yes\` is not followed`,
      ],
    });
    expect(resolveHost('web', { configFile: config('IgnoreUnknown Pro*,x\nProt 22\n') }).passedOver).toBeUndefined();
    for (const [line, words] of [
      ['Port 99999', '`Port 99999` is no port'],
      ['ConnectTimeout soon', '`ConnectTimeout soon` is no time'],
      [
        'IdentityFile ~/.ssh/my key',
        '`IdentityFile` has more than one value: `~/.ssh/my`, `key`; expected one (in quotes where it holds blanks)',
      ],
      ['HostName', '`HostName` says nothing'],
      ['ServerAliveCountMax x', '`ServerAliveCountMax x` is no count'],
      ['MACs none', '`MACs none` leaves nothing'],
    ]) {
      const wrong = config(`# first\n${line}\n`);
      expect(() => resolveHost('web', { configFile: wrong })).toThrow(`\`${wrong}\` line 2: ${words}`);
    }
  });

  it('knows where an inventory has the host, for the tokens too', () => {
    const file = config('Host web\n  HostName elsewhere\n  ProxyCommand nc %h %p\n  IdentityFile /k/%h\n  ProxyJump none\n');
    expect(resolveHost('web', { configFile: file, address: '10.0.0.5', port: 2200 })).toMatchObject({
      address: '10.0.0.5',
      proxyCommand: 'nc 10.0.0.5 2200',
      identityFiles: ['/k/10.0.0.5'],
    });
  });

  it('takes no configuration of one’s own that others may write', () => {
    const file = config('User bob\n');
    expect(readConfig(file, false, 0, true)).toHaveLength(1);
    chmodSync(file, 0o664);
    expect(() => readConfig(file, false, 0, true)).toThrow(
      /may be written by others than its user \(owner \d+, mode 664\), and is not read/,
    );
    expect(resolveHost('web', { configFile: file }).user).toBe('bob');
  });

  it('tells file and line of a quote that is not closed', () => {
    const file = config('Host web\n  User "bob\n');
    expect(() => resolveHost('web', { configFile: file })).toThrow(`\`${file}\` line 2: a quote is not closed`);
  });

  it('lets the caller name the user', () => {
    expect(resolveHost('web', { configFile: config('User bob\n'), user: 'root' }).user).toBe('root');
  });
});
