import type { EffectiveCommand } from '../../shell/effective-command.ts';
import { hasLong, hasShort, plain } from '../../shell/options.ts';
import type { ShellCommand } from '../../shell/tree.ts';
import { danger } from './dangers.ts';

/** Places that are nobody's: what is written there changes nothing. */
const passing = /^(\/tmp|\/var\/tmp|\/dev|\/run\/user|\/proc\/self)(\/|$)/;
const isKept = (path: string | undefined): boolean => path?.startsWith('/') === true && !passing.test(path);

type Changes = (values: readonly string[]) => boolean;

const always: Changes = (values) => !hasLong(values, '--help', '--version', '--dry-run');
const action =
  (...actions: readonly string[]): Changes =>
  (values) =>
    actions.includes(plain(values)[0] ?? '') &&
    !hasLong(values, '--dry-run', '--simulate', '--help', '--assume-no', '--assumeno') &&
    !hasShort(
      values.filter((v) => /^-[a-z]$/.test(v)),
      's',
    );
const second =
  (...actions: readonly string[]): Changes =>
  (values) =>
    actions.includes(plain(values)[1] ?? '');
/** The last word is a path that stays. */
const target: Changes = (values) => isKept(plain(values).at(-1));
const anyPath: Changes = (values) => plain(values).some(isKept);

const packages = action(
  'install',
  'reinstall',
  'remove',
  'purge',
  'autoremove',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'update',
  'erase',
  'add',
  'del',
  'groupinstall',
  'localinstall',
);
const containers: Changes = (values) =>
  action('rm', 'rmi', 'stop', 'start', 'restart', 'kill', 'pull', 'build', 'push', 'load', 'tag', 'rename')(values) ||
  (plain(values)[0] === 'compose' && second('up', 'down', 'stop', 'start', 'restart', 'rm')(values));
const firewall: Changes = (values) =>
  hasShort(
    values.slice(0, 4).filter((value) => /^-[A-Z]$/.test(value)),
    'AIDRFXPNZ',
  ) || hasLong(values, '--append', '--insert', '--delete', '--flush', '--policy', '--new-chain');

/** Programs that change a host, where their words say that they do. */
const programs: Readonly<Record<string, Changes>> = {
  apt: packages,
  'apt-get': packages,
  aptitude: packages,
  yum: packages,
  dnf: packages,
  zypper: action('install', 'in', 'remove', 'rm', 'update', 'up', 'dup', 'patch'),
  apk: packages,
  snap: action('install', 'remove', 'refresh'),
  pip: action('install', 'uninstall'),
  pip3: action('install', 'uninstall'),
  dpkg: (values) => hasShort(values, 'irP') || hasLong(values, '--install', '--remove', '--purge', '--configure'),
  rpm: (values) => values.some((value) => /^-[iUFe][a-z]*$/.test(value)) || hasLong(values, '--install', '--upgrade', '--erase'),
  systemctl: action(
    'start',
    'stop',
    'restart',
    'reload',
    'try-restart',
    'reload-or-restart',
    'enable',
    'disable',
    'mask',
    'unmask',
    'daemon-reload',
    'daemon-reexec',
    'kill',
    'reset-failed',
    'set-default',
    'isolate',
    'edit',
  ),
  service: second('start', 'stop', 'restart', 'reload', 'force-reload'),
  rm: anyPath,
  rmdir: anyPath,
  mv: anyPath,
  cp: target,
  install: target,
  ln: target,
  mkdir: anyPath,
  chmod: anyPath,
  chown: anyPath,
  chgrp: anyPath,
  chattr: anyPath,
  setfacl: anyPath,
  touch: anyPath,
  truncate: anyPath,
  tee: anyPath,
  sed: (values) => values.some((value) => /^-[a-zA-Z]*i|^--in-place/.test(value)) && anyPath(values),
  useradd: always,
  usermod: always,
  userdel: always,
  adduser: always,
  deluser: always,
  groupadd: always,
  groupdel: always,
  chpasswd: always,
  umount: anyPath,
  swapon: (values) => plain(values).length > 0 && !hasShort(values, 's') && !hasLong(values, '--show', '--summary'),
  swapoff: always,
  sysctl: (values) =>
    hasShort(values, 'wp') || values.some((value) => /^[a-z][\w.]*=/.test(value)) || hasLong(values, '--write', '--load', '--system'),
  modprobe: (values) => !hasShort(values, 'nDc') && plain(values).length > 0,
  rmmod: always,
  insmod: always,
  pkill: (values) => !values.includes('-0'),
  killall: (values) => !values.includes('-0'),
  crontab: (values) => hasShort(values, 'r') || (plain(values).length > 0 && !hasShort(values, 'l')),
  ip: second('add', 'set', 'del', 'delete', 'flush', 'replace', 'change'),
  iptables: firewall,
  ip6tables: firewall,
  nft: (values) => action('add', 'delete', 'flush', 'insert', 'replace', 'destroy')(values) || hasShort(values, 'f'),
  ufw: action('allow', 'deny', 'reject', 'limit', 'enable', 'disable', 'reset', 'delete', 'default', 'reload', 'route', 'insert'),
  ifup: always,
  ifdown: always,
  ifreload: always,
  docker: containers,
  podman: containers,
  kubectl: action(
    'apply',
    'delete',
    'create',
    'patch',
    'scale',
    'replace',
    'cordon',
    'uncordon',
    'drain',
    'taint',
    'label',
    'annotate',
    'edit',
    'set',
  ),
  helm: action('install', 'upgrade', 'uninstall', 'rollback'),
  hostnamectl: action('set-hostname'),
  timedatectl: (values) => /^set-/.test(plain(values)[0] ?? ''),
  'update-grub': always,
  'update-initramfs': (values) => hasShort(values, 'cud'),
  'update-rc.d': always,
  'update-alternatives': (values) => hasLong(values, '--set', '--install', '--remove', '--auto'),
  a2ensite: always,
  a2dissite: always,
  a2enmod: always,
  a2dismod: always,
};

/** Whether a command certainly changes the host: by its words, or by a file it writes to that stays. What only a run knows counts as no. */
export function changes(run: EffectiveCommand, command: ShellCommand): boolean {
  for (const { operator, target: file } of command.redirects) {
    if (/^(&?>>?|>\|)$/.test(operator) && isKept(file?.value)) return true;
  }
  const { name, values } = run;
  if (name === undefined) return false;
  if (danger(run, command, () => true) !== undefined) return true;
  return Object.hasOwn(programs, name) && programs[name]?.(values) === true;
}
