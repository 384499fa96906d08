/**
 * Shell text, for a fleet host's root: ends sshd with all its connections. One that is being born while the others are looked for is found by
 * the next look; it would go on, and hold what was to be cut.
 */
export const endSshd = 'while p=$(grep -ls sshd /proc/[0-9]*/comm | tr -dc "0-9\\n"); [ -n "$p" ]; do kill -KILL $p 2>/dev/null; done';

/**
 * The same: starts the sshd of a folder after its listener was killed, and ends when the new one listens; fails if none does.
 * sshd leaves its caller before it binds its port, and writes its number once it listens (sshd.c, main: daemon, server_listen, pid_file).
 * The port of the one that was killed may still be taken, so it is tried again.
 */
export function startSshd(folder = '/fleet'): string {
  const listens = `[ -s "${folder}/sshd.pid" ]`;
  const begin = `/usr/sbin/sshd -f "${folder}/sshd_config" -E "${folder}/log"`;
  const nap = `${listens} || sleep 0.05`;
  return `rm -f "${folder}/sshd.pid"; for i in 1 2 3 4 5 6 7 8 9 10; do ${listens} || ${begin}; for j in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do ${nap}; done; done; ${listens}`;
}

/** The same: ends it with all its connections, and starts another one. */
export const restartSshd = `${endSshd}; ${startSshd()}`;

/** The same: gives the sshd of a folder another host key, for when it is started again. */
export function changeHostKey(folder = '/fleet'): string {
  return `rm -f "${folder}"/host_key*; ssh-keygen -q -t ed25519 -N "" -f "${folder}/host_key"`;
}
