import { createDecipheriv } from 'node:crypto';
import type { Client } from 'ssh2';

/** The parts of ssh2 1.17.0 (lib/protocol/crypto.js, `AESGCMDecipherNative`) that this file leans on. */
interface Decipher {
  decrypt?: (data: Buffer, from: number, to: number) => number | undefined;
  readonly _decipherSSLName?: string;
  readonly _decipherKey?: Buffer;
  readonly _decipherIV?: Buffer;
  _decipherInstance?: unknown;
  /** The length of the packet that is being read, how many bytes of that number came, and how many of the packet and of its tag. */
  _len?: number;
  _lenBytes?: number;
  readonly _pktLen?: number;
  readonly _tagPos?: number;
}

/** What ssh2 takes (MAX_PACKET_SIZE, with the number before a packet and the tag behind it), and what OpenSSH does (packet.h, PACKET_MAX_SIZE). */
const TAKEN = 35_000 - 20;
const LONGEST = 256 * 1024;
const TAG = 16;

/**
 * Has a client take packets as long as OpenSSH takes them until it is logged in: sshd sends its `Banner` as one. Only where packets are
 * encrypted with AES-GCM, as they are unless one side wants otherwise: in the other ciphers the length is hidden. Nothing is done where the
 * insides of ssh2 are not as expected. To be called before the connection is up.
 */
export function takeLongPackets(client: Client): void {
  client.once('handshake', () => {
    const decipher = (client as unknown as { readonly _protocol?: { readonly _decipher?: Decipher } })._protocol?._decipher;
    const { decrypt, _decipherSSLName: cipher = '', _decipherKey: key, _decipherIV: iv, _pktLen, _tagPos } = decipher ?? ({} as Decipher);
    if (decipher === undefined || decrypt === undefined || key === undefined || iv === undefined || !/^aes-\d+-gcm$/.test(cipher)) return;
    if (decipher._len !== 0 || decipher._lenBytes !== 0 || _pktLen !== 0 || _tagPos !== 0) return;

    let isOver = false;
    client.once('ready', () => {
      isOver = true;
    });
    /** Of a length whose other bytes have not come. */
    let held: Buffer = Buffer.alloc(0);
    /** Tells ssh2 of a packet that is too long for it the length, as one that it has read and found good. */
    const begin = (length: Buffer): void => {
      const instance = createDecipheriv(cipher as 'aes-128-gcm', key, iv);
      instance.setAutoPadding(false);
      instance.setAAD(length);
      decipher._decipherInstance = instance;
      decipher._len = length.readUInt32BE(0);
      decipher._lenBytes = 4;
    };
    /** Packet by packet; where ssh2 stopped, if it did. */
    const packets = (data: Buffer, from: number): number | undefined => {
      for (let at = from; at < data.length; ) {
        if (isOver) return decrypt.call(decipher, data, at, data.length);
        let rest = (decipher._len ?? 0) - (decipher._pktLen ?? 0) + TAG - (decipher._tagPos ?? 0);
        if (decipher._lenBytes === 0) {
          if (data.length - at < 4) {
            held = Buffer.from(data.subarray(at));
            return undefined;
          }
          const length = data.readUInt32BE(at);
          rest = 4 + length + TAG;
          if (length > TAKEN && length <= LONGEST && length % 16 === 0) {
            begin(data.subarray(at, at + 4));
            at += 4;
            rest -= 4;
          }
        }
        const end = Math.min(data.length, at + rest);
        const left = at < end ? decrypt.call(decipher, data.subarray(0, end), at, end) : undefined;
        if (left !== undefined) return left;
        at = end;
      }
      return undefined;
    };
    decipher.decrypt = (data, from, to) => {
      if (held.length === 0) return packets(data.subarray(0, to), from);
      const before = held;
      held = Buffer.alloc(0);
      const left = packets(Buffer.concat([before, data.subarray(from, to)]), 0);
      return left === undefined ? undefined : left - before.length + from;
    };
  });
}
