import type { Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { BaseAgent, ParsedKey } from 'ssh2';
import { readKey } from '../read-key.ts';
import { agentIdentities, type Identity, noAnswer, noKeys, userPatience } from './agent-socket.ts';
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

/** What an agent holds, in its order. */
export interface Held {
  /** All of it, certificates and what ssh2 cannot use too; empty for an agent that only ssh2 can talk to. */
  readonly identities: readonly Identity[];
  /** The keys that ssh2 can use. */
  readonly keys: readonly AgentKey[];
}

/** What the agent at `socket` holds, for one question; a message where it does not answer. Its user may have to allow each signature. */
export async function agentHolds(socket: string): Promise<Held | string> {
  const agent = ssh2.createAgent(socket);
  impatient(agent);
  const held = await (isSocket(socket) ? agentIdentities(socket) : keysBySsh2(agent));
  if (typeof held === 'string') return held;
  const keys = held.flatMap((each): AgentKey[] => {
    const key = 'blob' in each ? readKey(each.blob) : each;
    if (typeof key === 'string') return [];
    if ('blob' in each) key.comment ||= each.comment;
    return [{ key, signer: signerOf(agent, key) }];
  });
  return { identities: held.filter((each) => 'blob' in each), keys };
}

/** Whether what stands there is a socket or a named pipe, which we can ask ourselves; else it is PuTTY's agent or Cygwin's (ssh2's lib/agent.js, createAgent). */
function isSocket(path: string): boolean {
  return process.platform !== 'win32' || /^[/\\][/\\]\.[/\\]pipe[/\\]./.test(path);
}

function keysBySsh2(agent: BaseAgent): Promise<ParsedKey[] | string> {
  return new Promise((resolve) => {
    agent.getIdentities((error, keys) => {
      if (error || !keys) return resolve(error?.message ?? noKeys);
      resolve(keys.map((each) => readKey(each as Buffer)).filter((each) => typeof each !== 'string'));
    });
  });
}

function signerOf(agent: BaseAgent, key: ParsedKey): Signer {
  return (data, hash) =>
    new Promise((sign, refuse) => {
      agent.sign(key, data, hash === undefined ? {} : { hash: hash as 'sha256' }, (failed, signature) => {
        if (failed || !signature) refuse(new Error(`the agent did not sign${failed ? `: ${failed.message}` : ''}`));
        else sign(signature);
      });
    });
}
