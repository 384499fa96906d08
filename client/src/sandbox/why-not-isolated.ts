import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const settings = [
  ['kernel.unprivileged_userns_clone', (value: string) => value === '0', 'is 0, which keeps users from making namespaces'],
  [
    'kernel.apparmor_restrict_unprivileged_userns',
    (value: string) => value === '1',
    'is 1, which takes away the rights in a namespace of one’s own',
  ],
  ['user.max_user_namespaces', (value: string) => value === '0', 'is 0, which forbids user namespaces'],
] as const;

const tools = ['unshare', 'mount', 'umount', 'pivot_root', 'sh', 'stat', 'hostname'] as const;
/** Where tools are that an ordinary user's PATH lacks. */
export const toolPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(delimiter);

/** What is known, without trying, to forbid an isolated sandbox; undefined where nothing does. */
export function whyNotIsolated(
  platform: string,
  read: (setting: string) => string | undefined = setting,
  has = installed,
): string | undefined {
  if (platform !== 'linux') return 'namespaces are a matter of Linux';
  const missing = tools.filter((tool) => tool !== 'hostname' && !has(tool));
  if (missing.length > 0) return `\`${missing.join('`, `')}\` ${missing.length > 1 ? 'are' : 'is'} not installed (package util-linux)`;
  const none = read('user.max_user_namespaces');
  return none?.trim() === '0' ? `the kernel setting \`user.max_user_namespaces\` ${settings[2][2]}` : undefined;
}

/** Why an attempt failed: a kernel setting by its name where one is known for it, else the words of the tool. */
export function whyItFailed(said: string, asRoot: boolean, read: (setting: string) => string | undefined = setting): string {
  if (!asRoot) {
    for (const [name, forbids, why] of settings) if (forbids((read(name) ?? '').trim())) return `the kernel setting \`${name}\` ${why}`;
  }
  const words = said.split('\n').filter((line) => line !== '' && !line.startsWith('note: ') && !line.includes('dmesg(1)'));
  const told = words.slice(-2).join('; ') || 'no reason was told';
  const filtered = /^Seccomp:\s*2$/m.test(readOr('/proc/self/status') ?? '')
    ? ' (system calls of this process are filtered, as in a container)'
    : '';
  return `${told}${filtered}`;
}

function setting(name: string): string | undefined {
  return readOr(`/proc/sys/${name.replaceAll('.', '/')}`);
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function installed(tool: string): boolean {
  return toolPath.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
