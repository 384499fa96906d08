import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';
import type { Signer } from './one-key-agent.ts';

/** A key that an agent holds. */
export interface AgentKey {
  readonly key: ParsedKey;
  readonly signer: Signer;
}

/** The keys of an agent's socket, in its order; a message where it does not answer. Certificates and key types that ssh2 cannot use are left out. */
export function agentKeys(socket: string): Promise<AgentKey[] | string> {
  const agent = ssh2.createAgent(socket);
  return new Promise((resolve) => {
    agent.getIdentities((error, keys) => {
      if (error || !keys) {
        resolve(error?.message ?? 'it told no keys');
        return;
      }
      const found: AgentKey[] = [];
      for (const each of keys) {
        const parsed = ssh2.utils.parseKey(each as Buffer);
        const key = Array.isArray(parsed) ? parsed[0] : parsed;
        if (key === undefined || key instanceof Error) continue;
        const signer: Signer = (data, hash) =>
          new Promise((sign, refuse) => {
            agent.sign(key, data, hash === undefined ? {} : { hash: hash as 'sha256' }, (failed, signature) => {
              if (failed || !signature) refuse(failed ?? new Error('the agent did not sign'));
              else sign(signature);
            });
          });
        found.push({ key, signer });
      }
      resolve(found);
    });
  });
}
