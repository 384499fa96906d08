import type { Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';
import { readKey } from '../read-key.ts';
import { noAnswer, userPatience } from './agent-socket.ts';
import type { Signer } from './one-key-agent.ts';

/** A key that an agent holds. */
export interface AgentKey {
  readonly key: ParsedKey;
  readonly signer: Signer;
}

/** Has an agent's connections end where nothing comes: ssh2 waits for ever, and so would the process. */
function impatient(agent: object): void {
  const { getStream } = agent as { getStream?: (done: (error: unknown, stream?: Socket) => void) => void };
  if (getStream === undefined) return;
  (agent as { getStream: typeof getStream }).getStream = (done) =>
    getStream.call(agent, (error, stream) => {
      stream?.setTimeout(userPatience, () => stream.destroy(new Error(noAnswer)));
      done(error, stream);
    });
}

/** The keys of an agent's socket, in its order; a message where it does not answer. Certificates and key types that ssh2 cannot use are left out. */
export function agentKeys(socket: string): Promise<AgentKey[] | string> {
  const agent = ssh2.createAgent(socket);
  impatient(agent);
  return new Promise((resolve) => {
    agent.getIdentities((error, keys) => {
      if (error || !keys) {
        resolve(error?.message ?? 'it told no keys');
        return;
      }
      const found: AgentKey[] = [];
      for (const each of keys) {
        const key = readKey(each as Buffer);
        if (typeof key === 'string') continue;
        const signer: Signer = (data, hash) =>
          new Promise((sign, refuse) => {
            agent.sign(key, data, hash === undefined ? {} : { hash: hash as 'sha256' }, (failed, signature) => {
              if (failed || !signature) refuse(new Error(`the agent did not sign${failed ? `: ${failed.message}` : ''}`));
              else sign(signature);
            });
          });
        found.push({ key, signer });
      }
      resolve(found);
    });
  });
}
