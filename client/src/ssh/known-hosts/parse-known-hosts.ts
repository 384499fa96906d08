/** One line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export interface KnownHost {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly marker: '' | '@revoked' | '@cert-authority';
  /** The first field: patterns with commas, or one hashed name. */
  readonly names: string;
  readonly keyType: string;
  readonly blob: Buffer;
}

/** The entries of a known_hosts text. Comments, blank lines, unknown markers and lines without a readable key count nothing, as with OpenSSH. */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
  const found: KnownHost[] = [];
  text.split('\n').forEach((raw, index) => {
    const fields = raw.trim().split(/[ \t]+/);
    if (fields[0] === '' || fields[0]?.startsWith('#')) return;
    let marker: KnownHost['marker'] = '';
    if (fields[0]?.startsWith('@')) {
      const word = fields.shift();
      if (word !== '@revoked' && word !== '@cert-authority') return;
      marker = word;
    }
    const [names = '', keyType = '', key = ''] = fields;
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key)) return;
    found.push({ file, line: index + 1, marker, names, keyType, blob: Buffer.from(key, 'base64') });
  });
  return found;
}
