/** What ssh2 can, by the keyword of ssh_config(5) that chooses from it, the usual choice first. */
export const supportedAlgorithms = {
  KexAlgorithms: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha1',
    'diffie-hellman-group-exchange-sha1',
    'diffie-hellman-group1-sha1',
  ],
  Ciphers: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'chacha20-poly1305@openssh.com',
    'aes256-cbc',
    'aes192-cbc',
    'aes128-cbc',
    '3des-cbc',
  ],
  MACs: [
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha1-etm@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
    'hmac-sha1',
    'hmac-sha2-256-96',
    'hmac-sha2-512-96',
    'hmac-sha1-96',
    'hmac-md5',
    'hmac-md5-96',
  ],
  HostKeyAlgorithms: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
    'ssh-rsa',
  ],
} as const;

/** How many of each list are offered where nothing is said: the rest is weak, or slow in this process. */
const usual = { KexAlgorithms: 8, Ciphers: 5, MACs: 6, HostKeyAlgorithms: 7 } as const;

/**
 * What a value of one of these keywords chooses of what there is: a list, or with `+`, `-` or `^` a change of the usual one, `*`
 * and `?` as wildcards. '' (nothing) is an empty list: none of it can be had.
 */
export function chosenAlgorithms(keyword: keyof typeof supportedAlgorithms, value: string): readonly string[] {
  const supported: readonly string[] = supportedAlgorithms[keyword];
  const defaults = supported.slice(0, usual[keyword]);
  const sign = /^[+\-^]/.exec(value)?.[0];
  const patterns = (sign === undefined ? value : value.slice(1)).split(',').filter((word) => word !== '');
  const named = patterns.flatMap((pattern) => {
    const matcher = new RegExp(
      `^${pattern
        .replace(/[\\^$.+()[\]{}|/]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
    );
    return supported.filter((name) => matcher.test(name));
  });
  const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];
  if (sign === '+') return unique([...defaults, ...named]);
  if (sign === '-') return defaults.filter((name) => !named.includes(name));
  return sign === '^' ? unique([...named, ...defaults]) : unique(named);
}
