import { createDecipheriv, createSecretKey } from 'node:crypto';
import type { Client } from 'ssh2';

/** The parts of ssh2 1.17.0 (lib/protocol/crypto.js, `AESGCMDecipherNative`) that this file leans on. */
interface Decipher {
  decrypt?: (data: Buffer, from: number, to: number) => number | undefined;
  inSeqno?: number;
  /** Another one while keys are exchanged anew (lib/protocol/kex.js). */
  readonly _onPayload?: (payload: Buffer) => number | false | undefined;
  readonly _decipherSSLName?: string;
  readonly _decipherKey?: Buffer;
  readonly _decipherIV?: Buffer;
  /** Of a packet that has begun: its length, how many bytes of that number came, and how many of the packet and of its tag. */
  readonly _len?: number;
  readonly _lenBytes?: number;
  readonly _pktLen?: number;
  readonly _tagPos?: number;
}

/** What OpenSSH takes (packet.h, PACKET_MAX_SIZE). */
const LONGEST = 256 * 1024;
const TAG = 16;

const ours = new WeakSet<Decipher>();

const decipherOf = (client: Client): Decipher | undefined =>
  (client as unknown as { readonly _protocol?: { readonly _decipher?: Decipher } })._protocol?._decipher;

/** Whether a client's packets are read here, so that of the data it is given nothing is kept. */
export function readsWholePackets(client: Client): boolean {
  const decipher = decipherOf(client);
  return decipher !== undefined && ours.has(decipher);
}

/**
 * Reads a client's packets in place of ssh2 where they are encrypted with AES-GCM, as they are unless one side wants otherwise: packets as long as
 * OpenSSH takes them, for sshd sends its `Banner` as one, and each in one go, where ssh2 deciphers the parts that came and puts them together.
 * Nothing is done where the insides of ssh2 are not as expected. To be called before the connection is up.
 */
export function readWholePackets(client: Client): void {
  // Told each time that keys were exchanged.
  client.on('handshake', () => {
    const decipher = decipherOf(client);
    const { _onPayload, _decipherSSLName: cipher = '', _decipherKey: key, _decipherIV: iv } = decipher ?? ({} as Decipher);
    const { inSeqno, _len, _lenBytes, _pktLen, _tagPos } = decipher ?? ({} as Decipher);
    if (decipher === undefined || _onPayload === undefined || key === undefined || iv?.length !== 12 || !/^aes-\d+-gcm$/.test(cipher))
      return;
    if (inSeqno === undefined || _len !== 0 || _lenBytes !== 0 || _pktLen !== 0 || _tagPos !== 0) return;
    const secret = createSecretKey(key);
    /** A packet whose end has not come, and how much of it has. */
    let begun: Buffer = Buffer.alloc(4);
    let has = 0;

    const open = (packet: Buffer): Buffer => {
      const end = packet.length - TAG;
      const instance = createDecipheriv(cipher as 'aes-128-gcm', secret, iv);
      instance.setAAD(packet.subarray(0, 4));
      const plain = instance.update(packet.subarray(4, end));
      instance.setAuthTag(packet.subarray(end));
      // Throws where a bit of it is another than was sent.
      instance.final();
      // RFC 5647, section 7.1: the last eight bytes count the packets.
      iv.writeBigUInt64BE(BigInt.asUintN(64, iv.readBigUInt64BE(4) + 1n), 4);
      decipher.inSeqno = ((decipher.inSeqno ?? 0) + 1) >>> 0;
      return plain.subarray(1, plain.length - (plain[0] ?? 0));
    };
    decipher.decrypt = (data, from, to) => {
      for (let at = from; at < to; ) {
        let packet: Buffer | undefined;
        if (has === 0 && to - at >= 4) {
          const size = sizeAt(data, at);
          if (size <= to - at) packet = data.subarray(at, at + size);
          if (packet !== undefined) at += size;
        }
        if (packet === undefined) {
          const size = has < 4 ? 4 : sizeAt(begun, 0);
          if (begun.length < size) begun = Buffer.concat([begun.subarray(0, has)], size);
          const some = data.copy(begun, has, at, Math.min(to, at + size - has));
          at += some;
          has += some;
          if (has < size || size === 4) continue;
          packet = begun.subarray(0, size);
          has = 0;
        }
        const stopped = decipher._onPayload?.(open(packet));
        if (stopped !== undefined) return stopped === false ? at : stopped;
      }
      return undefined;
    };
    ours.add(decipher);
  });
}

/** The bytes of the packet that begins at `at`, with the number before it and the tag behind it. */
function sizeAt(data: Buffer, at: number): number {
  const length = data.readUInt32BE(at);
  if (length > LONGEST || length < 16 || length % 16 !== 0) throw new Error('Bad packet length');
  return 4 + length + TAG;
}
