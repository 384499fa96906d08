import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';

/** A server on loopback that wants a password and takes none; `asks` in the ssh_config, which is written into `folder`. */
export async function asksForPassword(folder: string): Promise<{ readonly sshConfig: string; close(): void }> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    client.on('error', () => {});
    client.on('authentication', (context) => context.reject(['password']));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  writeFileSync(join(folder, 'asks.known'), `[127.0.0.1]:${port} ${key.type} ${key.getPublicSSH().toString('base64')}\n`);
  const sshConfig = join(folder, 'asks.config');
  const options = [
    `Port ${port}`,
    'HostName 127.0.0.1',
    `UserKnownHostsFile ${join(folder, 'asks.known')}`,
    'IdentityFile none',
    'IdentityAgent none',
  ];
  writeFileSync(sshConfig, `Host asks\n${options.map((line) => `  ${line}\n`).join('')}`);
  return { sshConfig, close: () => void server.close() };
}
