import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'ssh2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Holder, lives } from '../../../client/src/sandbox/lock.ts';
import { resetSandbox } from '../../../client/src/sandbox/reset-sandbox.ts';
import type { Sandbox } from '../../../client/src/sandbox/sandbox.ts';
import { newKeyPair } from '../../../client/src/sandbox/server/key-pair.ts';
import { startSandbox } from '../../../client/src/sandbox/start-sandbox.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { step, until } from '../ssh/run-to-end.ts';
import { leftOver } from './left-over.ts';
import { runProgram, sftp, ssh } from './openssh.ts';
import { type Programs, sandboxPrograms } from './sandbox-program.ts';

let programs: Programs;
let state: string;
let sandbox: Sandbox;

beforeAll(async () => {
  programs = await sandboxPrograms();
});
afterAll(() => programs.remove());

/** Isolation is what these tests are about: where it cannot be had they say so, and fail where they are to be complete. */
function isolated(one: Pick<Sandbox, 'mode' | 'notes'>): boolean {
  if (one.mode === 'isolated') return true;
  if (process.env['CI'] === 'true') throw new Error(one.notes[0]);
  console.warn(`not tested: ${one.notes[0]}`);
  return false;
}

function newState(): string {
  return mkdtempSync(join(tmpdir(), 'opsbook-sandbox-state-'));
}

function remove(folder: string): void {
  resetSandbox(folder);
  rmSync(folder, { recursive: true, force: true });
}

describe('a running sandbox', () => {
  beforeAll(async () => {
    state = newState();
    sandbox = await startSandbox({ program: programs.server, stateFolder: state });
  });
  afterAll(async () => {
    await sandbox.close();
    remove(state);
  });

  it('runs a command and tells its exit status, output and errors apart', async () => {
    expect(await ssh(sandbox.details, 'echo out; echo err >&2; exit 7')).toEqual({ code: 7, stdout: 'out\n', stderr: 'err\n' });
  });

  it('feeds standard input to its end', async () => {
    const input = randomBytes(200_000).toString('base64');
    const { stdout } = await ssh(sandbox.details, 'sha256sum', input);
    expect(stdout.split(' ')[0]).toBe(createHash('sha256').update(input).digest('hex'));
  });

  it('takes the environment that sshd would, and no other', async () => {
    const more = ['-o', 'SetEnv=LC_TIME=C OPSBOOK_X=1 BASH_ENV=/nowhere'];
    const { stdout } = await ssh(sandbox.details, 'echo "$LC_TIME,$OPSBOOK_X,$BASH_ENV,$SSH_AUTH_SOCK"', '', more);
    expect(stdout).toBe('C,1,,\n');
  });

  it('has terminals: for ssh, and for a step with its keys, sizes and end', async () => {
    const { code, stdout } = await ssh(sandbox.details, 'test -t 0 && test -t 1 && test -t 2 && echo "all $TERM"; exit 5', '', ['-tt']);
    expect([code, stdout]).toEqual([5, expect.stringMatching(/^all \S+\r\n$/)]);
    const connection = await openConnection(sandbox.details, { hostKey: async () => false, secret: async () => undefined });
    const pty = { rows: 21, columns: 84, type: 'xterm' };
    const script =
      'stty size; read -r line; echo "got $line"; until [ "$(stty size)" = "22 85" ]; do sleep 0.05; done; echo bigger; exec sleep 600';
    const running = connection.run(step(script, { interpreter: 'sh', pty, timeout: 60_000 }));
    running.terminal?.keys('typed\r');
    const got = until(running, 'got typed\r\n');
    const bigger = until(running, 'bigger');
    expect(await got).toContain('21 84\r\n');
    running.terminal?.resize({ rows: 22, columns: 85 });
    await bigger;
    await running.cancel();
    expect(await running.end).toEqual({ kind: 'cancelled' });
    expect((await ssh(sandbox.details, 'ps -A -o args= | grep "^sleep 600"')).stdout).toBe('');
    await connection.close();
  });

  it('sends all of both outputs when both wait for the window', async () => {
    const command = '(head -c 30000000 /dev/zero & head -c 20000000 /dev/zero | tr "\\0" x >&2; wait)';
    const { stdout, stderr } = await ssh(sandbox.details, command);
    expect([stdout.length, stderr.length]).toEqual([30_000_000, 20_000_000]);
    expect([stdout.replaceAll('\0', ''), stderr.replaceAll('x', '')]).toEqual(['', '']);
  });

  it('holds little of an output of 100 MB', async () => {
    const command = 'head -c 100000000 /dev/zero; head -c 100000000 /dev/zero >&2; grep VmHWM /proc/$PPID/status | tr -dc 0-9';
    const ended = await runProgram('sh', ['-c', 'exec "$@" 2>/dev/null | tail -c 20 | tr -d "\\0"', 'sh', 'ssh', ...args(), command]);
    expect(Number(ended.stdout)).toBeGreaterThan(10_000);
    expect(Number(ended.stdout)).toBeLessThan(160_000);
  });

  it('refuses other keys, other users and passwords', async () => {
    const other = join(state, 'other');
    writeFileSync(other, `${newKeyPair().private}\n`, { mode: 0o600 });
    const withOther = await ssh({ ...sandbox.details, identityFiles: [other] }, 'true');
    expect(withOther.code).toBe(255);
    expect(withOther.stderr).toContain('Permission denied (publickey)');
    const asOther = await ssh({ ...sandbox.details, user: 'daemon' }, 'true');
    expect(asOther.stderr).toContain('Permission denied (publickey)');
    const password = await new Promise<Error>((resolve) => {
      const client = new Client().on('error', resolve).on('ready', () => resolve(new Error('let in')));
      client.connect({
        host: '127.0.0.1',
        port: sandbox.details.port,
        username: sandbox.details.user,
        password: '',
        hostVerifier: () => true,
      });
    });
    expect(password.message).toContain('All configured authentication methods failed');
  });

  it('shows the host key that its known_hosts names, so that another is refused', async () => {
    const wrong = join(state, 'wrong_known_hosts');
    writeFileSync(wrong, `[127.0.0.1]:${sandbox.details.port} ${newKeyPair().public}\n`);
    const { code, stderr } = await ssh({ ...sandbox.details, knownHostsFiles: [wrong] }, 'true');
    expect(code).toBe(255);
    expect(stderr).toMatch(/host key.*(changed|verification failed)/is);
  });

  it('listens on 127.0.0.1 only', () => {
    const port = sandbox.details.port.toString(16).toUpperCase().padStart(4, '0');
    const listening = ['tcp', 'tcp6'].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === '0A' && fields[1]?.endsWith(`:${port}`))
        .map((fields) => fields[1]),
    );
    expect(listening).toEqual([`0100007F:${port}`]);
  });

  it('keeps its keys to its user', () => {
    for (const file of sandbox.details.identityFiles) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(state).mode & 0o777).toBe(0o700);
  });

  it('ends a command by a signal, its group with it, and tells which', async () => {
    const signal = await new Promise<string>((resolve, reject) => {
      const client = new Client().on('error', reject);
      client.on('ready', () => {
        client.exec('sleep 300 & echo begun; wait', (error, channel) => {
          if (error) return reject(error);
          channel.on('data', () => channel.signal('TERM'));
          channel.on('exit', (code: number | null, name: string) => resolve(`${code} ${name}`));
          channel.on('close', () => client.end());
        });
      });
      connect(client);
    });
    expect(signal).toBe('null SIGTERM');
    expect((await ssh(sandbox.details, 'ps -eo args | grep -c "^sleep 300"')).stdout).toBe('0\n');
  });

  it('tells the exit of a command whose child holds the output', async () => {
    const order = await new Promise<string[]>((resolve, reject) => {
      const seen: string[] = [];
      const client = new Client().on('error', reject);
      client.on('ready', () => {
        client.exec('sleep 1 & echo begun; exit 4', (error, channel) => {
          if (error) return reject(error);
          const begun = Date.now();
          channel.on('data', (data: Buffer) => seen.push(data.toString().trim()));
          channel.on('exit', (code: number) => seen.push(`exit ${code} ${Date.now() - begun < 800 ? 'at once' : 'late'}`));
          channel.on('close', () => {
            client.end();
            resolve([...seen, Date.now() - begun > 800 ? 'closed late' : 'closed at once']);
          });
        });
      });
      connect(client);
    });
    expect(order).toEqual(['begun', 'exit 4 at once', 'closed late']);
  });

  it('joins a second start in the same state folder', async () => {
    const second = await startSandbox({ program: programs.server, stateFolder: state });
    expect(second.shared).toBe(true);
    expect(second.details).toEqual(JSON.parse(JSON.stringify(sandbox.details)));
    await second.close();
    expect((await ssh(sandbox.details, 'true')).code).toBe(0);
  });

  it('is not reset while it runs', () => {
    expect(() => resetSandbox(state)).toThrow(/in use by process \d+/);
  });

  describe('isolated', () => {
    it('lets /etc be written and leaves the real one alone', async () => {
      if (!isolated(sandbox)) return;
      const before = readdirSync('/etc');
      const { stdout, code } = await ssh(
        sandbox.details,
        'echo x > /etc/opsbook-sandbox-test && sed -i 1d /etc/passwd && rm -r /etc/default && mkdir /etc/default && ls /etc/default',
      );
      expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
      expect(readdirSync('/etc')).toEqual(before);
    });

    it('hides homes, other processes, and sockets', async () => {
      if (!isolated(sandbox)) return;
      const { stdout } = await ssh(
        sandbox.details,
        'ls -A /home /root; ls /run; ls -d /proc/[0-9]* | wc -l; find / -xdev -maxdepth 3 -type s 2>/dev/null',
      );
      const [homes] = stdout.split('\nlock');
      expect(homes?.trim().split(/\s+/)).toEqual(['/home:', '/root:']);
      expect(stdout).not.toMatch(/docker|containerd|agent/);
    });

    it('has no power over the machine', async () => {
      if (!isolated(sandbox)) return;
      const swappiness = readFileSync('/proc/sys/vm/swappiness', 'utf8').trim();
      const { stdout } = await ssh(
        sandbox.details,
        `for try in 'echo ${swappiness} > /proc/sys/vm/swappiness' 'mknod /tmp/disk b 8 0' 'mount -t ext4 /dev/vda /mnt' 'cat /proc/kmsg' 'kill -9 1'; do sh -c "$try" >/dev/null 2>&1 && [ "$try" != 'kill -9 1' ] && echo "$try"; done; hostname; ip -br link | wc -l`,
      );
      expect(stdout).toBe('sandbox\n1\n');
    });

    it('has sudo that runs what it is given and does not ask', async () => {
      if (!isolated(sandbox)) return;
      const { stdout } = await ssh(
        sandbox.details,
        `sudo -n id -u; sudo -S -p nonce: A=1 sh -c 'cat; echo "$A $SUDO_USER"'; sudo -u nosuchuser id; echo $?`,
        'fed',
      );
      expect(stdout).toBe('0\nfed1 root\n1\n');
    });

    it('starts, reloads and stops services by their unit files', async () => {
      if (!isolated(sandbox)) return;
      const unit =
        '[Unit]\\nDescription=x\\n[Service]\\nEnvironment=GREETING=hello\\nExecStart=/bin/sh -c \\\\\\n "echo $GREETING; exec sleep 1000"\\nExecReload=/bin/kill -USR1 $MAINPID\\n';
      const steps = [
        `printf '${unit}' > /etc/systemd/system/napper.service; systemctl daemon-reload`,
        'systemctl is-active napper; echo $?; systemctl start napper; systemctl is-active napper; service napper status | head -1 | cut -d, -f1',
        'systemctl reload napper; sleep 0.2; systemctl is-active napper',
        'systemctl restart napper.service; echo $?; systemctl stop napper; systemctl is-active napper; systemctl start nosuchunit; echo $?',
      ];
      const { stdout } = await ssh(sandbox.details, steps.join('\n'));
      expect(stdout.split('\n')).toEqual(['inactive', '3', 'active', 'napper.service: active', 'inactive', '0', 'inactive', '5', '']);
    });

    it('has the machine’s own rsyslogd at work, if there is one', async () => {
      if (!isolated(sandbox)) return;
      if (!existsSync('/usr/sbin/rsyslogd')) {
        expect(sandbox.notes.join('\n')).toContain('rsyslog is not installed');
        return;
      }
      const steps = [
        'mkdir -p /mnt/log; echo "local3.* /mnt/log/practice.log" > /etc/rsyslog.d/10-practice.conf',
        'rsyslogd -N1 >/dev/null 2>&1 && systemctl restart rsyslog && logger -p local3.info practised',
        'for i in 1 2 3 4 5 6 7 8 9 10; do grep -q practised /mnt/log/practice.log 2>/dev/null && break; sleep 0.2; done; grep -c practised /mnt/log/practice.log',
      ];
      expect((await ssh(sandbox.details, steps.join('\n'))).stdout).toBe('1\n');
      expect(existsSync('/mnt/log/practice.log')).toBe(false);
    });
  });

  describe('sftp', () => {
    it('serves OpenSSH’s client', async () => {
      const local = join(state, 'local');
      const back = join(state, 'back');
      writeFileSync(local, randomBytes(3_000_000));
      const batch = [
        'mkdir /tmp/s',
        `put ${local} /tmp/s/one`,
        'chmod 640 /tmp/s/one',
        'rename /tmp/s/one /tmp/s/two',
        'ln -s two /tmp/s/three',
        `get /tmp/s/three ${back}`,
        'ls -la /tmp/s',
        'df /tmp/s',
        'rm /tmp/s/three',
        'rm /tmp/s/two',
        'rmdir /tmp/s',
      ];
      if (sandbox.mode === 'plain') batch.unshift('mkdir /tmp');
      const { code, stdout, stderr } = await sftp(sandbox.details, batch);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('-rw-r-----');
      expect(readFileSync(back).equals(readFileSync(local))).toBe(true);
      expect((await sftp(sandbox.details, ['ls /tmp/s'])).code).toBe(1);
    });

    it('does what an installer needs, by ssh2’s client', async () => {
      const client = new Client();
      const done = new Promise<string[]>((resolve, reject) => {
        client.on('error', reject).on('ready', () => {
          client.sftp((error, files) => {
            if (error) return reject(error);
            const said: string[] = [];
            const target = '/etc/opsbook-installed';
            const temporary = '/etc/.opsbook-installed.new';
            files.writeFile(target, 'old', (oldError) => {
              said.push(`old ${oldError ?? 'written'}`);
              files.open(temporary, 'wx', 0o600, (_openError, handle) => {
                files.open(temporary, 'wx', (again) => said.push(`again: ${again?.message !== undefined}`));
                files.write(handle, Buffer.from('new'), 0, 3, 0, () => {
                  files.fsetstat(handle, { mode: 0o640 }, () => {
                    files.ext_openssh_fsync(handle, (syncError) => {
                      said.push(`fsync ${syncError ?? 'ok'}`);
                      files.close(handle, () => {
                        files.rename(temporary, target, (plain) => said.push(`plain rename refused: ${plain?.message !== undefined}`));
                        files.ext_openssh_rename(temporary, target, (renameError) => {
                          said.push(`rename ${renameError ?? 'ok'}`);
                          files.stat(target, (_statError, stats) => {
                            files.readFile(target, (_readError, content) => {
                              said.push(`${(stats.mode & 0o777).toString(8)} ${content.toString()}`);
                              files.stat('/etc/nothing-here', (missing) => {
                                said.push(`missing: ${(missing as { code?: number } | undefined)?.code}`);
                                client.end();
                                resolve(said);
                              });
                            });
                          });
                        });
                      });
                    });
                  });
                });
              });
            });
          });
        });
      });
      connect(client);
      expect(await done).toEqual([
        'old written',
        'again: true',
        'fsync ok',
        'plain rename refused: true',
        'rename ok',
        '640 new',
        'missing: 2',
      ]);
      expect(existsSync('/etc/opsbook-installed')).toBe(false);
    });
  });

  function args(): string[] {
    const { details } = sandbox;
    return [
      '-F',
      'none',
      '-i',
      details.identityFiles[0] ?? '',
      '-o',
      'IdentitiesOnly=yes',
      '-o',
      `UserKnownHostsFile=${details.knownHostsFiles[0]}`,
      '-p',
      `${details.port}`,
      `${details.user}@127.0.0.1`,
    ];
  }

  function connect(client: Client): void {
    const { details } = sandbox;
    client.connect({
      host: details.address,
      port: details.port,
      username: details.user,
      privateKey: readFileSync(details.identityFiles[0] ?? ''),
      hostVerifier: () => true,
    });
  }
});

describe('the life of a sandbox', () => {
  beforeEach(() => {
    state = newState();
  });
  afterEach(() => remove(state));

  it('keeps its changes until it is reset', async () => {
    const first = await startSandbox({ program: programs.server, stateFolder: state });
    if (!isolated(first)) return first.close();
    await ssh(first.details, 'echo kept > /etc/kept; rm /etc/hostname; rm -rf /etc/default; mkdir -p /mnt/log /etc/default');
    const { port } = first.details;
    await first.close();
    const second = await startSandbox({ program: programs.server, stateFolder: state });
    expect(second.shared).toBe(false);
    const { stdout } = await ssh(second.details, 'cat /etc/kept; ls -d /mnt/log; ls /etc/default');
    await second.close();
    expect({ stdout, samePort: second.details.port === port }).toEqual({ stdout: 'kept\n/mnt/log\n', samePort: false });
    resetSandbox(state);
    const third = await startSandbox({ program: programs.server, stateFolder: state });
    const after = await ssh(third.details, 'cat /etc/kept; ls /etc/default | wc -l');
    await third.close();
    expect(Number(after.stdout)).toBe(readdirSync('/etc/default').length);
    expect(after.stderr).toContain('/etc/kept');
  });

  it.each(['isolated', 'plain'])('leaves nothing when it is closed: %s', async (mode) => {
    const one = await startSandbox({ program: programs.server, stateFolder: state, plain: mode === 'plain' });
    const { stdout } = await ssh(one.details, 'readlink /proc/self/ns/pid; setsid sleep 1001 >/dev/null 2>&1 & sleep 0.1');
    await one.close();
    const namespace = mode === 'plain' ? undefined : stdout.split('\n')[0];
    expect(await leftOver(namespace, state)).toEqual([]);
    expect(await leftOver(namespace, 'sleep 1001')).toEqual([]);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(state);
    expect(readdirSync(state)).not.toContain('lock');
    expect(existsSync(join(state, 'run'))).toBe(false);
    await expect(ssh(one.details, 'true')).resolves.toMatchObject({ code: 255 });
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('ends with its parent, ended by %s', async (signal) => {
    const { child, found } = await held([], state);
    const { stdout } = await ssh(found.details, 'readlink /proc/self/ns/pid; nohup setsid sleep 1002 >/dev/null 2>&1 & sleep 0.1');
    // Until it is waited for, the dead still has its number.
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
    expect(await leftOver(found.mode === 'isolated' ? stdout.split('\n')[0] : undefined, state)).toEqual([]);
    // The lock of the dead is nobody's.
    const next = await startSandbox({ program: programs.server, stateFolder: state });
    expect(next.shared).toBe(false);
    await next.close();
  });

  it.each(['SIGKILL', 'SIGTERM', 'its own close'] as const)('outlives who started it, ended by %s, for one who joined it', async (how) => {
    const { child, found } = await held([], state);
    const joined = await startSandbox({ program: programs.server, stateFolder: state });
    expect(joined.shared).toBe(true);
    const { stdout } = await ssh(joined.details, 'readlink /proc/self/ns/pid');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (how === 'its own close') child.stdin?.end();
    else child.kill(how);
    await gone;
    await delay(300);
    expect((await ssh(joined.details, 'echo here')).stdout).toBe('here\n');
    const third = await startSandbox({ program: programs.server, stateFolder: state });
    expect(third.details).toEqual(joined.details);
    await third.close();
    await joined.close();
    expect(await leftOver(found.mode === 'isolated' ? stdout.split('\n')[0] : undefined, state)).toEqual([]);
  });

  it('is not one that ends, however soon after the other’s end it is started', async () => {
    for (let pause = 0; pause < 80; pause += 10) {
      const { child } = await held([], state);
      child.kill('SIGKILL');
      await delay(pause);
      const next = await startSandbox({ program: programs.server, stateFolder: state });
      await delay(200);
      expect((await ssh(next.details, 'echo here')).stdout, `${pause} ms after`).toBe('here\n');
      await next.close();
    }
  });

  it('works for a user who is not root', async () => {
    const user = 61_234;
    const command = process.getuid?.() === 0 ? ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--'] : [];
    if (command.length > 0) chownSync(state, user, user);
    const { child, found } = await held(command, state);
    try {
      if (!isolated(found)) return;
      expect(found.notes.join('\n')).toContain('it was not started by root');
      const steps =
        'id -u; echo x > /etc/rsyslog.d/99-x.conf && sed -i 1d /etc/logrotate.conf && mkdir -p /mnt/log && sudo -n true && echo written; systemctl is-active rsyslog';
      const { stdout } = await ssh(found.details, steps);
      expect(stdout.split('\n').slice(0, 2)).toEqual(['0', 'written']);
      if (existsSync('/usr/sbin/rsyslogd')) expect(stdout).toContain('\nactive\n');
      expect(existsSync('/etc/rsyslog.d/99-x.conf')).toBe(false);
    } finally {
      child.stdin.end();
      await new Promise((resolve) => child.once('exit', resolve));
    }
    expect(await leftOver(undefined, state)).toEqual([]);
  });

  it('has what was unpacked for it beside what the machine has', async () => {
    mkdirSync(join(state, 'packages', 'usr', 'bin'), { recursive: true });
    writeFileSync(join(state, 'packages', 'usr', 'bin', 'opsbook-packaged'), '#!/bin/sh\necho packaged\n', { mode: 0o755 });
    const one = await startSandbox({ program: programs.server, stateFolder: state });
    const { stdout } = await ssh(one.details, 'opsbook-packaged; ls /usr/bin | wc -l');
    await one.close();
    if (!isolated(one)) return;
    expect(stdout.split('\n')[0]).toBe('packaged');
    expect(Number(stdout.split('\n')[1])).toBe(readdirSync('/usr/bin').length + 1);
  });

  it('says why it is plain, and where its files go', async () => {
    const one = await startSandbox({ program: programs.server, stateFolder: state, plain: true });
    expect(one.notes[0]).toMatch(/^sandbox: plain, steps run on this machine, not isolated \(it was asked for\)/);
    expect(one.filesUnder).toBe(join(state, 'files'));
    const local = join(state, 'local');
    writeFileSync(local, 'x');
    expect((await sftp(one.details, [`put ${local} /etc/opsbook-plain`, `put ${local} ../../../../../etc/opsbook-plain-too`])).code).toBe(
      0,
    );
    expect(readdirSync(join(state, 'files', 'etc')).sort()).toEqual(['opsbook-plain', 'opsbook-plain-too']);
    expect((await ssh(one.details, 'pwd')).stdout).toBe(`${join(state, 'files')}\n`);
    await one.close();
  });

  it('says where it cannot be kept, and leaves nothing that goes on then', async () => {
    writeFileSync(join(state, 'own'), 'no folder');
    const child = spawn(process.execPath, [programs.holder, programs.server, state], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
    expect(said).toContain(`the practice host is kept below \`${state}\`, and that failed: EEXIST`);
    // It is nobody's: once there is room, it starts.
    rmSync(join(state, 'own'));
    const one = await startSandbox({ program: programs.server, stateFolder: state });
    expect(one.shared).toBe(false);
    await one.close();
  });

  it('is not begun beside one whose starter was killed while it started', async () => {
    const child = spawn(process.execPath, [programs.holder, programs.server, state], { stdio: ['pipe', 'ignore', 'ignore'] });
    // Both are named in the lock as soon as there is something to wait for.
    await expect.poll(() => readOr(join(state, 'lock')), { timeout: 20_000, interval: 1 }).toMatch(/pid.*pid/);
    const [, server] = JSON.parse(readFileSync(join(state, 'lock'), 'utf8')) as [Holder, Holder];
    child.kill('SIGKILL');
    const next = await startSandbox({ program: programs.server, stateFolder: state });
    expect([next.shared, lives(server)]).toEqual([false, false]);
    expect((await ssh(next.details, 'echo here')).stdout).toBe('here\n');
    await next.close();
  });

  it('wants its program', async () => {
    await expect(startSandbox({ program: '/nowhere/sandbox.cjs', stateFolder: state })).rejects.toThrow(/build it first/);
  });
});

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function held(command: readonly string[], stateFolder: string) {
  const [first, ...rest] = [...command, process.execPath, programs.holder, programs.server, stateFolder];
  const child = spawn(first ?? '', rest, { stdio: ['pipe', 'pipe', 'inherit'], env: { PATH: process.env['PATH'], HOME: stateFolder } });
  for await (const line of createInterface(child.stdout)) return { child, found: JSON.parse(line) as Sandbox };
  throw new Error('the holder ended without a word');
}
