import { execFile } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Fleet, FleetParts } from './fleet.ts';

const run = promisify(execFile);

/** Makes the user's keys by ssh-keygen: a plain one, one with a passphrase, an RSA one. */
export async function makeKeys(folder: string, passphrase: string): Promise<Fleet['keys']> {
  const keys = { plain: join(folder, 'id'), encrypted: join(folder, 'id_encrypted'), rsa: join(folder, 'id_rsa') };
  await Promise.all([
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'fleet', '-f', keys.plain]),
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'fleet-encrypted', '-f', keys.encrypted]),
    run('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-N', '', '-C', 'fleet-rsa', '-f', keys.rsa]),
  ]);
  writeFileSync(
    join(folder, 'authorized_keys'),
    Object.values(keys)
      .map((key) => readFileSync(`${key}.pub`))
      .join(''),
  );
  return keys;
}

/** A host's folder with its host key, authorized_keys and sshd_config; its key is added to the fleet's known_hosts. */
export async function writeHost({ folder, options }: FleetParts, name: string, address: string, port: number): Promise<string> {
  const own = join(folder, name);
  mkdirSync(own);
  if (options.mode === 'lo') mkdirSync(join(folder, 'home'), { recursive: true });
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(own, 'host_key')]);
  copyFileSync(join(folder, 'authorized_keys'), join(own, 'authorized_keys'));
  const [type, key] = readFileSync(join(own, 'host_key.pub'), 'utf8').split(' ');
  appendFileSync(join(folder, 'known_hosts'), `${port === 22 ? address : `[${address}]:${port}`} ${type} ${key}\n`);
  const at = options.mode === 'ns' ? '/fleet' : own;
  writeFileSync(
    join(own, 'sshd_config'),
    [
      ...(options.sshd ?? []),
      `ListenAddress ${options.mode === 'ns' ? '0.0.0.0' : address}`,
      `Port ${port}`,
      `HostKey ${at}/host_key`,
      `PidFile ${at}/sshd.pid`,
      `AuthorizedKeysFile ${at}/authorized_keys`,
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin yes',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PrintMotd no',
      'UseDNS no',
      'MaxStartups 100:30:200',
      'AcceptEnv LANG LC_* OPSBOOK_*',
      'Subsystem sftp internal-sftp',
      'LogLevel VERBOSE',
      // Debian's bash reads ~/.bashrc for commands over ssh, and the machine's own may do anything.
      ...(options.mode === 'lo' ? [`SetEnv HOME=${folder}/home`] : []),
      '',
    ].join('\n'),
  );
  return own;
}
