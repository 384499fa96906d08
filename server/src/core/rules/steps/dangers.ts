import type { EffectiveCommand } from '../../shell/effective-command.ts';
import { hasLong, hasShort, plain } from '../../shell/options.ts';
import type { ShellCommand, ShellWord } from '../../shell/tree.ts';

/** What a command may do that cannot be taken back from afar. */
export interface Danger {
  readonly kind: 'reboots' | 'formats' | 'deletes' | 'cuts';
  /** The end of a sentence that begins with the command's name. */
  readonly words: string;
}

const reboots = (words: string): Danger => ({ kind: 'reboots', words });
const formats = (words: string): Danger => ({ kind: 'formats', words });
const deletes = (words: string): Danger => ({ kind: 'deletes', words });
const cuts = (words: string): Danger => ({ kind: 'cuts', words });

const down = reboots('takes the host down');
const network = cuts('may cut the connection by which it is run');
const disk = formats('writes over a disk');

const networkUnits = /^(networking|network|NetworkManager|systemd-networkd|wpa_supplicant)(\.service)?$/;
const loginUnits = /^(ssh|sshd|dropbear)(\.service|\.socket)?$/;
const blockDevice = /^\/dev\/(sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme\d|mmcblk\d|md\d|dm-\d|mapper\/|disk\/|loop\d)/;

/** The danger of a command of a step, as far as its words tell; `isSet` tells of a variable whether it certainly holds something. */
export function danger(run: EffectiveCommand, command: ShellCommand, isSet: (name: string) => boolean): Danger | undefined {
  for (const { operator, target } of command.redirects) {
    if (!operator.startsWith('>') && !operator.startsWith('&>')) continue;
    if (blockDevice.test(target?.value ?? '')) return formats('writes over a disk');
    if (target?.value === '/proc/sysrq-trigger') return down;
  }
  const { name, values, args } = run;
  if (name === undefined) return undefined;
  if (name.startsWith('mkfs')) return hasShort(values, 'NV') ? undefined : formats('makes an empty file system');
  const known = Object.hasOwn(programs, name) ? programs[name] : undefined;
  return known?.(values, args, isSet);
}

type Judge = (values: readonly string[], args: readonly ShellWord[], isSet: (name: string) => boolean) => Danger | undefined;

const asksHelp = (values: readonly string[]): boolean => hasLong(values, '--help', '--version');
const power: Judge = (values) => (asksHelp(values) || hasShort(values, 'wV') || hasLong(values, '--wtmp-only') ? undefined : down);

const firewall: Judge = (values) => {
  if (hasShort(values, 't') || hasLong(values, '--table')) return undefined;
  if (hasShort(values, 'F') || hasLong(values, '--flush')) return network;
  const policy = values.findIndex((value) => value === '-P' || value === '--policy');
  return policy >= 0 && values[policy + 1] !== 'OUTPUT' && /^(DROP|REJECT)$/.test(values[policy + 2] ?? '') ? network : undefined;
};

const unit = (action: string, units: readonly string[]): Danger | undefined => {
  const stops = ['stop', 'disable', 'mask', 'kill'].includes(action);
  if (stops && units.some((name) => networkUnits.test(name) || loginUnits.test(name))) return network;
  return ['restart', 'force-reload', 'try-restart'].includes(action) && units.some((name) => networkUnits.test(name)) ? network : undefined;
};

const programs: Readonly<Record<string, Judge>> = {
  reboot: power,
  poweroff: power,
  halt: power,
  shutdown: (values) => (asksHelp(values) || hasShort(values, 'ck') ? undefined : down),
  init: (values) => (/^[016sS]$/.test(values[0] ?? '') ? down : undefined),
  telinit: (values) => (/^[016sS]$/.test(values[0] ?? '') ? down : undefined),
  kexec: (values) => (hasShort(values, 'e') || hasLong(values, '--exec') ? down : undefined),
  systemctl(values) {
    const [action, ...units] = plain(values);
    if (action === undefined) return undefined;
    if (/^(reboot|poweroff|halt|kexec|rescue|emergency|suspend|hibernate|soft-reboot)$/.test(action)) return down;
    return action === 'disable' && !hasLong(values, '--now') ? undefined : unit(action, units);
  },
  service: (values) => unit(values[1] ?? '', values.slice(0, 1)),
  networking: (values) => unit(values[0] ?? '', ['networking']),
  ifdown: (values) => (asksHelp(values) || hasLong(values, '--no-act') || hasShort(values, 'n') ? undefined : network),
  ifconfig: (values) => (values[1] === 'down' ? network : undefined),
  ip(values) {
    const [object = '', action = '', ...rest] = plain(values);
    if (/^l(i(n(k)?)?)?$/.test(object)) return (action === 'set' || action === 's') && rest.includes('down') ? network : undefined;
    if (/^a(d(d(r(e(s(s)?)?)?)?)?)?$/.test(object)) return /^(flush|f|del|delete|d)$/.test(action) ? network : undefined;
    if (!/^r(o(u(t(e)?)?)?)?$/.test(object)) return undefined;
    return action === 'flush' || (/^d(el(ete)?)?$/.test(action) && rest[0] === 'default') ? network : undefined;
  },
  nmcli: (values) => {
    const [object = '', action = ''] = plain(values);
    if (/^c(on(nection)?)?$/.test(object)) return /^(down|delete)$/.test(action) ? network : undefined;
    if (/^n(etworking)?$/.test(object)) return action === 'off' ? network : undefined;
    return /^d(ev(ice)?)?$/.test(object) && action === 'disconnect' ? network : undefined;
  },
  netplan: (values) => (plain(values)[0] === 'apply' ? network : undefined),
  iptables: firewall,
  ip6tables: firewall,
  nft: (values) => (plain(values).slice(0, 2).join(' ') === 'flush ruleset' ? network : undefined),
  ufw: (values) => {
    const [action = '', policy = ''] = plain(values);
    if (hasLong(values, '--dry-run')) return undefined;
    return action === 'enable' ||
      action === 'reset' ||
      (action === 'default' && /^(deny|reject)$/.test(policy) && !values.includes('outgoing'))
      ? network
      : undefined;
  },
  mkswap: () => formats('makes swap of what was there'),
  wipefs: (values) =>
    hasShort(values, 'ao') || hasLong(values, '--all', '--offset')
      ? hasShort(values, 'n') || hasLong(values, '--no-act')
        ? undefined
        : formats('wipes the signatures of a disk')
      : undefined,
  blkdiscard: () => disk,
  sgdisk: (values) =>
    hasShort(values, 'Zzond') || hasLong(values, '--zap-all', '--zap', '--clear', '--new', '--delete') ? disk : undefined,
  parted: (values) => (values.some((value) => /^(mklabel|mktable|mkpart|rm|resizepart|mkpartfs)\b/.test(value)) ? disk : undefined),
  cryptsetup: (values) => (/^(luksFormat|erase|luksErase|reencrypt)$/.test(plain(values)[0] ?? '') ? disk : undefined),
  shred: (values) => (values.some((value) => blockDevice.test(value)) ? disk : undefined),
  dd: (values) => (values.some((value) => value.startsWith('of=') && blockDevice.test(value.slice(3))) ? disk : undefined),
  pvremove: () => deletes('removes a physical volume'),
  vgremove: () => deletes('removes a volume group'),
  lvremove: () => deletes('removes a volume'),
  zpool: (values) => (/^(destroy|labelclear)$/.test(plain(values)[0] ?? '') ? deletes('destroys a pool') : undefined),
  zfs: (values) => (plain(values)[0] === 'destroy' && !hasShort(values, 'n') ? deletes('destroys a data set') : undefined),
  mdadm: (values) => (hasLong(values, '--zero-superblock') ? disk : undefined),
  dropdb: () => deletes('drops a database'),
  userdel: (values) => (hasShort(values, 'r') || hasLong(values, '--remove') ? deletes("deletes an account's files") : undefined),
  kubectl(values) {
    const [action, what] = plain(values);
    if (action === 'drain') return undefined;
    if (action !== 'delete' || hasLong(values, '--dry-run')) return undefined;
    return /^(ns|namespaces?|pv|pvc|persistentvolumes?|persistentvolumeclaims?|crd)(\/|$)/.test(what ?? '') || hasLong(values, '--all')
      ? deletes('deletes what holds data')
      : undefined;
  },
  terraform: (values) => (plain(values)[0] === 'destroy' ? deletes('destroys what was made') : undefined),
  docker(values) {
    const [object, action] = plain(values);
    if (object === 'volume' && /^(rm|remove|prune)$/.test(action ?? '')) return deletes('deletes volumes and what is in them');
    return object === 'system' && action === 'prune' && hasLong(values, '--volumes')
      ? deletes('deletes volumes and what is in them')
      : undefined;
  },
  rm: (values, args, isSet) => (hasShort(values, 'rR') || hasLong(values, '--recursive') ? removal(args, isSet) : undefined),
  find: (values) => {
    const paths = values.slice(
      0,
      Math.max(
        0,
        values.findIndex((value) => /^[-(!]/.test(value)),
      ),
    );
    const removes = values.includes('-delete') || values.some((value, index) => /^-(exec|ok)/.test(value) && values[index + 1] === 'rm');
    const narrow = values.some((value) => /^-(i?name|i?path|[acm]time|[acm]min|newer|user|size|empty|i?regex|links)$/.test(value));
    return removes && !narrow && paths.some((path) => systemPath.test(path)) ? deletes('deletes a whole folder of the system') : undefined;
  },
};

/** A folder that a system does not live without, or all that is in it. */
const systemPath =
  /^\/+((bin|boot|dev|etc|home|lib\d*|media|mnt|opt|proc|root|run|sbin|srv|sys|usr|var)(\/+(lib|log|bin|sbin|share|local|spool|mail))?)?\/*\*?$/;

function removal(args: readonly ShellWord[], isSet: (name: string) => boolean): Danger | undefined {
  for (const word of args) {
    // A pattern's words count as written: `/etc/*`.
    const written = word.parts.map((part) => (part.kind === 'text' || part.kind === 'glob' ? part.value : '\0')).join('');
    if (systemPath.test(written)) return deletes('deletes a whole folder of the system');
    const first = word.parts[0];
    if (first?.kind !== 'variable' || first.operator.includes('?') || first.operator.endsWith('-') || isSet(first.name)) continue;
    const rest = written.slice(1);
    if (!rest.includes('\0') && systemPath.test(rest) && rest !== '') {
      return deletes(`deletes \`${rest}\` where \`${first.name}\` is empty; \`\${${first.name}:?}\` was expected`);
    }
  }
  return undefined;
}
