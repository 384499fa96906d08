import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Where the key of a host is remembered: the files, and the name it stands under there. */
export interface KnownKey {
  readonly files: readonly string[];
  readonly name: string;
}

/** What `ssh -G` says of where a host's key is looked for (ssh_config(5), UserKnownHostsFile, HostKeyAlias). Fails with ssh's own words. */
export async function knownKeyOf(host: string, sshConfig: string | undefined): Promise<KnownKey> {
  const { stdout } = await execute('ssh', ['-G', ...(sshConfig === undefined ? [] : ['-F', sshConfig]), '--', host], { timeout: 10_000 });
  const values = new Map(
    stdout
      .split('\n')
      .map((line) => line.split(' '))
      .map(([key = '', ...rest]) => [key, rest.join(' ')]),
  );
  const address = values.get('hostkeyalias') ?? values.get('hostname') ?? host;
  const port = values.get('port') ?? '22';
  const files = (values.get('userknownhostsfile') ?? '').split(' ').filter((file) => file.startsWith('/'));
  return { files, name: values.has('hostkeyalias') || port === '22' ? address : `[${address}]:${port}` };
}

/** Takes a host's key out of the files that exist; ssh-keygen keeps the old file beside it. Resolves with the files that had it. */
export async function forgetKey({ files, name }: KnownKey): Promise<readonly string[]> {
  const had: string[] = [];
  for (const file of files) {
    const found = await execute('ssh-keygen', ['-F', name, '-f', file], { timeout: 10_000 }).then(
      ({ stdout }) => stdout.trim() !== '',
      () => false,
    );
    if (!found) continue;
    await execute('ssh-keygen', ['-R', name, '-f', file], { timeout: 10_000 });
    had.push(file);
  }
  return had;
}
