import { endSshd, startSshd } from './host-sshd.ts';

/** What a reboot of a fleet host does. */
export interface Reboot {
  /** How long the host is away. */
  readonly seconds: number;
  /** Whether it is the same system that comes back, with the boot id that it had. */
  readonly same?: boolean;
  /** Commands when its connections are gone, and before it answers again. Without single quotes. */
  readonly down?: string;
  readonly up?: string;
}

/** Shell text, for a fleet host's root: what `systemctl reboot` begins. The host loses its connections a moment later, and comes back. */
export function reboot({ seconds, same = false, down = ':', up = ':' }: Reboot): string {
  const another = 'cat /proc/sys/kernel/random/uuid > /tmp/boot-id; mount --bind /tmp/boot-id /proc/sys/kernel/random/boot_id';
  return `( env -u OPSBOOK_MARK setsid sh -c '
  sleep 0.5; ${endSshd}
  ${down}
  ${same ? ':' : another}
  sleep ${seconds}
  ${up}
  ${startSshd()}' </dev/null >/dev/null 2>&1 & )`;
}
