import { createHash } from 'node:crypto';

const width = 17;
const height = 9;
/** From seldom to often visited; the last two are the start and the end (OpenSSH, sshkey.c, fingerprint_randomart). */
const signs = ' .o+=*BOX@%&#/^SE';

/** The picture that OpenSSH draws of a host key's SHA256 fingerprint: eleven lines, for an eye that remembers it. */
export function keyPicture(blob: Buffer, type: string): string {
  const digest = createHash('sha256').update(blob).digest();
  const field = new Array<number>(width * height).fill(0);
  let x = Math.floor(width / 2);
  let y = Math.floor(height / 2);
  const most = signs.length - 1;
  for (const byte of digest) {
    for (let bits = byte, step = 0; step < 4; step++, bits >>= 2) {
      x = Math.min(width - 1, Math.max(0, x + ((bits & 1) === 1 ? 1 : -1)));
      y = Math.min(height - 1, Math.max(0, y + ((bits & 2) === 2 ? 1 : -1)));
      const at = y * width + x;
      if ((field[at] ?? 0) < most - 2) field[at] = (field[at] ?? 0) + 1;
    }
  }
  field[Math.floor(height / 2) * width + Math.floor(width / 2)] = most - 1;
  field[y * width + x] = most;
  const rows = Array.from(
    { length: height },
    (_, row) =>
      `|${field
        .slice(row * width, (row + 1) * width)
        .map((count) => signs[count])
        .join('')}|`,
  );
  return [border(`[${titleOf(blob, type)}]`), ...rows, border('[SHA256]')].join('\n');
}

/** A title in the middle of a border line, cut where it is too long. */
function border(title: string): string {
  const text = title.length > width ? '' : title;
  const before = Math.floor((width - text.length) / 2);
  return `+${'-'.repeat(before)}${text}${'-'.repeat(width - text.length - before)}+`;
}

function titleOf(blob: Buffer, type: string): string {
  if (type === 'ssh-ed25519') return 'ED25519 256';
  const curve = /^ecdsa-sha2-nistp(\d+)$/.exec(type);
  if (curve !== null) return `ECDSA ${curve[1]}`;
  if (type !== 'ssh-rsa') return type;
  // RFC 4253, section 6.6: the type, the exponent, the modulus, each after its length.
  let at = 0;
  let modulus = Buffer.alloc(0);
  for (let part = 0; part < 3 && at + 4 <= blob.length; part++) {
    const length = blob.readUInt32BE(at);
    modulus = Buffer.from(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  const bytes = modulus[0] === 0 ? modulus.subarray(1) : modulus;
  return `RSA ${bytes.length * 8 - Math.clz32(bytes[0] ?? 0) + 24}`;
}
