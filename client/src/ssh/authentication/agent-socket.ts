import { connect } from 'node:net';
import { WireReader, wireString } from '../certificates/wire.ts';

/** Bytes of an agent's answer at most (OpenSSH, authfd.c: MAX_AGENT_REPLY_LEN). */
const longest = 256 * 1024;
/** Milliseconds that an agent may take to tell what it holds. */
const patience = 5000;
/** Milliseconds that an agent's user may take to allow a signature (ssh-add -c, a touch). */
export const userPatience = 120_000;
/** What is said of an agent that takes a question and gives no answer. */
export const noAnswer = 'it does not answer';
/** What is said of an agent that answers without any list. */
export const noKeys = 'it told no keys';

/** What an agent holds: a public key or a certificate, as it goes over the wire. */
export interface Identity {
  readonly blob: Buffer;
  readonly comment: string;
}

/** One question to an agent's socket, and its answer without the length; rejects where there is none. `asked` is how long a person may take. */
function ask(socket: string, message: Buffer, asked = patience): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const client = connect(socket, () => client.write(wireString(message)));
    client.setTimeout(asked, () => client.destroy(new Error(noAnswer)));
    client.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.syscall === 'connect' ? new Error(`it cannot be reached: ${error.code}`) : error),
    );
    client.once('close', () => reject(new Error('it hung up')));
    client.on('data', (part: Buffer) => {
      parts.push(part);
      const all = Buffer.concat(parts);
      const length = all.length < 4 ? 0 : all.readUInt32BE(0);
      if (length > longest) client.destroy(new Error('its answer is too long'));
      else if (all.length >= 4 && all.length >= 4 + length) {
        resolve(all.subarray(4, 4 + length));
        client.destroy();
      }
    });
  });
}

/** Everything that an agent holds, certificates too, in its order (draft-miller-ssh-agent: request 11, answer 12); a message where it does not tell. */
export async function agentIdentities(socket: string): Promise<Identity[] | string> {
  try {
    const answer = await ask(socket, Buffer.from([11]));
    if (answer[0] !== 12) return noKeys;
    const reader = new WireReader(answer.subarray(1));
    return Array.from({ length: Math.min(reader.number(), 2048) }, () => ({ blob: reader.string(), comment: reader.text() }));
  } catch (error) {
    return (error as Error).message;
  }
}

/** Has an agent sign with what it holds under `blob`: the algorithm and the signature's bytes, as it gives them (request 13, answer 14). */
export async function agentSign(socket: string, blob: Buffer, data: Buffer, sha512: boolean): Promise<Buffer> {
  const flags = Buffer.alloc(4);
  flags.writeUInt32BE(sha512 ? 4 : 0);
  const answer = await ask(socket, Buffer.concat([Buffer.from([13]), wireString(blob), wireString(data), flags]), userPatience);
  if (answer[0] !== 14) throw new Error('the agent did not sign');
  return new WireReader(answer.subarray(1)).string();
}
